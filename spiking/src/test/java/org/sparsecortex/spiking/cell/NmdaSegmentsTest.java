package org.sparsecortex.spiking.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.param.Params;

/** Values of a program that takes Runge-Kutta steps of 1/128 ms, apart from this code. */
class NmdaSegmentsTest {
    private static final int[] MS = {5, 20, 60, 120};

    /** Two neurons of two segments. */
    private static NmdaSegments two(double stepMs) {
        NmdaDendrite model = Params.of(NmdaDendrite.class, "segments", 2, "strength", 0.5, "coupling", 0.1);
        return new NmdaSegments(model, 2, 10, stepMs);
    }

    /** Voltages of segment 3 after so many spikes at 1 ms. */
    private static double[] voltages(int spikes, double stepMs) {
        NmdaSegments d = two(stepMs);
        double[] found = new double[MS.length];
        long on = Math.round(1 / stepMs);
        for (int i = 0, k = 0; i < MS.length; i++) {
            while (k < Math.round(MS[i] / stepMs)) {
                k++;
                d.step(k, new int[] {0, 0, 0, k == on ? spikes : 0});
            }
            found[i] = d.vMv(3);
        }
        assertThat(d.pa(0)).isZero();
        assertThat(d.pa(1)).isCloseTo(0.1 * 10 * (found[3] + 70), within(1e-12));
        return found;
    }

    /** Five times the spikes are ten times the depolarisation: the receptors turn themselves on. */
    @Test
    void manySpikesMakeAnNmdaSpikeAndFewDoNot() {
        double[] few = {-67.9274793138481, -65.0498521759315, -67.23164072746876, -69.24585256750287};
        double[] many = {-56.61624392752012, -13.58752383541167, -30.39530649773919, -64.49136265199826};
        assertThat(voltages(4, 0.1)).containsExactly(few, within(1e-6));
        assertThat(voltages(20, 0.1)).containsExactly(many, within(1e-6));
        assertThat(voltages(20, 1 / 128.0)).containsExactly(many, within(1e-10));
    }

    @Test
    void aSegmentGoesToRestAndPlateausAreCounted() {
        NmdaSegments d = two(0.1);
        int on = 0;
        for (int k = 1; k <= 40_000; k++) {
            d.step(k, new int[] {k == 10 ? 20 : 0, k == 10 ? 2 : 0, 0, 0});
            on += d.plateaus(0);
        }
        assertThat(on * 0.1).isBetween(50.0, 90.0);
        assertThat(d.pa(0)).as("exactly at rest").isZero();
        d.step(40_001, new int[] {5, 0, 0, 0});
        d.step(40_002, new int[4]);
        assertThat(d.pa(0)).isPositive();
        d.reset();
        assertThat(d.pa(0) + d.plateaus(0)).isZero();
    }
}
