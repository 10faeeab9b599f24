package org.sparsecortex.neurons.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.classify.SdrClassifier;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.NetworkDesign;
import org.sparsecortex.sdr.network.PlanAgreement;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

class SdrClassifierFamilyTest {
    private static final int LENGTH = 7;
    private static final KeyedRandom RANDOM = KeyedRandom.of(4, "classifier family");

    private static Sdr pattern(long step) {
        return Sdr.ofSorted(128, RANDOM.sample(128, 8, (int) (step % LENGTH), 0, 0));
    }

    private static final Source SOURCE = new Source() {
        @Override
        public List<SignalSpec> signals() {
            return List.of(
                    SignalSpec.global("sdr", Signal.Kind.SDR, 128, "pattern"),
                    SignalSpec.global("label", Signal.Kind.INTS, 1, "position"),
                    SignalSpec.global("value", Signal.Kind.REALS, 1, "ten times the position"));
        }

        @Override
        public Signal read(String signal, long step) {
            int position = (int) (step % LENGTH);
            return switch (signal) {
                case "sdr" -> pattern(step);
                case "label" -> Ints.of(position);
                default -> Reals.of(step == 5 ? Double.NaN : 10.0 * position);
            };
        }

        @Override
        public boolean resetAt(long step) {
            return step == 50;
        }
    };

    private static NetworkDesign design(String target, Object... params) {
        return new NetworkDesign(1)
                .input("in", SOURCE)
                .population("clf", Params.of(SdrClassifierParams.class, params))
                .connect("in.sdr", "clf.input")
                .connect("in." + target, "clf." + target);
    }

    @Test
    void thePopulationHasTheBitsOfTheLibraryClass() {
        NetworkDesign design = design("label", "classes", LENGTH, "horizons", List.of(0, 2), "alpha", 0.3);
        List<double[]> population = new ArrayList<>();
        try (var runner = new SequentialRunner(
                design.build(Schedule.learning(49)), List.of(design.signal("clf.probabilities")))) {
            runner.runTo(49, (step, values) -> population.add(((Reals) values.get(0)).toArray()));
        }
        SdrClassifier library = new SdrClassifier(128, LENGTH, 0.3, List.of(0, 2));
        for (int t = 0; t < 49; t++) {
            List<double[]> p = library.learn(pattern(t), t % LENGTH);
            for (int c = 0; c < LENGTH; c++) {
                assertThat(population.get(t)[2 * c]).isEqualTo(p.get(0)[c]);
                assertThat(population.get(t)[2 * c + 1]).isEqualTo(p.get(1)[c]);
            }
        }
    }

    @Test
    void numbersArePredictedAheadAndArriveInTime() {
        NetworkDesign design =
                design("value", "classes", 20, "horizons", List.of(1, 3), "alpha", 0.5, "min", 0, "max", 70);
        Network network = design.build(Schedule.learning(200));
        try (var runner =
                new SequentialRunner(network, List.of(design.signal("clf.predicted"), design.signal("clf.forNow")))) {
            runner.runTo(200, (step, values) -> {
                if (step.index() >= 150) {
                    long t = step.index();
                    assertThat(((Reals) values.get(0)).toArray())
                            .containsExactly(10.0 * ((t + 1) % LENGTH), 10.0 * ((t + 3) % LENGTH));
                    assertThat(((Reals) values.get(1)).toArray())
                            .containsExactly(10.0 * (t % LENGTH), 10.0 * (t % LENGTH));
                }
            });
        }
    }

    /** What did not come has no loss; was ln C, as if the guess had been blind. */
    @Test
    void aMissingTargetHasNoLoss() {
        NetworkDesign design = design("value", "classes", 20, "horizons", List.of(1), "min", 0, "max", 70);
        try (var runner =
                new SequentialRunner(design.build(Schedule.learning(20)), List.of(design.signal("clf.logLoss")))) {
            runner.runTo(
                    20,
                    (step, values) -> assertThat(Double.isNaN(((Reals) values.get(0)).get(0)))
                            .isEqualTo(step.index() == 5));
        }
    }

    @Test
    void everyPlanAgrees() {
        NetworkDesign design =
                design("value", "classes", 20, "horizons", List.of(0, 1, 3), "alpha", 0.5, "min", 0, "max", 70);
        var watched = List.of(
                design.signal("clf.probabilities"),
                design.signal("clf.forNow"),
                design.signal("clf.logLoss"),
                design.signal("clf.actual"));
        new PlanAgreement(design.build(Schedule.learning(60)), watched, 60).verify();
    }

    @Test
    void oneOfValueAndLabelIsNeeded() {
        NetworkDesign none = new NetworkDesign(1)
                .input("in", SOURCE)
                .population("clf", Params.of(SdrClassifierParams.class))
                .connect("in.sdr", "clf.input");
        assertThatThrownBy(() -> none.build(Schedule.learning(1))).hasMessageContaining("exactly one");
        assertThatThrownBy(() -> Params.of(SdrClassifierParams.class, "horizons", List.of(1, 1)))
                .hasMessageContaining("horizons");
    }
}
