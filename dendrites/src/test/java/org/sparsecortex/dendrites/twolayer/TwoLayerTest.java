package org.sparsecortex.dendrites.twolayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.param.Params;

class TwoLayerTest {
    /** By hand: s(0) = 1/(1+e^18), s(4) = 1/(1+e^-2) + 1.2 + 0.1824 = 0.880797 + 1.3824, s(10) = 1 + 3 + 1.14 - 1e-14. */
    @Test
    void branchesAnswerAsInThePaper() {
        assertThat(TwoLayer.branch(0)).isCloseTo(1.523e-8, within(1e-11));
        assertThat(TwoLayer.branch(4)).isCloseTo(2.263197, within(1e-6));
        assertThat(TwoLayer.branch(10)).isCloseTo(5.14, within(1e-9));
    }

    @Test
    void theSomaIsSilentBelowAndNearlyLinearAboveItsThreshold() {
        assertThat(TwoLayer.soma(10))
                .isCloseTo(9.6 / (1 + 1509 * Math.exp(-2.6)), within(1e-12))
                .isLessThan(0.1);
        assertThat(TwoLayer.soma(60)).isCloseTo(57.6, within(0.1));
    }

    /** d = 2, s = 2: linear sums 2a, a+b, 2b: 3 functions, 2 log2 3; one branch of 2 is the same. */
    @Test
    void capacitiesOfASmallNeuron() {
        assertThat(TwoLayer.linearBits(2, 2)).isCloseTo(2 * Math.log(3) / Math.log(2), within(1e-12));
        assertThat(TwoLayer.branchedBits(1, 2, 2)).isCloseTo(2 * Math.log(3) / Math.log(2), within(1e-12));
        // two branches of 2 synapses: f = 3 kinds, unordered pairs: C(4, 2) = 6
        assertThat(TwoLayer.branchedBits(2, 2, 2)).isCloseTo(2 * Math.log(6) / Math.log(2), within(1e-12));
    }

    /** Poirazi and Mel 2001 report a gain of about 23 for 10,000 synapses, 400 inputs and 1,000 branches (from memory). */
    @Test
    void branchesMultiplyTheCapacity() {
        double gain = TwoLayer.branchedBits(1000, 10, 400) / TwoLayer.linearBits(10_000, 400);
        assertThat(gain).isBetween(20.0, 26.0);
        assertThat(TwoLayer.branchedBits(1, 10_000, 400)).isCloseTo(TwoLayer.linearBits(10_000, 400), within(1e-6));
    }

    @Test
    void unevenBranchesAreRefused() {
        assertThatThrownBy(() ->
                        Params.of(BranchCapacityParams.class, "synapses", 100, "inputs", 10, "branches", List.of(3)))
                .hasMessageContaining("branches = 3")
                .hasMessageContaining("synapses = 100");
    }
}
