package org.sparsecortex.neurons.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.sparsecortex.neurons.TestNetworks;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/** What driving a small model costs beside its kernel, as bytes a step: the same on a busy machine. */
class StepAllocationTest {
    private static final int STEPS = 1_000;
    /** The SDR of 40 cells that a step makes is 250 bytes, packets and inputs are 250; a message nobody reads was 950. */
    private static final long MOST_BYTES = 900;

    @Test
    void drivingAStepAndReadingASignalAllocatesLittleMoreThanItsResult() {
        var params = Params.of(TemporalMemoryParams.class, "columns", 2048, "cellsPerColumn", 8);
        StepDriver<?, ?> driver =
                StepDriver.of(TestNetworks.population("tm", params, "columns", params.columns(), Kind.SDR));
        Sdr[] patterns = new Sdr[20];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = Sdr.ofSorted(2048, KeyedRandom.of(4, "pattern").sample(2048, 40, i, 0, 0));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < STEPS; t++) {
                driver.step(
                        new Step(round * STEPS + t, round == 0, t % patterns.length == 0),
                        patterns[t % 20],
                        null,
                        null);
                driver.read("anomaly");
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least / STEPS).isLessThan(MOST_BYTES);
    }
}
