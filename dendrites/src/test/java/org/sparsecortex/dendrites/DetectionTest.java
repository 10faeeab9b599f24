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

class DetectionTest {
    /**
     * 95 % intervals around simulated rates hold the theory. With 26 resolved points at 5 % each, more than 5 misses have
     * probability 0.2 %.
     */
    @Test
    void simulatedRatesAgreeWithTheory() {
        DetectionParams params = new DetectionParams(
                List.of(200, 400),
                List.of(40),
                List.of(20),
                List.of(2, 4, 6, 8, 10, 12, 14, 16),
                List.of(0.4),
                List.of(1),
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
        DetectionParams params = new DetectionParams(
                List.of(1024), List.of(20), List.of(0), List.of(5, 8), List.of(0.0), List.of(20), 100);
        Map<String, double[]> values = run(params, 20);
        for (int i = 0; i < 2; i++) {
            double theory = values.get("falsePositive")[i];
            assertThat(theory).isPositive();
            assertThat(values.get("simulatedFalsePositive")[i]).isCloseTo(theory, within(0.2 * theory));
        }
    }

    private static Map<String, double[]> run(DetectionParams params, long steps) {
        BuildContext context = BuildContext.of("match", 1, Map.of());
        Population population =
                new Population("match", params.units(), params.ports(), params.signals(), params.build(context));
        Network network = new Network(Map.of(), List.of(population), List.of(), Schedule.learning(steps));
        List<String> names = params.signals().stream().map(s -> s.name()).toList();
        Map<String, double[]> last = new java.util.HashMap<>();
        try (SequentialRunner runner = new SequentialRunner(
                network,
                Map.of(),
                names.stream().map(n -> new Endpoint("match", n)).toList())) {
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
        assertThat(DetectionTheory.wilson(5, 20)[0]).isCloseTo(0.1119, within(1e-4));
        assertThat(DetectionTheory.wilson(5, 20)[1]).isCloseTo(0.4687, within(1e-4));
    }
}
