package org.sparsecortex.simulations.run;

/**
 * How many steps a run takes before it looks up to show its progress, to ask whether it should stop and to write a checkpoint.
 *
 * <pre>  n' = min(4 n, n T / t), at least 1        steps = min(n, left, until the next checkpoint) </pre>
 *
 * n: steps between two looks, 1 at first; T: 0.3 s; t: seconds that the last n steps took. It grows from steps that were
 * really done, so a checkpoint interval shorter than T does not drive it up, and no sum of it can overflow. It depends on the
 * clock and decides nothing but when the run looks up.
 */
final class Pace {
    private static final double SECONDS = 0.3;
    private static final double GROWTH = 4;
    private static final double SHORTEST_SECONDS = 1e-9;

    private final long total;
    private final long interval;
    private long steps = 1;

    /**
     * @param total steps of the whole run
     * @param interval steps between checkpoints, 0 for none
     */
    Pace(long total, long interval) {
        this.total = total;
        this.interval = interval;
    }

    /**
     * The position to run to next, above {@code position} and at most the total.
     *
     * @param position steps done, below the total
     * @param saved position of the last checkpoint, at most {@code position}
     */
    long next(long position, long saved) {
        long left = total - position;
        if (interval > 0) {
            left = Math.min(left, Math.max(1, interval - (position - saved)));
        }
        return position + Math.min(steps, left);
    }

    /** Takes note that {@code done} steps took {@code seconds}. */
    void took(long done, double seconds) {
        double wanted = done * SECONDS / Math.max(seconds, SHORTEST_SECONDS);
        steps = (long) Math.max(1, Math.min(wanted, GROWTH * done));
    }

    /** Whether a checkpoint is due at {@code position}; never at the end of the run. */
    boolean isDue(long position, long saved) {
        return interval > 0 && position - saved >= interval && position < total;
    }
}
