package org.sparsecortex.neurons.readout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;

class ReadoutTest {
    private static final int BITS = 12;

    /** Two classes told apart by bits 0..3 against 4..7, with bits 8..11 as noise; cut into two ranges. */
    private static final class Run {
        private final StepDriver<?, ?> driver;
        private long step;

        Run(Readout params) {
            BuildContext context = BuildContext.of(
                    "r", 3, Map.of("code", new Shape(Kind.SDR, BITS), "label", new Shape(Kind.INTS, 1)));
            driver = StepDriver.of(Population.of(context, params), 2);
        }

        int show(int label, boolean learn, int... bits) {
            driver.step(new Step(step++, learn, false), Sdr.of(BITS, bits), Ints.of(label));
            return ((Ints) driver.read("prediction")).get(0);
        }

        void learn() {
            for (int i = 0; i < 4; i++) {
                show(0, true, i, (i + 1) % 4, 8 + i);
                show(1, true, 4 + i, 4 + (i + 1) % 4, 8 + i);
            }
        }
    }

    private static void tellsApart(Readout params) {
        Run run = new Run(params);
        run.learn();
        assertThat(run.show(0, false, 0, 2, 8)).isZero();
        assertThat(run.show(1, false, 5, 7, 8)).isEqualTo(1);
        assertThat(run.show(0, false, 5, 7, 9)).isEqualTo(1);
        assertThat(((Reals) run.driver.read("accuracy")).get(0)).isEqualTo(2.0 / 3.0);
        Ints confusion = (Ints) run.driver.read("confusion");
        assertThat(List.of(confusion.get(0), confusion.get(1), confusion.get(2), confusion.get(3)))
                .containsExactly(1, 1, 0, 1);
    }

    @Test
    void allReadOutsTellTwoClassesApart() {
        tellsApart(new ClassUnitsParams(2, ClassUnitsParams.Rule.LOG_ODDS));
        tellsApart(new ClassUnitsParams(2, ClassUnitsParams.Rule.BINARY));
        tellsApart(new LinearReadoutParams(2, 1, 50));
        for (NearestCodeParams.Measure measure : NearestCodeParams.Measure.values()) {
            tellsApart(new NearestCodeParams(2, 3, 100, measure));
        }
    }

    /** Class 1 has met many codes and none of these bits: ln(0.5 / 41) each, far below the ln 0.5 of a class without any code. */
    @Test
    void aClassNeverMetIsNoAnswer() {
        Run run = new Run(new ClassUnitsParams(2, ClassUnitsParams.Rule.LOG_ODDS));
        for (int i = 0; i < 40; i++) {
            run.show(1, true, 1, 2);
        }
        assertThat(run.show(1, false, 4, 5)).isEqualTo(1);
    }

    /** Evidence is that of a test; a step that learns has none, also without a label or a code. */
    @Test
    void thereIsNoEvidenceWhileLearning() {
        Run run = new Run(new ClassUnitsParams(2, ClassUnitsParams.Rule.BINARY));
        run.learn();
        int[][] codes = {{1}, {}, {1}};
        int[] labels = {-1, 0, 0};
        for (int i = 0; i < codes.length; i++) {
            run.show(0, false, 0, 2);
            assertThat(run.driver.read("evidence")).isEqualTo(Reals.of(2, 0));
            run.show(labels[i], true, codes[i]);
            assertThat(run.driver.read("evidence")).isEqualTo(Reals.of(0, 0));
        }
    }

    @Test
    void nearestCodeTakesTheEarlierAmongEquals() {
        Run run = new Run(new NearestCodeParams(2, 3, 100, NearestCodeParams.Measure.OVERLAP));
        run.show(1, true, 1, 2);
        run.show(0, true, 2, 3);
        assertThat(run.show(0, false, 2)).isEqualTo(1);
    }

    @Test
    void withoutEvidenceThereIsNoAnswer() {
        Run run = new Run(new NearestCodeParams(2, 3, 100, NearestCodeParams.Measure.OVERLAP));
        assertThat(run.show(0, false, 2)).isEqualTo(-1);
        assertThat(((Reals) run.driver.read("accuracy")).get(0)).isZero();
    }

    /**
     * Four neurons, samples of two steps: 0 and 1 answer class 0, 2 answers class 1 more often, 3 never spikes. In the test three
     * spikes of 2 stand against four of 0 and 1, a mean of two; without a spike there is no answer.
     */
    @Test
    void neuronsVoteForTheClassTheyAnswerMost() {
        NeuronLabelsParams params = new NeuronLabelsParams(4, 2, 2);
        StepDriver<?, ?> driver = StepDriver.of(
                Population.of(
                        BuildContext.of(
                                "r", 3, Map.of("spikes", new Shape(Kind.SDR, 4), "label", new Shape(Kind.INTS, 1))),
                        params),
                2);
        int[][] spikes = {{3}, {3}, {0, 1}, {0, 2}, {2}, {2}, {0, 1}, {0, 1, 2}, {2}, {2}, {}, {}};
        int[] labels = {-1, 1, -1, 0, -1, 1, -1, 0, -1, 1, -1, 0};
        int[] answers = {-1, -1, -1, -1, -1, -1, -1, 0, -1, 1, -1, -1};
        for (int t = 0; t < spikes.length; t++) {
            driver.step(new Step(t, t < 6, false), Sdr.of(4, spikes[t]), Ints.of(labels[t]));
            assertThat(((Ints) driver.read("prediction")).get(0))
                    .as("step " + t)
                    .isEqualTo(answers[t]);
        }
        assertThat(driver.read("labels")).isEqualTo(Ints.of(0, 0, 1, -1));
        assertThat(((Reals) driver.read("accuracy")).get(0)).isEqualTo(2.0 / 3.0);
    }

    /** Two spikes in three samples of class 0 are fewer a sample than one in the only sample of class 1. */
    @Test
    void neuronsAreNamedBySpikesASample() {
        StepDriver<?, ?> driver = StepDriver.of(
                Population.of(
                        BuildContext.of(
                                "r", 3, Map.of("spikes", new Shape(Kind.SDR, 1), "label", new Shape(Kind.INTS, 1))),
                        new NeuronLabelsParams(1, 2, 0)),
                1);
        int[][] spikes = {{0}, {0}, {}, {0}};
        int[] labels = {0, 0, 0, 1};
        for (int t = 0; t < spikes.length; t++) {
            driver.step(new Step(t, true, false), Sdr.of(1, spikes[t]), Ints.of(labels[t]));
        }
        assertThat(driver.read("labels")).isEqualTo(Ints.of(1));
    }
}
