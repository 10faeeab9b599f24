package org.sparsecortex.neurons.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Applies an {@link OptimiserSpec} and holds its running moments; the same in every range. */
final class Optimiser {
    private static final double[] NO_GRADIENT = {};

    private final OptimiserSpec spec;
    private final List<Weights> weights;
    private final float[][][] first;
    private final float[][][] second;
    private final boolean[][] moved;
    private long updates;
    private double biasCorrection1;
    private double biasCorrection2;

    Optimiser(OptimiserSpec spec, List<Weights> weights) {
        this.spec = spec;
        this.weights = weights;
        first = likeAll(weights);
        moved = weights.stream().map(w -> new boolean[w.values().length]).toArray(boolean[][]::new);
        second = spec instanceof OptimiserSpec.Adam ? likeAll(weights) : new float[0][][];
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
     * One update. A row without a gradient, now or before, is left alone: its step would be 0.
     *
     * @param gradient mean gradient, as {@link RowGradients} lays it out
     * @param rateFactor factor on the learning rate
     * @param keepZeros whether a decaying weight that is exactly 0 was pruned and stays 0
     */
    void update(double[] gradient, double rateFactor, boolean keepZeros) {
        updates++;
        if (spec instanceof OptimiserSpec.Adam adam) {
            biasCorrection1 = 1 - ExactMath.pow(adam.beta1(), updates);
            biasCorrection2 = 1 - ExactMath.pow(adam.beta2(), updates);
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
                moved[k][r] |= given;
                if (moved[k][r] || decay > 0) {
                    row(k, r, given ? gradient : NO_GRADIENT, given ? at : 0, clip, rate, decay, keepZeros);
                }
                header += given ? 1 : 0;
                at += given ? row.length : 0;
            }
            w.changed();
        }
    }

    private void row(
            int k, int r, double[] gradient, int at, double clip, double rate, double decay, boolean keepZeros) {
        float[] row = weights.get(k).values()[r];
        boolean pruned = keepZeros && weights.get(k).decays();
        boolean given = gradient != NO_GRADIENT;
        if (spec instanceof OptimiserSpec.Sgd sgd) {
            float[] m = first[k][r];
            for (int c = 0; c < row.length; c++) {
                if (!pruned || row[c] != 0f) {
                    m[c] = (float) (sgd.momentum() * m[c] + (given ? clip * gradient[at + c] : 0.0));
                    row[c] = (float) (row[c] - decay * row[c] - rate * m[c]);
                }
            }
            return;
        }
        OptimiserSpec.Adam adam = (OptimiserSpec.Adam) spec;
        double beta1 = adam.beta1();
        double beta2 = adam.beta2();
        double epsilon = adam.epsilon();
        double correction1 = biasCorrection1;
        double correction2 = biasCorrection2;
        float[] m = first[k][r];
        float[] v = second[k][r];
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

    void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        for (float[][][] moments : new float[][][][] {first, second}) {
            for (float[][] moment : moments) {
                writeRows(moment, out);
            }
        }
    }

    void load(DataInput in) throws IOException {
        updates = in.readLong();
        for (float[][][] moments : new float[][][][] {first, second}) {
            for (float[][] moment : moments) {
                readRows(moment, in);
            }
        }
        for (int k = 0; k < moved.length; k++) {
            for (int r = 0; r < moved[k].length; r++) {
                moved[k][r] = anyNonZero(first[k][r]) || (second.length > 0 && anyNonZero(second[k][r]));
            }
        }
    }

    private static boolean anyNonZero(float[] row) {
        for (float value : row) {
            if (value != 0f) {
                return true;
            }
        }
        return false;
    }

    static void writeRows(float[][] rows, DataOutput out) throws IOException {
        for (float[] row : rows) {
            for (float v : row) {
                out.writeFloat(v);
            }
        }
    }

    static void readRows(float[][] rows, DataInput in) throws IOException {
        for (float[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                row[c] = in.readFloat();
            }
        }
    }
}
