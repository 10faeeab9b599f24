package org.sparsecortex.simulations.input.drawn;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.image.IdxInput;

class DigitsInputTest {
    private static final Path DATA = Path.of("../../shared/data/mnist");

    private static DigitsInput input(String path, String labels, int perClass, BinaryImages.Shape shape) {
        return new DigitsInput(
                path,
                labels,
                "",
                "",
                -1,
                28,
                1,
                perClass,
                List.of(),
                0,
                1,
                0,
                -1,
                128,
                shape,
                new BinaryImages.Contours(8, 2, 2));
    }

    /** Twenty samples again and again; from step 30 on only their upper halves, while whole shows all. */
    @Test
    void samplesRepeatAndAreHalfHidden() {
        Source plain = open(input("", "", 0, BinaryImages.Shape.FILLED));
        Source again = open(new DigitsInput(
                "",
                "",
                "",
                "",
                -1,
                28,
                1,
                0,
                List.of(),
                20,
                1,
                0,
                30,
                128,
                BinaryImages.Shape.FILLED,
                new BinaryImages.Contours(8, 2, 2)));
        for (int step : new int[] {0, 19, 20, 29, 30, 45}) {
            Sdr full = (Sdr) plain.read("sdr", step % 20);
            Sdr seen = (Sdr) again.read("sdr", step);
            assertThat(again.read("whole", step)).isEqualTo(plain.read("image", step % 20));
            assertThat(again.read("label", step)).isEqualTo(plain.read("label", step % 20));
            if (step < 30) {
                assertThat(seen).isEqualTo(full);
            } else {
                assertThat(SdrOps.overlap(seen, full)).isEqualTo(seen.cardinality());
                assertThat(seen.cardinality()).isBetween(5, full.cardinality() - 5);
            }
        }
    }

    /** Each sample for three steps and two of rest; only the fifth step asks. */
    @Test
    void samplesStayAndAreAskedForOnce() {
        Source plain = open(input("", "", 0, BinaryImages.Shape.FILLED));
        Source held = open(new DigitsInput(
                "",
                "",
                "",
                "",
                -1,
                28,
                1,
                0,
                List.of(),
                0,
                3,
                2,
                -1,
                128,
                BinaryImages.Shape.FILLED,
                new BinaryImages.Contours(8, 2, 2)));
        for (int step = 0; step < 15; step++) {
            boolean isShown = step % 5 < 3;
            boolean isAsked = step % 5 == 4;
            int sample = step / 5;
            assertThat(held.read("label", step)).isEqualTo(Ints.of(sample));
            assertThat(held.read("image", step))
                    .isEqualTo(isShown ? plain.read("image", sample) : Reals.zeros(28 * 28));
            assertThat(held.read("sdr", step)).isEqualTo(isShown ? plain.read("sdr", sample) : Sdr.empty(28 * 28));
            assertThat(held.read("askedLabel", step)).isEqualTo(Ints.of(isAsked ? sample : -1));
            assertThat(held.read("askedSdr", step)).isEqualTo(isAsked ? plain.read("sdr", sample) : Sdr.empty(28 * 28));
        }
    }

    private static Source open(DigitsInput input) {
        return input.open(new InputContext(1, Path.of("."), List.of(DATA), 1L << 30))
                .source();
    }

    @Test
    void drawnDigitsAreAFunctionOfTheStepAndDifferFromSampleToSample() {
        Source one = open(input("", "", 0, BinaryImages.Shape.FILLED));
        Source other = open(input("", "", 0, BinaryImages.Shape.FILLED));
        for (int step = 0; step < 100; step++) {
            Sdr digit = (Sdr) one.read("sdr", step);
            assertThat(digit).isEqualTo(other.read("sdr", step)).isNotEqualTo(one.read("sdr", step + 10));
            assertThat(((Ints) one.read("label", step)).get(0)).isEqualTo(step % 10);
            assertThat(digit.cardinality()).isBetween(20, 260);
        }
    }

    /** 1 nearest neighbour on 20 samples a class: better than chance by far, yet not perfect, or the set teaches nothing. */
    @Test
    void drawnDigitsCanBeToldApartButNotTrivially() {
        Source source = open(input("", "", 0, BinaryImages.Shape.FILLED));
        int right = 0;
        for (int test = 200; test < 400; test++) {
            Sdr x = (Sdr) source.read("sdr", test);
            int best = 0;
            double bestScore = -1;
            for (int train = 0; train < 200; train++) {
                Sdr y = (Sdr) source.read("sdr", train);
                double score = SdrOps.overlap(x, y) / Math.sqrt((double) x.cardinality() * y.cardinality());
                if (score > bestScore) {
                    bestScore = score;
                    best = train;
                }
            }
            right += best % 10 == test % 10 ? 1 : 0;
        }
        assertThat(right).isBetween(140, 196);
    }

    @Test
    void edgesAndSkeletonAreThinnerAndInside() {
        Source filled = open(input("", "", 0, BinaryImages.Shape.FILLED));
        Source edges = open(input("", "", 0, BinaryImages.Shape.EDGES));
        Source skeleton = open(input("", "", 0, BinaryImages.Shape.SKELETON));
        for (int step = 0; step < 20; step++) {
            Sdr all = (Sdr) filled.read("sdr", step);
            Sdr thin = (Sdr) skeleton.read("sdr", step);
            Sdr rim = (Sdr) edges.read("sdr", step);
            assertThat(SdrOps.overlap(all, thin)).isEqualTo(thin.cardinality());
            assertThat(SdrOps.overlap(all, rim)).isEqualTo(rim.cardinality());
            assertThat(thin.cardinality()).isBetween(5, all.cardinality() - 1);
            assertThat(rim.cardinality()).isBetween(5, all.cardinality());
        }
    }

    /** A bright square: gradients point inwards from its four sides, so 4 of 8 directions at the middle of the sides. */
    @Test
    void contoursPointAcrossEdges() {
        boolean[] square = new boolean[28 * 28];
        for (int y = 8; y < 20; y++) {
            for (int x = 8; x < 20; x++) {
                square[y * 28 + x] = true;
            }
        }
        Sdr contours = new BinaryImages.Contours(8, 2, 2).of(square, 28, 28);
        assertThat(contours.size()).isEqualTo(14 * 14 * 8);
        assertThat(contours.contains((7 * 14 + 4) * 8)).isTrue(); // left side: gradient to the right
        assertThat(contours.contains((7 * 14 + 9) * 8 + 4)).isTrue(); // right side: to the left
        assertThat(contours.contains((4 * 14 + 7) * 8 + 2)).isTrue(); // upper side: downwards
        assertThat(contours.contains((9 * 14 + 7) * 8 + 6)).isTrue(); // lower side: upwards
        assertThat(contours.contains((7 * 14 + 7) * 8)).isFalse(); // middle: nothing
    }

    @Test
    void filesGiveTheSameNumberOfEachClassFirst() {
        assumeTrue(Files.isDirectory(DATA), "../shared/data/mnist is absent");
        Source source = open(input(
                "digits-6000-images-idx3-ubyte.gz",
                "digits-6000-labels-idx1-ubyte.gz",
                200,
                BinaryImages.Shape.FILLED));
        int[] count = new int[10];
        for (int step = 0; step < 2000; step++) {
            count[((Ints) source.read("label", step)).get(0)]++;
        }
        assertThat(count).containsOnly(200);
        assertThat(source.read("sdr", 6000)).isEqualTo(source.read("sdr", 0));
    }

    @Test
    void pathWithoutLabelsIsRefused() {
        assertThatThrownBy(() -> input("x", "", 0, BinaryImages.Shape.FILLED))
                .hasMessageContaining("path and labels belong together");
    }

    /** Two samples again and again from the first file, then all of the second one from its first. */
    @Test
    void samplesToTestWithComeFromAFileOfTheirOwn(@TempDir Path folder) throws IOException {
        writeIdx(folder, "taught", 28, 1, 2, 3);
        writeIdx(folder, "tested", 28, 7, 8, 9);
        DigitsInput spec = tested("taught", "tested", 12, 2, 1);
        assertThat(spec.files()).containsExactly("taught", "taught-labels", "tested", "tested-labels");
        Source source =
                spec.open(new InputContext(1, folder, List.of(), 1L << 30)).source();
        int[] labels = new int[24];
        for (int step = 0; step < labels.length; step++) {
            labels[step] = ((Ints) source.read("label", step)).get(0);
            boolean isShown = step % 3 < 2;
            assertThat(((Reals) source.read("image", step)).get(0)).isEqualTo(isShown ? labels[step] / 255.0 : 0.0);
        }
        assertThat(labels).containsExactly(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 7, 7, 7, 8, 8, 8, 9, 9, 9, 7, 7, 7);
    }

    @Test
    void whatIsWrongWithTheFileOfTestsIsToldAtItsKeys(@TempDir Path folder) throws IOException {
        writeIdx(folder, "taught", 28, 1, 2);
        writeIdx(folder, "small", 14, 1);
        InputContext context = new InputContext(1, folder, List.of(), 1L << 30);
        assertThatThrownBy(() -> tested("taught", "small", 12, 2, 1).open(context))
                .hasMessageContaining("testPath")
                .hasMessageContaining("14 x 14");
        assertThatThrownBy(() -> tested("taught", "taught-labels", 12, 2, 1).open(context))
                .hasMessageContaining("testPath")
                .hasMessageContaining("no IDX file of unsigned byte images");
        assertThatThrownBy(() -> tested("taught", "nothing", 12, 2, 1).open(context))
                .hasMessageContaining("testPath = nothing: no such readable file");
        assertThatThrownBy(() -> tested("taught", "taught", 13, 2, 1)).hasMessageContaining("hold + rest = 3");
        assertThatThrownBy(() -> tested("taught", "taught", -1, 2, 1)).hasMessageContaining("from which step on");
        assertThatThrownBy(() -> tested("taught", "", 12, 2, 1))
                .hasMessageContaining("testPath is shown, which is missing");
        assertThatThrownBy(() -> tested("", "taught", 12, 2, 1)).hasMessageContaining("drawn digits are new ones");
    }

    /** 20 labels beside 15 images were taken, the first 15 of them; so were they in all inputs with labels. */
    @Test
    void labelsOfAnotherSetAreToldByTheirNumber(@TempDir Path folder) throws IOException {
        writeIdx(folder, "taught", 28, 1, 2, 3, 1, 2, 3);
        writeIdx(folder, "tested", 28, 7, 8, 9);
        Files.copy(folder.resolve("taught-labels"), folder.resolve("tested-labels"), REPLACE_EXISTING);
        InputContext context = new InputContext(1, folder, List.of(), 1L << 30);
        String why = " = tested-labels: has 6 labels, but tested has 3 images; do they belong together?";
        assertThatThrownBy(() -> tested("taught", "tested", 12, 2, 1).open(context))
                .hasMessage("testLabels" + why);
        assertThatThrownBy(() -> tested("tested", "", -1, 2, 1).open(context)).hasMessage("labels" + why);
        assertThatThrownBy(() -> new IdxInput("tested", "tested-labels", 1, 1, 128, false).open(context))
                .hasMessage("labels" + why);
        assertThatThrownBy(() -> new IdxInput("taught", "few", 0, 3, 128, false).open(labelled(folder, "few", 1, 2, 3)))
                .hasMessage("labels = few: has 3 labels, but taught has 6 images; do they belong together?");
        Source part = new IdxInput("taught", "taught-labels", 1, 2, 128, false)
                .open(context)
                .source();
        assertThat(part.read("label", 0)).isEqualTo(Ints.of(2));
        assertThat(part.read("label", 1)).isEqualTo(Ints.of(3));
    }

    /** Such images were left out without a word, and permuted digits had labels of no digit. */
    @Test
    void imagesOfNoDigitAreRefused(@TempDir Path folder) throws IOException {
        writeIdx(folder, "taught", 28, 1, 2);
        writeIdx(folder, "letters", 28, 9, 10, 14);
        InputContext context = new InputContext(1, folder, List.of(), 1L << 30);
        String why = " = letters-labels: its label of image 1 (the first is 0) is 10, allowed are the digits 0..9;"
                + " input idx takes images with other labels";
        assertThatThrownBy(() -> tested("taught", "letters", 12, 2, 1).open(context))
                .hasMessage("testLabels" + why);
        assertThatThrownBy(() -> tested("letters", "taught", 12, 2, 1).open(context))
                .hasMessage("labels" + why);
        assertThatThrownBy(() ->
                        PermutedDigitsTest.tested("taught", "letters", 2, 3).open(context))
                .hasMessage("testLabels" + why);
        assertThatThrownBy(() ->
                        PermutedDigitsTest.tested("letters", "taught", 2, 2).open(context))
                .hasMessage("labels" + why);
        Source letters = new IdxInput("letters", "letters-labels", 0, 0, 128, false)
                .open(context)
                .source();
        assertThat(letters.read("label", 2)).isEqualTo(Ints.of(14));
    }

    private static InputContext labelled(Path folder, String name, int... labels) throws IOException {
        writeIdx(folder, "x", 1, labels);
        Files.move(folder.resolve("x-labels"), folder.resolve(name));
        return new InputContext(1, folder, List.of(), 1L << 30);
    }

    private static DigitsInput tested(String path, String testPath, int testFrom, int hold, int rest) {
        return new DigitsInput(
                path,
                path.isEmpty() ? "" : path + "-labels",
                testPath,
                testPath.isEmpty() ? "" : testPath + "-labels",
                testFrom,
                28,
                1,
                0,
                List.of(),
                2,
                hold,
                rest,
                -1,
                128,
                BinaryImages.Shape.FILLED,
                new BinaryImages.Contours(8, 2, 2));
    }

    /** Images of one grey value each, which is their label. */
    static void writeIdx(Path folder, String name, int side, int... labels) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + labels.length * side * side);
        images.putInt(0x0803).putInt(labels.length).putInt(side).putInt(side);
        ByteBuffer classes =
                ByteBuffer.allocate(8 + labels.length).putInt(0x0801).putInt(labels.length);
        for (int label : labels) {
            byte[] image = new byte[side * side];
            Arrays.fill(image, (byte) label);
            images.put(image);
            classes.put((byte) label);
        }
        Files.write(folder.resolve(name), images.array());
        Files.write(folder.resolve(name + "-labels"), classes.array());
    }
}
