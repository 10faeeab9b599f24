package org.sparsecortex.learning.optimise;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Applies an {@link OptimiserSpec} and holds its running moments; the same in every range.
 *
 * <p>A row without a gradient goes on moving by its mean gradient m until that has shrunk to 1e-8 of itself, below the
 * precision of the weights, and then rests: of dendritic segments only those of the current task cost anything. On waking
 * its mean square v decays for all the updates it has rested.
 */
public final class Optimiser {
    private static final double[] NO_GRADIENT = {};
    private static final double FORGOTTEN = 1e-8;
    private static final int NEVER = -1;

    private final OptimiserSpec spec;
    private final List<Weights> weights;
    private final float[][][] first;
    private final float[][][] second;
    private final int[][] idle; // updates since a row had a gradient
    private final int memory;
    private final boolean single;
    private final double[] wide;
    private final float[] narrow;
    private final int[] masksSeen;
    private long updates;
    private final AdamStep adam;

    /** In double precision. */
    public Optimiser(OptimiserSpec spec, List<Weights> weights) {
        this(spec, weights, false);
    }

    /** With {@code single}, Adam runs in single precision, about twenty times faster on long rows. */
    public Optimiser(OptimiserSpec spec, List<Weights> weights, boolean single) {
        this.spec = spec;
        this.single = single;
        this.weights = weights;
        first = likeAll(weights);
        adam = spec instanceof OptimiserSpec.Adam set ? new AdamStep(set) : null;
        second = adam != null ? likeAll(weights) : new float[0][][];
        idle = weights.stream().map(w -> new int[w.values().length]).toArray(int[][]::new);
        int longest = 0;
        for (int k = 0; k < idle.length; k++) {
            Arrays.fill(idle[k], NEVER);
            longest = Math.max(longest, first[k].length == 0 ? 0 : first[k][0].length);
        }
        wide = new double[single ? longest : 0];
        narrow = new float[single ? longest : 0];
        masksSeen = new int[weights.size()];
        Arrays.fill(masksSeen, NEVER);
        double decay = spec instanceof OptimiserSpec.Adam given ? given.beta1() : ((OptimiserSpec.Sgd) spec).momentum();
        memory = decay == 0 ? 1 : (int) Math.ceil(ExactMath.log(FORGOTTEN) / ExactMath.log(decay));
    }

    private static float[][][] likeAll(List<Weights> weights) {
        return weights.stream()
                .map(w -> new float[w.values().length][w.values().length == 0 ? 0 : w.values()[0].length])
                .toArray(float[][][]::new);
    }

    /** Number of updates so far. */
    public long updates() {
        return updates;
    }

    /** Lets an update pass in which nothing moves. */
    public void skip() {
        updates++;
    }

    /**
     * One update.
     *
     * @param gradient mean gradient, as {@link RowGradients} lays it out; written: that of weights that do not exist or stand still becomes 0
     * @param rateFactor factor on the learning rate
     */
    public void update(double[] gradient, double rateFactor) {
        updates++;
        if (adam != null) {
            adam.update(updates);
        }
        clearFixed(gradient);
        double clip = clipFactor(gradient);
        double rate = spec.learningRate() * rateFactor;
        int rows = (int) gradient[0];
        int header = 1;
        int at = 1 + rows;
        int id = 0;
        for (int k = 0; k < weights.size(); k++) {
            Weights w = weights.get(k);
            double decay = w.decays() ? rate * spec.weightDecay() : 0.0;
            for (int r = 0; r < w.values().length; r++, id++) {
                float[] row = w.values()[r];
                boolean given = header <= rows && gradient[header] == id;
                if (moves(k, r, given) || decay > 0) {
                    row(k, r, given ? gradient : NO_GRADIENT, given ? at : 0, clip, rate, decay);
                }
                header += given ? 1 : 0;
                at += given ? row.length : 0;
            }
            w.changed();
        }
    }

    /** Without gradient and moments, no rule moves a weight that does not exist, which is 0, or that stands still. */
    private void clearFixed(double[] gradient) {
        int rows = (int) gradient[0];
        int header = 1;
        int at = 1 + rows;
        int id = 0;
        for (int k = 0; k < weights.size(); k++) {
            Mask mask = weights.get(k).mask().orElse(null);
            boolean old = mask != null && masksSeen[k] != mask.version();
            for (int r = 0; r < first[k].length; r++, id++) {
                boolean given = header <= rows && gradient[header] == id;
                if (given && mask != null) {
                    mask.clearFixed(r, gradient, at);
                }
                if (old) {
                    mask.clearAbsent(r, first[k][r]);
                    if (adam != null) {
                        mask.clearAbsent(r, second[k][r]);
                    }
                }
                header += given ? 1 : 0;
                at += given ? first[k][r].length : 0;
            }
            masksSeen[k] = mask == null ? NEVER : mask.version();
        }
    }

    /** Whether the row is not at rest; counts the updates without a gradient. */
    private boolean moves(int k, int r, boolean given) {
        int rested = idle[k][r] - memory;
        if (given) {
            if (rested > 0 && spec instanceof OptimiserSpec.Adam settings) {
                float decay = (float) ExactMath.pow(settings.beta2(), rested);
                float[] v = second[k][r];
                for (int c = 0; c < v.length; c++) {
                    v[c] *= decay;
                }
            }
            idle[k][r] = 0;
            return true;
        }
        if (idle[k][r] == NEVER) {
            return false;
        }
        idle[k][r]++;
        if (rested == 0) {
            Arrays.fill(first[k][r], 0f);
        }
        return rested < 0;
    }

    private void row(int k, int r, double[] gradient, int at, double clip, double rate, double decay) {
        float[] row = weights.get(k).values()[r];
        boolean given = gradient != NO_GRADIENT;
        float[] m = first[k][r];
        if (spec instanceof OptimiserSpec.Sgd sgd) {
            for (int c = 0; c < row.length; c++) {
                m[c] = (float) (sgd.momentum() * m[c] + (given ? clip * gradient[at + c] : 0.0));
                row[c] = (float) (row[c] - decay * row[c] - rate * m[c]);
            }
            return;
        }
        float[] v = second[k][r];
        if (single && decay == 0) {
            adam.narrow(row, narrowed(gradient, at, given ? clip : 0.0, row.length), m, v, rate);
        } else {
            adam.wide(row, gradient, given ? at : -1, clip, m, v, rate, decay);
        }
    }

    /** The gradient of a row times {@code clip}; zeros for clip 0. Conversions get a loop of their own: they vectorise alone. */
    private float[] narrowed(double[] gradient, int at, double clip, int length) {
        if (clip == 0) {
            Arrays.fill(narrow, 0, length, 0f);
            return narrow;
        }
        System.arraycopy(gradient, at, wide, 0, length);
        for (int c = 0; c < length; c++) {
            narrow[c] = (float) (clip * wide[c]);
        }
        return narrow;
    }

    private double clipFactor(double[] gradient) {
        if (spec.clipNorm() == 0) {
            return 1.0;
        }
        double squares = 0.0;
        for (int i = 1 + (int) gradient[0]; i < gradient.length; i++) {
            squares += gradient[i] * gradient[i];
        }
        double norm = Math.sqrt(squares);
        return norm > spec.clipNorm() ? spec.clipNorm() / norm : 1.0;
    }

    /** Visits the number of updates, the rest of each row and the running moments. */
    public void state(State state) {
        updates = state.keep("updates", updates);
        for (int[] rows : idle) {
            state.keep("idle", rows);
        }
        for (float[][] rows : first) {
            for (float[] row : rows) {
                state.keep("gradientMean", row);
            }
        }
        for (float[][] rows : second) {
            for (float[] row : rows) {
                state.keep("gradientSquare", row);
            }
        }
    }
}
