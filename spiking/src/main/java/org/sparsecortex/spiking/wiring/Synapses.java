package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/**
 * Static synapses onto a range of targets, 4 bytes each: target in the upper 17 bits, weight in the lower 15.
 *
 * <p>Sorted by (source, delay, target): the spikes that arrive in one grid step are delivered by reading, for each delay d and
 * each source that spiked d steps before, one run of the array. What is added up is whole numbers, so no order of spikes or
 * sources can show in a sum; and the sums of one step fit into the processor's cache, whereas cells for all delays would not.
 */
public final class Synapses {
    /** Most targets of one store. */
    public static final int MAX_TARGETS = 1 << 17;

    /** Weights are below this in magnitude. */
    public static final int WEIGHTS = 1 << 14;

    private static final int MAX_INDEGREE = 1 << 17;
    private static final int WEIGHT_BITS = 15;
    private static final int SIGN = 32 - WEIGHT_BITS;

    /** Synapses of a cache line, and those of a run that are fetched ahead: the processor foresees the rest. */
    private static final int LINE = 16;

    private static final int FETCHED = 256;

    private final int from;
    private final int to;
    private final int shortest;
    private final int delays;
    private final int[] starts;
    private final int[] packed;
    private int[] runs = new int[64];
    private int runCount;

    /** What was fetched ends here, so that no compiler takes the reads away. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    /** Builds the synapses onto the targets [from, to) in two passes: count, then fill. */
    public Synapses(Wiring wiring, int from, int to) {
        Checks.inRange("targets", to - from, 0, MAX_TARGETS);
        this.from = from;
        this.to = to;
        shortest = wiring.shortest();
        delays = wiring.longest() - shortest + 1;
        starts = new int[Math.addExact(Math.multiplyExact(wiring.sources(), delays), 1)];
        Drawn drawn = new Drawn();
        long[] total = new long[1];
        for (int target = from; target < to; target++) {
            long before = total[0];
            wiring.synapses(target, drawn, (link, found) -> {
                count(link, found);
                total[0] += found.size();
            });
            Checks.that(
                    total[0] - before < MAX_INDEGREE,
                    "synapses onto neuron " + target,
                    total[0] - before,
                    "are " + MAX_INDEGREE + " or more: if all spiked at once, their sum would not fit into 32 bits");
        }
        Checks.that(
                total[0] < Integer.MAX_VALUE - 8,
                "synapses of a range",
                total[0],
                "are more than 2^31: cut the population into more ranges (--partitions)");
        for (int row = 1; row < starts.length; row++) {
            starts[row] += starts[row - 1];
        }
        packed = new int[(int) total[0]];
        for (int target = from; target < to; target++) {
            int local = (target - from) << WEIGHT_BITS;
            wiring.synapses(target, drawn, (link, found) -> fill(link, found, local));
        }
        System.arraycopy(starts, 0, starts, 1, starts.length - 1);
        starts[0] = 0;
    }

    private int row(Wiring.Link link, Drawn found, int k) {
        return (link.firstSource() + found.source(k)) * delays + link.delay(found, k) - shortest;
    }

    private void count(Wiring.Link link, Drawn found) {
        for (int k = 0; k < found.size(); k++) {
            starts[row(link, found, k) + 1]++;
        }
    }

    /** While filling, the start of a row runs to its end, which is the start of the next one. */
    private void fill(Wiring.Link link, Drawn found, int local) {
        for (int k = 0; k < found.size(); k++) {
            packed[starts[row(link, found, k)]++] = local | (link.weight(found, k) & (1 << WEIGHT_BITS) - 1);
        }
    }

    /** Number of synapses. */
    public int size() {
        return packed.length;
    }

    /** First target. */
    public int from() {
        return from;
    }

    /** Notes the synapses of some sources and one delay, to be delivered with {@link #deliverNoted}. */
    public void note(int[] sources, int count, int delay) {
        if (runs.length < 2 * (runCount + count)) {
            runs = Arrays.copyOf(runs, 4 * (runCount + count));
        }
        int n = 2 * runCount;
        for (int s = 0; s < count; s++) {
            int row = sources[s] * delays + delay - shortest;
            runs[n++] = starts[row];
            runs[n++] = starts[row + 1];
        }
        runCount += count;
    }

    /**
     * Delivers all that is noted, and forgets it; target {@code from} is at {@code at}.
     *
     * <p>Runs are short and lie anywhere in memory. So all are looked up first, then a word of each cache line is read, and only
     * then are they added up: waits for memory, which do not depend on each other in this order, go on side by side.
     *
     * @param negative sums of negative weights; null if they go to {@code sums}, too
     */
    public void deliverNoted(int[] sums, int[] negative, int at) {
        fetch();
        for (int r = 0; r < 2 * runCount; r += 2) {
            if (negative == null) {
                add(runs[r], runs[r + 1], sums, at);
            } else {
                add(runs[r], runs[r + 1], sums, negative, at);
            }
        }
        runCount = 0;
    }

    private void fetch() {
        int all = 0;
        for (int r = 0; r < 2 * runCount; r += 2) {
            int end = Math.min(runs[r + 1], runs[r] + FETCHED);
            for (int s = runs[r]; s < end; s += LINE) {
                all += packed[s];
            }
        }
        touched = all;
    }

    /** Adds the weights of a source's synapses of one delay to the sums of their targets; target {@code from} is at {@code at}. */
    public void deliver(int source, int delay, int[] sums, int at) {
        int row = source * delays + delay - shortest;
        add(starts[row], starts[row + 1], sums, at);
    }

    private void add(int from, int end, int[] sums, int at) {
        for (int s = from; s < end; s++) {
            int synapse = packed[s];
            sums[at + (synapse >>> WEIGHT_BITS)] += (synapse << SIGN) >> SIGN;
        }
    }

    /** As {@link #deliver(int, int, int[], int)}, of each weight a share, rounded to whole units. */
    void deliver(int source, int delay, double share, int[] sums, int at) {
        int row = source * delays + delay - shortest;
        int end = starts[row + 1];
        for (int s = starts[row]; s < end; s++) {
            int synapse = packed[s];
            sums[at + (synapse >>> WEIGHT_BITS)] += (int) Math.rint(((synapse << SIGN) >> SIGN) * share);
        }
    }

    /** As {@link #deliver(int, int, int[], int)}, positive and negative weights apart. */
    public void deliver(int source, int delay, int[] positive, int[] negative, int at) {
        int row = source * delays + delay - shortest;
        add(starts[row], starts[row + 1], positive, negative, at);
    }

    private void add(int from, int end, int[] positive, int[] negative, int at) {
        for (int s = from; s < end; s++) {
            int synapse = packed[s];
            int weight = (synapse << SIGN) >> SIGN;
            int place = at + (synapse >>> WEIGHT_BITS);
            if (weight >= 0) {
                positive[place] += weight;
            } else {
                negative[place] += weight;
            }
        }
    }

    /** Number of synapses onto each target. */
    public int[] indegrees() {
        int[] count = new int[to - from];
        for (int synapse : packed) {
            count[synapse >>> WEIGHT_BITS]++;
        }
        return count;
    }
}
