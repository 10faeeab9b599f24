package org.sparsecortex.neurons.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparsecortex.neurons.spiking.SpikingRuns.range;
import static org.sparsecortex.neurons.spiking.SpikingRuns.reals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;

class PlateauNeuronTest {
    private static PlateauNeuronParams params(double dtMs, List<Double> currents, int segments) {
        return new PlateauNeuronParams(1, dtMs, 20, 100, -70, -50, -68, 2, currents, 0, 1, segments, 20, 10, 5, 100, 8);
    }

    /** The integration is exact: rates equal the closed form to rounding, whatever the step that divides the refractory time. */
    @Test
    void ratesEqualTheClosedForm() {
        for (double dt : new double[] {0.1, 0.5, 1}) {
            var last = SpikingRuns.run(params(dt, range(150, 1000, 50), 0), (long) (3000 / dt));
            double[] rate = reals(last, "rateHz");
            double[] theory = reals(last, "theoryRateHz");
            assertThat(rate[rate.length - 1]).isGreaterThan(100);
            for (int i = 0; i < rate.length; i++) {
                assertThat(rate[i]).as("dt " + dt + ", condition " + i).isCloseTo(theory[i], within(1e-6));
            }
        }
    }

    @Test
    void theRateOfAnHandComputedCase() {
        // V_inf = -70 + 40 = -30; ln((-30 + 68) / (-30 + 50)) = ln 1.9 = 0.641854; 1000 / (2 + 20 * 0.641854)
        double[] rate = reals(SpikingRuns.run(params(1, List.of(400.0), 0), 10), "theoryRateHz");
        assertThat(rate[0]).isCloseTo(67.3987, within(1e-3));
    }

    @Test
    void thresholdManySynapsesWithinTheWindowStartAPlateau() {
        PlateauNeuronParams p = params(1, List.of(0.0), 1);
        // all 20 sources reach the one segment of 20 synapses; 5 and 5 active, d steps apart
        for (int d = 1; d <= 8; d++) {
            int gap = d;
            var last =
                    SpikingRuns.run(p, 20, 40, t -> t == 3 ? bits(0, 5) : t == 3 + gap ? bits(5, 10) : Sdr.empty(20));
            boolean expected = d < 5;
            assertThat(((Sdr) last.get("plateaus")).cardinality())
                    .as("gap " + d)
                    .isEqualTo(expected ? 1 : 0);
        }
    }

    @Test
    void aPlateauEndsAndDepolarisesTowardsItsLevel() {
        PlateauNeuronParams p = params(1, List.of(0.0), 1);
        var during = SpikingRuns.run(p, 20, 100, t -> t == 0 ? bits(0, 10) : Sdr.empty(20));
        var after = SpikingRuns.run(p, 20, 101, t -> t == 0 ? bits(0, 10) : Sdr.empty(20));
        assertThat(reals(during, "vMv")[0]).isCloseTo(-70 + 8 * (1 - Math.exp(-5)), within(1e-9));
        assertThat(((Sdr) during.get("plateaus")).cardinality()).isOne();
        assertThat(((Sdr) after.get("plateaus")).cardinality()).isZero();
        assertThat(reals(during, "spikeCount")[0]).isZero(); // a prediction alone does not make a spike
    }

    /** 17 steps of 0.1 ms for 1.7 ms, at any absolute time; was 17 or 18. */
    @Test
    void theRefractoryTimeDoesNotDependOnTheAbsoluteTime() {
        int[][] grid = {{1, 17}, {1, 3}, {2, 7}, {5, 1}};
        for (int[] each : grid) {
            double dt = each[0] / 10.0;
            double refractory = each[0] * each[1] / 10.0;
            PlateauNeuronParams p = Params.of(
                    PlateauNeuronParams.class, "dtMs", dt, "refractoryMs", refractory, "feedforwardMv", 100.0);
            StepDriver<?, ?> driver = StepDriver.of(Population.of(
                    BuildContext.of("cell", 1, Map.of("feedforward", new Shape(Signal.Kind.SDR, 1))), p));
            for (long start : new long[] {0, 999_999, 123_456_789_012L}) {
                int spikes = 0;
                long before = -1;
                for (long t = start; t < start + 600; t++) {
                    driver.step(new Step(t, false, false), null, Sdr.of(1, 0), null);
                    if (((Sdr) driver.read("spikes")).cardinality() > 0) {
                        assertThat(spikes == 0 ? each[1] : t - before)
                                .as("dt " + dt + ", step " + t)
                                .isEqualTo(each[1]);
                        before = t;
                        spikes++;
                    }
                }
                assertThat(spikes).isGreaterThan(30);
            }
        }
    }

    @Test
    void timesThatAreNoWholeStepsAreRefused() {
        for (String time : List.of("refractoryMs", "windowMs", "plateauMs")) {
            assertThatThrownBy(() -> Params.of(PlateauNeuronParams.class, "dtMs", 0.1, time, 5.25))
                    .hasMessageContaining(time + " = 5.25: is no whole number of steps of dtMs = 0.1")
                    .hasMessageContaining("take 5.2 or 5.3");
        }
    }

    @Test
    void anUnreachableThresholdIsRefused() {
        assertThatThrownBy(() -> new PlateauNeuronParams(
                        1, 5, 20, 100, -70, -50, -68, 5, List.of(0.0), 0, 1, 1, 8, 10, 5, 100, 8))
                .hasMessageContaining("nmdaThreshold = 10")
                .hasMessageContaining("synapsesPerSegment = 8");
    }

    private static Sdr bits(int from, int to) {
        return Sdr.ofSorted(20, IntStream.range(from, to).toArray());
    }
}
