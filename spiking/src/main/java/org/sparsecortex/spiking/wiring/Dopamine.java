package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Dopamine of the past, as pieces in which the reward was the same. Equal in all ranges.
 *
 * <pre>
 *   piece of R from step p on:  d(s) = R + (d_p - R) exp(-(s - p) h / tau_d)
 *   integral of exp(-(s - a) h / tau_c) d(s) over [a, b], seconds, is the sum over the pieces, each in closed form
 * </pre>
 */
final class Dopamine {
    /** Pieces after which those that synapses may forget are forgotten. */
    static final int MANY = 4096;

    private final Reward reward;
    private final double perStep;
    private final double stepSeconds;
    private final double both;
    private long[] from = new long[4];
    private double[] target = new double[4];
    private double[] level = new double[4];
    private int count;
    private double mean;
    private long now;

    Dopamine(Reward reward, double stepMs) {
        this.reward = reward;
        stepSeconds = stepMs / 1000;
        perStep = stepMs / reward.eligibilityMs();
        both = perStep + (reward.dopamineMs() > 0 ? stepMs / reward.dopamineMs() : 0);
    }

    /** Last step whose dopamine is known. */
    long now() {
        return now;
    }

    int pieces() {
        return count;
    }

    /**
     * What is at the port in some steps.
     *
     * @param after step before the first of them
     * @param isTaught whether learning is on
     */
    void hear(long after, int steps, double[] values, boolean isTaught) {
        now = after + steps;
        double r = reward.of(values);
        double expected = r;
        if (reward.baselineMs() > 0) {
            double kept = ExactMath.exp(-steps * stepSeconds * 1000 / reward.baselineMs());
            expected = r - mean;
            mean = r - expected * kept;
        }
        add(after, isTaught ? expected : 0, isTaught);
    }

    private void add(long after, double value, boolean isTaught) {
        double before = count == 0 ? 0 : at(after, count - 1);
        double start = !isTaught ? 0 : reward.dopamineMs() > 0 ? before : value;
        if (count > 0 && target[count - 1] == value && start == before) {
            return;
        }
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            target = Arrays.copyOf(target, 2 * count);
            level = Arrays.copyOf(level, 2 * count);
        }
        from[count] = after;
        target[count] = value;
        level[count++] = start;
    }

    /** Dopamine at a step within or after a piece. */
    private double at(long step, int piece) {
        double away = level[piece] - target[piece];
        return away == 0
                ? target[piece]
                : target[piece] + away * ExactMath.exp(-(step - from[piece]) * (both - perStep));
    }

    /** What an eligibility of 1 at step {@code a} does to a weight until step {@code b}. */
    double effect(long a, long b) {
        double sum = 0;
        int piece = count - 1;
        while (piece > 0 && from[piece] > a) {
            piece--;
        }
        for (; piece >= 0 && piece < count && from[piece] < b; piece++) {
            long start = Math.max(a, from[piece]);
            long end = piece + 1 < count ? Math.min(b, from[piece + 1]) : b;
            if (end > start) {
                sum += ExactMath.exp(-(start - a) * perStep) * integral(piece, start, end - start);
            }
        }
        return sum;
    }

    private double integral(int piece, long start, long steps) {
        double r = target[piece];
        double away = at(start, piece) - r;
        double held = r == 0 ? 0 : r * (1 - ExactMath.exp(-steps * perStep)) / perStep;
        return stepSeconds * (away == 0 ? held : held + away * (1 - ExactMath.exp(-steps * both)) / both);
    }

    /** Share of an eligibility that is left after some steps. */
    double left(long steps) {
        return ExactMath.exp(-steps * perStep);
    }

    /** Forgets what was before a step. */
    void forget(long step) {
        int gone = 0;
        while (gone + 1 < count && from[gone + 1] <= step) {
            gone++;
        }
        count -= gone;
        System.arraycopy(from, gone, from, 0, count);
        System.arraycopy(target, gone, target, 0, count);
        System.arraycopy(level, gone, level, 0, count);
    }

    void state(State state) {
        now = state.keep("rewardKnown", now);
        mean = state.keep("rewardMean", mean);
        count = state.keep("rewards", count);
        if (from.length < count) {
            from = new long[count];
            target = new double[count];
            level = new double[count];
        }
        state.keep("rewardFrom", from, 0, count);
        state.keep("rewardTarget", target, 0, count);
        state.keep("dopamine", level, 0, count);
    }
}
