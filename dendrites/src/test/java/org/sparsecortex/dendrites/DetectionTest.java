package org.sparsecortex.dendrites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.param.Params;

class DetectionTest {
    /**
     * 95 % intervals around simulated rates hold the theory. With 26 resolved points at 5 % each, more than 5 misses have
     * probability 0.2 %.
     */
    @Test
    void simulatedRatesAgreeWithTheory() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(200, 400),
                "active",
                List.of(40),
                "synapses",
                List.of(20),
                "thresholds",
                List.of(2, 4, 6, 8, 10, 12, 14, 16),
                "noise",
                List.of(0.4),
                "patterns",
                List.of(1),
                "storage",
                DetectionParams.Storage.UNION,
                "trialsPerStep",
                200);
        Map<String, double[]> values = run(params, 30);
        int resolved = 0;
        int missed = 0;
        for (String rate : List.of("falsePositive", "falseNegative")) {
            for (int i = 0; i < params.units(); i++) {
                double low = values.get(rate + "Low")[i];
                if (!Double.isNaN(low)) {
                    resolved++;
                    double theory = values.get(rate)[i];
                    missed += theory < low || theory > values.get(rate + "High")[i] ? 1 : 0;
                }
            }
        }
        assertThat(resolved).isGreaterThan(15);
        assertThat(missed).isLessThanOrEqualTo(5);
    }

    @Test
    void aUnionMatchesNearTheIndependenceApproximation() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(1024),
                "active",
                List.of(20),
                "synapses",
                List.of(0),
                "thresholds",
                List.of(5, 8),
                "noise",
                List.of(0.0),
                "patterns",
                List.of(20),
                "storage",
                DetectionParams.Storage.UNION);
        Map<String, double[]> values = run(params, 20);
        for (int i = 0; i < 2; i++) {
            double theory = values.get("falsePositive")[i];
            assertThat(theory).isPositive();
            assertThat(values.get("simulatedFalsePositive")[i]).isCloseTo(theory, within(0.2 * theory));
        }
    }

    /**
     * Unions of more patterns than one key has draws for. Two points inside 95 % intervals widened to 99.9 %; a union that
     * holds the random SDR itself (1.0) or the same patterns twice (0.41 at the second point, not 0.78) lies outside.
     */
    @Test
    void aUnionOfThousandsOfPatternsHoldsDifferentOnes() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(40_000),
                "active",
                List.of(4),
                "synapses",
                List.of(0),
                "thresholds",
                List.of(2),
                "patterns",
                List.of(4096, 8300),
                "trialsPerStep",
                30);
        twoPointsAreAsTheorySays(run(params, 1));
    }

    private static void twoPointsAreAsTheorySays(Map<String, double[]> values) {
        for (int i = 0; i < 2; i++) {
            double theory = values.get("falsePositive")[i];
            double simulated = values.get("simulatedFalsePositive")[i];
            double half = values.get("falsePositiveHigh")[i] - simulated;
            assertThat(simulated).isPositive().isCloseTo(theory, within(1.8 * half));
        }
    }

    /**
     * A union with a part of each pattern. n = 1000, s = 12, M = 30: p = 1 - (1 - 0.012)^30 = 0.304; at least 6 of 20 bits:
     * 0.60; with all 20 bits of each pattern p = 0.455 and 0.95. Two points inside 95 % intervals widened to 99.9 %.
     */
    @Test
    void aUnionTakesTheSynapsesOfEachPattern() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(1000),
                "active",
                List.of(20),
                "synapses",
                List.of(12),
                "thresholds",
                List.of(6, 8),
                "patterns",
                List.of(30),
                "trialsPerStep",
                400);
        Map<String, double[]> values = run(params, 1);
        assertThat(values.get("falsePositive")[0]).isCloseTo(0.60, within(0.005));
        twoPointsAreAsTheorySays(values);
    }

    /** 1 - (1 - fp)^M on M real segments; M * fp bounds it. Three points, all inside 95 % intervals widened to 99.9 %. */
    @Test
    void manySegmentsErrAsOftenAsTheoryOfAListSays() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(400),
                "active",
                List.of(40),
                "synapses",
                List.of(20),
                "thresholds",
                List.of(6),
                "noise",
                List.of(0.0),
                "patterns",
                List.of(1, 10, 50),
                "storage",
                DetectionParams.Storage.SEGMENTS,
                "trialsPerStep",
                200);
        Map<String, double[]> values = run(params, 50);
        double one = values.get("falsePositive")[0];
        for (int i = 0; i < 3; i++) {
            double theory = values.get("falsePositive")[i];
            assertThat(theory).isCloseTo(1 - Math.pow(1 - one, params.patterns().get(i)), within(1e-12));
            double half = values.get("falsePositiveHigh")[i] - values.get("simulatedFalsePositive")[i];
            assertThat(values.get("simulatedFalsePositive")[i]).isPositive().isCloseTo(theory, within(1.8 * half));
        }
    }

    @Test
    void fractionsGiveActiveCellsAndThresholds() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(100, 200),
                "activeFractions",
                List.of(0.5),
                "synapses",
                List.of(5, 8),
                "thresholdFractions",
                List.of(0.5),
                "noise",
                List.of(0.0),
                "patterns",
                List.of(1),
                "storage",
                DetectionParams.Storage.UNION,
                "trialsPerStep",
                0);
        Map<String, double[]> values = run(params, 1);
        assertThat(values.get("active")).containsExactly(50, 50, 100, 100);
        assertThat(values.get("threshold")).containsExactly(3, 4, 3, 4);
        assertThat(values.get("bestError")[0]).isBetween(0.0, 0.1); // no noise: theta = s, fp of 5 of 5
    }

    /** Ahmad and Hawkins 2016: sizes of pyramidal cells and up to half of the input lost give thresholds of 8 to 20. */
    @Test
    void bestThresholdsAreThoseOfNmdaSpikes() {
        DetectionParams params = Params.of(
                DetectionParams.class,
                "cells",
                List.of(20_000),
                "active",
                List.of(200),
                "synapses",
                List.of(20, 30, 40),
                "thresholds",
                List.of(1),
                "noise",
                List.of(0.3, 0.5),
                "patterns",
                List.of(1),
                "storage",
                DetectionParams.Storage.UNION,
                "trialsPerStep",
                0);
        Map<String, double[]> values = run(params, 1);
        for (int i = 0; i < params.units(); i++) {
            assertThat(values.get("bestThreshold")[i]).isBetween(3.0, 20.0);
        }
        // with s = 30 and 30 % lost both errors together stay below one in a million
        assertThat(values.get("bestError")[2]).isLessThan(1e-6);
    }

    private static Map<String, double[]> run(DetectionParams params, long steps) {
        BuildContext context = BuildContext.of("match", 1, Map.of());
        Population population =
                new Population("match", params.units(), params.ports(), params.signals(), params.build(context));
        Network network = new Network(Map.of(), List.of(population), List.of(), Schedule.learning(steps));
        List<String> names = params.signals().stream().map(s -> s.name()).toList();
        Map<String, double[]> last = new java.util.HashMap<>();
        try (SequentialRunner runner = new SequentialRunner(
                network, names.stream().map(n -> new Endpoint("match", n)).toList())) {
            runner.runTo(steps, (step, values) -> {
                for (int i = 0; i < names.size(); i++) {
                    last.put(names.get(i), ((Reals) values.get(i)).toArray());
                }
            });
        }
        return last;
    }

    @Test
    void wilsonIntervalOfFiveInTwenty() {
        // by hand: centre (0.25 + z^2/40) / (1 + z^2/20), z = 1.96
        assertThat(Interval.ofShare(5, 20).low()).isCloseTo(0.1119, within(1e-4));
        assertThat(Interval.ofShare(5, 20).high()).isCloseTo(0.4687, within(1e-4));
    }
}
