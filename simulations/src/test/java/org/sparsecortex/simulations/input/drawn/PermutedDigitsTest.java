package org.sparsecortex.simulations.input.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.image.IdxInput;

class PermutedDigitsTest {
    private static final PermutedDigitsInput SPEC =
            new PermutedDigitsInput("", "", "", "", 10, 1, 1, false, 3, true, 0, 10, 0, 4, 2, 40, 20);

    private static InputSpec.Opened open(long seed) {
        return SPEC.open(new InputContext(seed, Path.of("."), List.of(), 1 << 26));
    }

    private static int number(Source source, String signal, long step) {
        return ((Ints) source.read(signal, step)).get(0);
    }

    private static double[] sortedSample(Source source, long step, int s) {
        double[] sample = Arrays.copyOfRange(((Reals) source.read("samples", step)).toArray(), s * 100, (s + 1) * 100);
        Arrays.sort(sample);
        return sample;
    }

    @Test
    void everyTaskIsTaughtThenAllAreTested() {
        Source source = open(1).source();
        // a cycle is 4 + 3 * 2 = 10 steps
        assertThat(open(1).length()).hasValue(30);
        for (long step = 0; step < 30; step++) {
            boolean training = step % 10 < 4;
            assertThat(number(source, "training", step)).isEqualTo(training ? 1 : 0);
            assertThat(number(source, "learned", step)).isEqualTo((int) (step / 10) + 1);
            assertThat(number(source, "task", step)).isEqualTo((int) (training ? step / 10 : (step % 10 - 4) / 2));
        }
    }

    @Test
    void tasksShowTheSameImagesInOtherOrdersOfPixels() {
        Source source = open(1).source();
        // step 4: first test of task 0, step 6: of task 1, the same test images
        for (int s = 0; s < 10; s++) {
            assertThat(sortedSample(source, 4, s)).isEqualTo(sortedSample(source, 6, s));
        }
        assertThat(source.read("samples", 4)).isNotEqualTo(source.read("samples", 6));
        assertThat(source.read("labels", 4)).isEqualTo(source.read("labels", 6));
    }

    @Test
    void testImagesAreNeverTaughtAndAPassShowsEachTrainingImageOnce() {
        Source source = open(2).source();
        Set<String> taught = new HashSet<>();
        for (int step = 0; step < 4; step++) {
            for (int s = 0; s < 10; s++) {
                taught.add(Arrays.toString(sortedSample(source, step, s)));
            }
        }
        assertThat(taught).hasSize(40);
        for (int step = 4; step < 6; step++) {
            for (int s = 0; s < 10; s++) {
                assertThat(taught).doesNotContain(Arrays.toString(sortedSample(source, step, s)));
            }
        }
    }

    @Test
    void standardisedTrainingPixelsHaveMean0AndDeviation1() {
        PermutedDigitsInput spec =
                new PermutedDigitsInput("", "", "", "", 10, 1, 1, true, 3, true, 0, 10, 0, 4, 2, 40, 20);
        Source source =
                spec.open(new InputContext(2, Path.of("."), List.of(), 1 << 26)).source();
        double sum = 0.0;
        double squares = 0.0;
        for (int step = 0; step < 4; step++) { // one pass over the 40 training images of 100 pixels
            for (double value : ((Reals) source.read("samples", step)).toArray()) {
                sum += value;
                squares += value * value;
            }
        }
        assertThat(sum / 4000).isCloseTo(0.0, within(1e-6));
        assertThat(squares / 4000).isCloseTo(1.0, within(1e-6));
    }

    /** Two digits a task: batches of 10 in pixels of 2 x 2 means, unpermuted, so that a digit looks alike in training and test. */
    @Test
    void splitTasksTeachAndTestTheirOwnDigitsOnly() {
        PermutedDigitsInput split =
                new PermutedDigitsInput("", "", "", "", 20, 2, 0.0, false, 5, false, 2, 10, 0, 4, 2, 40, 20);
        Source source = split.open(new InputContext(1, Path.of("."), List.of(), 1 << 26))
                .source();
        for (long step = 0; step < 70; step++) {
            int task = number(source, "task", step);
            for (int label : ((Ints) source.read("labels", step)).toArray()) {
                assertThat(label / 2).isEqualTo(task);
            }
        }
        double[] samples = ((Reals) source.read("samples", 0)).toArray();
        assertThat(samples).hasSize(10 * 100);
        assertThat(samples[0]).as("corner of a plain digit").isZero();
        PermutedDigitsInput fine =
                new PermutedDigitsInput("", "", "", "", 20, 1, 0.0, false, 5, false, 2, 10, 0, 4, 2, 40, 20);
        double[] whole = ((Reals) fine.open(new InputContext(1, Path.of("."), List.of(), 1 << 26))
                        .source()
                        .read("samples", 0))
                .toArray();
        double sum = 0;
        for (int q = 0; q < 4; q++) {
            sum += whole[(6 + q / 2) * 20 + 8 + q % 2];
        }
        assertThat(samples[3 * 10 + 4]).isEqualTo(sum / 4, within(1e-6));
        assertThat(Arrays.stream(samples).max().orElseThrow())
                .as("guard: something is drawn")
                .isGreaterThan(0.5);
    }

    @Test
    void testsComeFromAFileOfTheirOwn(@TempDir Path folder) throws IOException {
        DigitsInputTest.writeIdx(folder, "taught", 10, 1, 2, 3, 4);
        DigitsInputTest.writeIdx(folder, "tested", 10, 7, 8);
        PermutedDigitsInput spec = tested("taught", "tested", 4, 2);
        assertThat(spec.files()).containsExactly("taught", "taught-labels", "tested", "tested-labels");
        Source source =
                spec.open(new InputContext(1, folder, List.of(), 1 << 26)).source();
        for (long step = 0; step < 8; step++) {
            boolean training = number(source, "training", step) == 1;
            int[] labels = ((Ints) source.read("labels", step)).toArray();
            double[] samples = ((Reals) source.read("samples", step)).toArray();
            for (int k = 0; k < 2; k++) {
                assertThat(labels[k]).isBetween(training ? 1 : 7, training ? 4 : 8);
                assertThat(samples[100 * k]).isCloseTo(labels[k] / 255.0, within(1e-6));
            }
        }
    }

    /** There was said "count = 5", but permuted digits have no key of this name. */
    @Test
    void tooFewImagesAreToldAtTheKeyThatAsksForThem(@TempDir Path folder) throws IOException {
        DigitsInputTest.writeIdx(folder, "taught", 10, 1, 2, 3, 4);
        DigitsInputTest.writeIdx(folder, "tested", 10, 7, 8);
        DigitsInputTest.writeIdx(folder, "none", 10);
        InputContext context = new InputContext(1, folder, List.of(), 1 << 26);
        assertThatThrownBy(() -> tested("taught", "tested", 5, 2).open(context))
                .hasMessage("trainImages = 5: taught has only 4 images");
        assertThatThrownBy(() -> tested("taught", "tested", 4, 3).open(context))
                .hasMessage("testImages = 3: tested has only 2 images");
        assertThatThrownBy(() -> tested("taught", "", 3, 2).open(context))
                .hasMessage("trainImages + testImages = 5: taught has only 4 images")
                .isInstanceOfSatisfying(
                        ParameterException.class, e -> assertThat(e.parameter()).isEqualTo("trainImages"));
        assertThatThrownBy(() -> new IdxInput("taught", "", 1, 4, 128, false).open(context))
                .hasMessage("count = 4: taught has only 4 images, 3 from 1 on");
        assertThatThrownBy(() -> tested("taught", "none", 4, 1).open(context))
                .hasMessage("testPath = none: holds no image: its header says 0");
        DigitsInputTest.writeIdx(folder, "flat", 0, 1);
        assertThatThrownBy(() -> tested("taught", "flat", 4, 1).open(context))
                .hasMessage("testPath = flat: its header says that images are 0 pixels high, allowed are 1..16384");
    }

    /** 60 images of 784 pixels, 4 bytes each, and 784 numbers of 4 bytes for each task; there was said a byte a pixel. */
    @Test
    void memoryIsThatOfGreyValuesAndOfTheOrderOfPixelsInEachTask(@TempDir Path folder) throws IOException {
        DigitsInputTest.writeIdx(folder, "taught", 28, new int[40]);
        DigitsInputTest.writeIdx(folder, "tested", 28, new int[20]);
        long images = 4L * 60 * 784;
        for (int tasks : new int[] {1, 1000}) {
            PermutedDigitsInput spec = new PermutedDigitsInput(
                    "taught",
                    "taught-labels",
                    "tested",
                    "tested-labels",
                    28,
                    1,
                    0,
                    false,
                    tasks,
                    true,
                    0,
                    2,
                    0,
                    2,
                    1,
                    40,
                    20);
            AtomicLong most = new AtomicLong();
            spec.open(
                    new InputContext(1, folder, List.of(), 1 << 26, bytes -> most.accumulateAndGet(bytes, Math::max)));
            long floor = images + 4L * 784 * tasks;
            assertThat(most.get()).isBetween(floor, floor + images);
            assertThatThrownBy(() -> spec.open(new InputContext(1, folder, List.of(), floor - 1)))
                    .hasMessageContaining("the images of taught and tested and the order of their pixels in each of "
                            + tasks + " tasks needs about");
        }
    }

    /** Two tasks of the first images of one file, tested with the first of another or those after them. */
    static PermutedDigitsInput tested(String path, String testPath, int trainImages, int testImages) {
        return new PermutedDigitsInput(
                path,
                path + "-labels",
                testPath,
                testPath.isEmpty() ? "" : testPath + "-labels",
                28,
                1,
                0,
                false,
                2,
                true,
                0,
                2,
                0,
                2,
                1,
                trainImages,
                testImages);
    }
}
