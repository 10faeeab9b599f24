package org.sparsecortex.neurons.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparsecortex.neurons.spiking.SpikingRuns.reals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.dendrites.twolayer.TwoLayer;
import org.sparsecortex.sdr.Sdr;

class TwoLayerNeuronTest {
    /** Four synapses on each of few branches beat the same number spread thin; piling all on one branch is best of all at many. */
    @Test
    void clusteredInputDrivesTheNeuronMoreThanDispersed() {
        TwoLayerNeuronParams params = new TwoLayerNeuronParams(1, 40, 20, 1, List.of(40), List.of(10, 40));
        double[] drive = reals(SpikingRuns.run(params, 1), "drive");
        // 10 branches of 4: 10 s(4) = 22.63; 40 of 1: 40 s(1) = 40 (0.3 + 0.0114 + 2e-6) = 12.46
        assertThat(drive[0]).isCloseTo(22.632, within(1e-3));
        assertThat(drive[1]).isCloseTo(12.456, within(1e-3));
        double[] rate = reals(SpikingRuns.run(params, 1), "rateHz");
        assertThat(rate[0]).isGreaterThan(10 * 0.1).isGreaterThan(3 * rate[1]);
    }

    @Test
    void synapsesOnAPortCountToo() {
        TwoLayerNeuronParams params = new TwoLayerNeuronParams(1, 3, 20, 2, List.of(0), List.of(1));
        var last = SpikingRuns.run(
                params, 20, 1, t -> Sdr.ofSorted(20, IntStream.range(0, 5).toArray()));
        assertThat(reals(last, "drive")[0]).isCloseTo(3 * 2 * TwoLayer.branch(5), within(1e-12));
        assertThat(reals(last, "strongestBranch")[0]).isEqualTo(TwoLayer.branch(5));
    }
}
