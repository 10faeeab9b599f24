package org.sparsecortex.learning.connect;

import java.util.Arrays;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * One move of the connections of an array: which of its weights are dropped and which grow. Weights are numbered row by row;
 * ties go to the lower number.
 */
final class Rewiring {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final Weights weights;
    private final Mask mask;
    private final int columns;
    private final double[] gradient;
    private final KeyedRandom random;
    private final long update;

    /**
     * A move.
     *
     * @param gradient of all weights, absent ones too, or its running mean; zeros if no rule asks for it
     * @param random keyed by the array; drawn at (row, {@code update}, column)
     */
    Rewiring(Weights weights, double[] gradient, KeyedRandom random, long update) {
        this.weights = weights;
        this.mask = weights.mask().orElseThrow();
        this.columns = weights.values()[0].length;
        this.gradient = gradient;
        this.random = random;
        this.update = update;
    }

    /** The {@code k} existing weights of smallest magnitude, or all of them if there are fewer. */
    static int[] smallest(Weights weights, int k) {
        Rewiring move = new Rewiring(weights, new double[0], KeyedRandom.of(0, ""), 0);
        return move.least(k, flat -> Math.abs(move.value(flat)), flat -> true);
    }

    private interface Score {
        double of(int flat);
    }

    private interface Among {
        boolean has(int flat);
    }

    private double value(int flat) {
        return weights.values()[flat / columns][flat % columns];
    }

    private boolean exists(int flat) {
        return mask.has(flat / columns, flat % columns);
    }

    /** Whether a weight exists and may be dropped. */
    private boolean canGo(int flat) {
        return exists(flat) && !mask.isStill(flat / columns, flat % columns);
    }

    private int[] least(int k, Score score, Among among) {
        return best(k, flat -> -score.of(flat), flat -> canGo(flat) && among.has(flat));
    }

    /** The {@code k} best of those that {@code among} has, ascending; all if there are fewer. */
    private int[] best(int k, Score score, Among among) {
        double[] scores = new double[weights.count()];
        int candidates = 0;
        for (int flat = 0; flat < scores.length; flat++) {
            boolean candidate = among.has(flat);
            scores[flat] = candidate ? score.of(flat) : NEVER;
            candidates += candidate ? 1 : 0;
        }
        return TopK.select(scores, Math.min(k, candidates));
    }

    private double draw(int flat) {
        return random.uniform(flat / columns, update, flat % columns);
    }

    /** The weights to drop: {@code share} of those that exist and do not stand still. */
    int[] dropped(Connectivity.Drop rule, double share) {
        int k = (int) (share * count(flat -> true));
        return switch (rule) {
            case MAGNITUDE -> least(k, flat -> Math.abs(value(flat)), flat -> true);
            case SENSITIVITY -> least(k, flat -> Math.abs(value(flat) * gradient[flat]), flat -> true);
            case RANDOM -> least(k, this::draw, flat -> true);
            case SIGN_SPLIT -> {
                int[] positive =
                        least((int) (share * count(flat -> value(flat) > 0)), this::value, flat -> value(flat) > 0);
                int[] negative = least(
                        (int) (share * count(flat -> value(flat) < 0)), flat -> -value(flat), flat -> value(flat) < 0);
                int[] both = Arrays.copyOf(positive, positive.length + negative.length);
                System.arraycopy(negative, 0, both, positive.length, negative.length);
                Arrays.sort(both);
                yield both;
            }
        };
    }

    /** Number of weights that may be dropped and that {@code among} has. */
    private int count(Among among) {
        int count = 0;
        for (int flat = 0; flat < weights.count(); flat++) {
            count += canGo(flat) && among.has(flat) ? 1 : 0;
        }
        return count;
    }

    /** As many weights to grow as were dropped, of which some may be the same; {@code dropped} do not exist any more. */
    int[] grown(Connectivity.Grow rule, int[] dropped) {
        return switch (rule) {
            case RANDOM -> best(dropped.length, this::draw, flat -> !exists(flat));
            case UNFIRED ->
                best(
                        dropped.length,
                        flat -> draw(flat) + (mask.everHad(flat / columns, flat % columns) ? 0 : 1),
                        flat -> !exists(flat));
            case GRADIENT, MOMENTUM -> {
                int[] pulled = best(
                        dropped.length, flat -> Math.abs(gradient[flat]), flat -> !exists(flat) && gradient[flat] != 0);
                yield filled(pulled, dropped);
            }
        };
    }

    /** Where units are silent there is no gradient to grow by: then the strongest of the dropped stay. */
    private int[] filled(int[] grown, int[] dropped) {
        int missing = dropped.length - grown.length;
        if (missing == 0) {
            return grown;
        }
        int[] back = best(
                missing,
                flat -> Math.abs(value(flat)),
                flat -> Arrays.binarySearch(dropped, flat) >= 0 && Arrays.binarySearch(grown, flat) < 0);
        int[] all = Arrays.copyOf(grown, dropped.length);
        System.arraycopy(back, 0, all, grown.length, back.length);
        Arrays.sort(all);
        return all;
    }
}
