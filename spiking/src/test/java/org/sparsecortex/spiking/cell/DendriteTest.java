package org.sparsecortex.spiking.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.param.Params;

class DendriteTest {
    /** Two neurons of two segments: three spikes within 5 steps, a plateau of 10. */
    private static Dendrites two() {
        return new Dendrites(new Dendrite(2, 3, 5, 10, 8), 2, 10, 1);
    }

    /** Spikes at steps 3, 4 and 7 are within five steps of 7; with 8 in place of 7 they are not. */
    @Test
    void coincidenceWithinTheWindowStartsAPlateau() {
        for (int third : new int[] {7, 8}) {
            Dendrites d = two();
            List<Long> on = new ArrayList<>();
            for (long k = 1; k <= 30; k++) {
                if (d.pa(1) > 0) {
                    assertThat(d.pa(1)).isEqualTo(80);
                    on.add(k);
                }
                assertThat(d.pa(0)).isZero();
                d.step(k, new int[] {0, 0, 0, k == 3 || k == 4 || k == third ? 1 : 0});
            }
            if (third == 7) {
                assertThat(on).hasSize(10).startsWith(8L).endsWith(17L);
            } else {
                assertThat(on).isEmpty();
            }
        }
    }

    /** A count above the threshold starts nothing while no spike arrives; one more spike renews the plateau. */
    @Test
    void aPlateauIsRenewedByASpikeOnly() {
        Dendrites d = two();
        int last = 0;
        for (int k = 1; k <= 40; k++) {
            last = d.plateaus(0) > 0 ? k : last;
            d.step(k, new int[] {k == 5 ? 3 : k == 9 ? 1 : 0, 0, 0, 0});
        }
        assertThat(last).isEqualTo(19);
    }

    @Test
    void plateausOfSegmentsAddUp() {
        Dendrites d = two();
        d.step(1, new int[] {3, 5, 0, 0});
        assertThat(d.plateaus(0)).isEqualTo(2);
        assertThat(d.pa(0)).isEqualTo(160);
        d.reset();
        assertThat(d.pa(0)).isZero();
    }

    /**
     * tau_m 20 ms, 100 MOhm, threshold 20 mV above rest, 8 mV a plateau, 210 pA: exact periods 62.89 ms at rest and 25.40 ms on a
     * plateau; grid spikes at 60.9, 123.8 and at 23.5, 49.0, 74.5 ms.
     */
    @Test
    void aPlateauShortensThePeriodAsItShould() {
        LifExp model = Params.of(
                LifExp.class, "capacitancePf", 200, "tauMs", 20, "leakMv", 0, "resetMv", 0, "thresholdMv", 20);
        assertThat(model.leakConductanceNs()).isCloseTo(10, within(1e-12));
        OneCell rest = new OneCell(model, 0.1, 0);
        OneCell plateau = new OneCell(model, 0.1, 0);
        Dendrites d = new Dendrites(new Dendrite(1, 1, 0.1, 1000, 8), 1, model.leakConductanceNs(), 0.1);
        d.step(0, new int[] {1});
        for (int k = 1; k <= 1300; k++) {
            rest.step(0, 0, 210);
            plateau.step(0, 0, 210 + d.pa(0));
            d.step(k, new int[] {0});
        }
        assertThat(rest.spikes()).containsExactly(609, 1238);
        assertThat(plateau.spikes()).startsWith(235, 490, 745);
    }

    @Test
    void aWindowBetweenStepsIsRefused() {
        assertThatThrownBy(() -> new Dendrite(1, 1, 0.15, 50, 5).requireGrid(0.1))
                .hasMessageContaining("windowMs")
                .hasMessageContaining("take 0.1 or 0.2");
    }
}
