package org.sparsecortex.neurons.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Applies an {@link OptimiserSpec} and holds its running moments; the same in every range. */
final class Optimiser {
    private final OptimiserSpec spec;
    private final List<Weights> weights;
    private final float[][][] first;
    private final float[][][] second;
    private long updates;

    Optimiser(OptimiserSpec spec, List<Weights> weights) {
        this.spec = spec;
        this.weights = weights;
        first = likeAll(weights);
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
     * One update.
     *
     * @param gradient mean gradient of all parameters in order
     * @param rateFactor factor on the learning rate
     * @param keepZeros whether a decaying weight that is exactly 0 was pruned and stays 0
     */
    void update(double[] gradient, double rateFactor, boolean keepZeros) {
        updates++;
        double clip = clipFactor(gradient);
        double rate = spec.learningRate() * rateFactor;
        int at = 0;
        for (int k = 0; k < weights.size(); k++) {
            Weights w = weights.get(k);
            double decay = w.decays() ? rate * spec.weightDecay() : 0.0;
            for (int r = 0; r < w.values().length; r++) {
                float[] row = w.values()[r];
                for (int c = 0; c < row.length; c++) {
                    double g = clip * gradient[at++];
                    if (!(keepZeros && w.decays() && row[c] == 0f)) {
                        row[c] = (float) (row[c] - decay * row[c] - rate * direction(g, k, r, c));
                    }
                }
            }
            w.changed();
        }
    }

    private double direction(double g, int k, int r, int c) {
        float[] m = first[k][r];
        if (spec instanceof OptimiserSpec.Sgd sgd) {
            m[c] = (float) (sgd.momentum() * m[c] + g);
            return m[c];
        }
        OptimiserSpec.Adam adam = (OptimiserSpec.Adam) spec;
        float[] v = second[k][r];
        m[c] = (float) (adam.beta1() * m[c] + (1 - adam.beta1()) * g);
        v[c] = (float) (adam.beta2() * v[c] + (1 - adam.beta2()) * g * g);
        return m[c] / correction1() / (Math.sqrt(v[c] / correction2()) + adam.epsilon());
    }

    private long corrected = -1;
    private double bias1;
    private double bias2;

    private double correction1() {
        if (corrected != updates) {
            OptimiserSpec.Adam adam = (OptimiserSpec.Adam) spec;
            bias1 = 1 - ExactMath.pow(adam.beta1(), updates);
            bias2 = 1 - ExactMath.pow(adam.beta2(), updates);
            corrected = updates;
        }
        return bias1;
    }

    private double correction2() {
        return bias2;
    }

    private double clipFactor(double[] gradient) {
        if (spec.clipNorm() == 0) {
            return 1.0;
        }
        double squares = 0.0;
        for (double g : gradient) {
            squares += g * g;
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
