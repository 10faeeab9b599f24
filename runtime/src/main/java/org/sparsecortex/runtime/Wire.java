package org.sparsecortex.runtime;

import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Watch;

/** What the processes of a cluster tell each other over a {@link NodeLink}; a closed list, see {@link WireSerializer}. */
sealed interface Wire {
    /** From the driver: the job of its run, in bytes that an {@link JobOpener} understands. */
    record Open(byte[] job) implements Wire {}

    /** From a worker: it has read the job and agrees in all that decides a result. */
    record Opened(String machine, int threads, long process, long memory) implements Wire {}

    /** From a worker: it cannot work on the job, and why. */
    record Refused(String reason) implements Wire {}

    /**
     * From the driver: make your ranges, of the incarnation {@code run}; those of earlier ones end.
     *
     * @param threads threads of all workers together
     * @param ranges ranges of each population, in the order of the network
     * @param hosts index into {@code nodes} for each range
     * @param nodes addresses of the workers
     * @param watch what the observer wants
     * @param deltas whether signals travel as what has changed where that is shorter
     */
    record Place(
            long run,
            int threads,
            Map<String, List<UnitRange>> ranges,
            Map<String, List<Integer>> hosts,
            List<String> nodes,
            Watch watch,
            boolean deltas)
            implements Wire {}

    /** From a worker: its ranges of that incarnation are there. */
    record Placed(long run) implements Wire {}

    /**
     * A message of ranges or populations in the bytes of {@link WireCodec}. One of another incarnation than the present is dropped.
     *
     * @param population number of the population in the order of the network
     * @param toLeader whether it is for the population, else for all its ranges in the receiving process
     */
    record Envelope(long run, int population, boolean toLeader, byte[] body) implements Wire {}

    /** From the driver: the ranges of that incarnation are not needed any more. */
    record Clear(long run) implements Wire {}

    /** From a worker, when the ranges of that incarnation have ended: what it has told other workers since it joined. */
    record Cleared(long run, long messages, long bytes) implements Wire {}

    /** From the driver: which of your ranges of that incarnation are too busy to answer? */
    record Look(long run, long number) implements Wire {}

    /** From a worker, to the question with that number: these are. */
    record Busy(long number, List<Range> ranges) implements Wire {
        /**
         * A range.
         *
         * @param population number of the population in the order of the network
         * @param index number of the range in its population
         */
        record Range(int population, int index) {}
    }

    /** From the driver: something to be done whole, in bytes that a {@link JobOpener} understands. */
    record Task(long number, byte[] body) implements Wire {}

    /** From a worker: what came out of a task. */
    record Result(long number, byte[] body) implements Wire {}

    /** From the driver: there is nothing more to do; from a worker: that it goes, then. */
    record Leave() implements Wire {}
}
