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
 * @param own threads of the run's own process that compute as a worker does; 0 leaves all to the others
 * @param loss what happens when a worker is lost
 * @param deltas whether signals travel as what has changed since the last ones, where that is shorter
 */
public record Workers(
        NodeSettings node,
        int started,
        int least,
        Duration patience,
        int partitions,
        int own,
        OnLoss loss,
        boolean deltas) {
    public Workers {
        Checks.inRange("workers", started, 0, 256);
        Checks.inRange("min-workers", least, 1, 1024);
        Checks.inRange("own-threads", own, 0, 1024);
    }

    /** As the whole one; the run's own process computes nothing, and goes on after a loss on those that are left. */
    public Workers(NodeSettings node, int started, int least, Duration patience, int partitions) {
        this(node, started, least, patience, partitions, 0, OnLoss.RESTART, false);
    }

    /**
     * What happens when a worker is lost.
     *
     * @param stops whether the run stops, else it goes on at its last checkpoint
     * @param rejoin how long it waits for another worker in place of the lost one, before it goes on with those that are left
     */
    public record OnLoss(boolean stops, Duration rejoin) {
        /** Goes on at once. */
        public static final OnLoss RESTART = new OnLoss(false, Duration.ZERO);

        public OnLoss {
            Checks.that(!rejoin.isNegative(), "rejoin", rejoin.toSeconds(), "must be 0 or more seconds");
        }
    }

    /** These with another answer to losses. */
    public Workers with(OnLoss other) {
        return new Workers(node, started, least, patience, partitions, own, other, deltas);
    }

    /** These, and some threads of the run's own process. */
    public Workers withOwn(int threads) {
        return new Workers(node, started, least, patience, partitions, threads, loss, deltas);
    }

    /** These, whose signals travel as what has changed, or not. */
    public Workers withDeltas(boolean asked) {
        return new Workers(node, started, least, patience, partitions, own, loss, asked);
    }

    /** Workers there are before the first step: those that are waited for, and the run's own process if it computes. */
    int all() {
        return least + (own > 0 ? 1 : 0);
    }
}
