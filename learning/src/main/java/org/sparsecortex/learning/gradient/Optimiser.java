package org.sparsecortex.learning.gradient;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Applies an {@link OptimiserSpec} and holds its running moments; the same in every range.
 *
 * <p>A row without a gradient goes on moving by its mean gradient m until that has shrunk to 1e-8 of itself, below the
 * precision of the weights, and then rests: of dendritic segments only those of the current task cost anything. On waking
 * its mean square v decays for all the updates it has rested.
 */
final class Optimiser {
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
    private long updates;
    private double biasCorrection1;
    private double biasCorrection2;

    Optimiser(OptimiserSpec spec, List<Weights> weights) {
        this(spec, weights, false);
    }

    /** With {@code single}, Adam runs in single precision, about twenty times faster on long rows. */
    Optimiser(OptimiserSpec spec, List<Weights> weights, boolean single) {
        this.spec = spec;
        this.single = single;
        this.weights = weights;
        first = likeAll(weights);
        second = spec instanceof OptimiserSpec.Adam ? likeAll(weights) : new float[0][][];
        idle = weights.stream().map(w -> new int[w.values().length]).toArray(int[][]::new);
        int longest = 0;
        for (int k = 0; k < idle.length; k++) {
            Arrays.fill(idle[k], NEVER);
            longest = Math.max(longest, first[k].length == 0 ? 0 : first[k][0].length);
        }
        wide = new double[single ? longest : 0];
        narrow = new float[single ? longest : 0];
        double decay = spec instanceof OptimiserSpec.Adam adam ? adam.beta1() : ((OptimiserSpec.Sgd) spec).momentum();
        memory = decay == 0 ? 1 : (int) Math.ceil(ExactMath.log(FORGOTTEN) / ExactMath.log(decay));
    }

    private static float[][][] likeAll(List<Weights> weights) {
        return weights.stream()
                .map(w -> new float[w.values().length][w.values().length == 0 ? 0 : w.values()[0].length])
                .toArray(float[][][]::new);
    }

    long updates() {
        return updates;
    }

    /**
     * One update.
     *
     * @param gradient mean gradient, as {@link RowGradients} lays it out
     * @param rateFactor factor on the learning rate
     * @param keepZeros whether a decaying weight that is exactly 0 was pruned and stays 0
     */
    void update(double[] gradient, double rateFactor, boolean keepZeros) {
        updates++;
        if (spec instanceof OptimiserSpec.Adam adam) {
            biasCorrection1 = 1 - ExactMath.pow(adam.beta1(), (double) updates);
            biasCorrection2 = 1 - ExactMath.pow(adam.beta2(), (double) updates);
        }
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
                    row(k, r, given ? gradient : NO_GRADIENT, given ? at : 0, clip, rate, decay, keepZeros);
                }
                header += given ? 1 : 0;
                at += given ? row.length : 0;
            }
            w.changed();
        }
    }

    /** Whether the row is not at rest; counts the updates without a gradient. */
    private boolean moves(int k, int r, boolean given) {
        int rested = idle[k][r] - memory;
        if (given) {
            if (rested > 0 && spec instanceof OptimiserSpec.Adam adam) {
                float decay = (float) ExactMath.pow(adam.beta2(), rested);
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

    private void row(
            int k, int r, double[] gradient, int at, double clip, double rate, double decay, boolean keepZeros) {
        float[] row = weights.get(k).values()[r];
        boolean pruned = keepZeros && weights.get(k).decays();
        boolean given = gradient != NO_GRADIENT;
        float[] m = first[k][r];
        if (spec instanceof OptimiserSpec.Sgd sgd) {
            for (int c = 0; c < row.length; c++) {
                if (!pruned || row[c] != 0f) {
                    m[c] = (float) (sgd.momentum() * m[c] + (given ? clip * gradient[at + c] : 0.0));
                    row[c] = (float) (row[c] - decay * row[c] - rate * m[c]);
                }
            }
            return;
        }
        OptimiserSpec.Adam adam = (OptimiserSpec.Adam) spec;
        float[] v = second[k][r];
        if (single && !pruned && decay == 0) {
            adam(adam, row, narrowed(gradient, at, given ? clip : 0.0, row.length), m, v, rate);
            return;
        }
        double beta1 = adam.beta1();
        double beta2 = adam.beta2();
        double epsilon = adam.epsilon();
        double correction1 = biasCorrection1;
        double correction2 = biasCorrection2;
        for (int c = 0; c < row.length; c++) {
            if (!pruned || row[c] != 0f) {
                double g = given ? clip * gradient[at + c] : 0.0;
                m[c] = (float) (beta1 * m[c] + (1 - beta1) * g);
                v[c] = (float) (beta2 * v[c] + (1 - beta2) * g * g);
                double direction = m[c] / correction1 / (Math.sqrt(v[c] / correction2) + epsilon);
                row[c] = (float) (row[c] - decay * row[c] - rate * direction);
            }
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

    private void adam(OptimiserSpec.Adam adam, float[] w, float[] g, float[] m, float[] v, double rate) {
        adam(
                w,
                g,
                m,
                v,
                (float) adam.beta1(),
                (float) (1 - adam.beta1()),
                (float) adam.beta2(),
                (float) (1 - adam.beta2()),
                (float) (rate / biasCorrection1),
                (float) (1 / biasCorrection2),
                (float) adam.epsilon());
    }

    /** Only floats and equal indices, so that the compiler uses vector instructions. */
    private static void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            float beta1,
            float new1,
            float beta2,
            float new2,
            float step,
            float scale2,
            float epsilon) {
        for (int c = 0; c < w.length; c++) {
            float mean = beta1 * m[c] + new1 * g[c];
            float square = beta2 * v[c] + new2 * g[c] * g[c];
            m[c] = mean;
            v[c] = square;
            w[c] -= step * mean / ((float) Math.sqrt(square * scale2) + epsilon);
        }
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
    void state(State state) {
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
