package org.sparsecortex.simulations.cluster;

import java.time.Duration;
import org.sparsecortex.runtime.NodeSettings;
import org.sparsecortex.sdr.param.Checks;

/**
 * Which workers a run has. Decides no result.
 *
 * @param node where the run listens for them; its threads are those of each worker that the run starts itself
 * @param started processes that the run starts on this machine; 0 waits for those that others start
 * @param least workers to wait for before the first step, at least 1
 * @param patience how long to wait for them
 * @param partitions ranges of each population; 0 cuts by what they cost
 */
public record Workers(NodeSettings node, int started, int least, Duration patience, int partitions) {
    public Workers {
        Checks.inRange("workers", started, 0, 256);
        Checks.inRange("min-workers", least, 1, 1024);
    }
}
