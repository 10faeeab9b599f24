package org.sparsecortex.sdr.classify;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/**
 * Weights of a softmax regression from the bits of an SDR to classes, one column of weights per class.
 *
 * <pre>  z_c = sum_{i in x} w_ic      p_c = exp(z_c) / sum_k exp(z_k)      dw_ic = alpha ([c = target] - p_c)  for i in x  </pre>
 *
 * <p>A table may hold a part of the classes only: z and dw of a class need no other class. Sums run in ascending bit order, so
 * the parts have the bits of the whole.
 */
public final class SoftmaxTable {
    private final int inputs;
    private final int classes;
    private final double[] weights;

    /** A table of zeros, under which all classes are equally likely. */
    public SoftmaxTable(int inputs, int classes) {
        this.inputs = Checks.atLeast("inputs", inputs, 1);
        this.classes = Checks.atLeast("classes", classes, 1);
        weights = new double[Math.multiplyExact(inputs, classes)];
    }

    /** Number of bits. */
    public int inputs() {
        return inputs;
    }

    /** Sums of the weights of the active bits, into {@code z} (written), one a class. */
    public void logits(Sdr x, double[] z) {
        Checks.equal("x.size", x.size(), inputs);
        Arrays.fill(z, 0, classes, 0.0);
        for (int i = 0; i < x.cardinality(); i++) {
            int row = x.active(i) * classes;
            for (int c = 0; c < classes; c++) {
                z[c] += weights[row + c];
            }
        }
    }

    /** Adds {@code delta}, one a class, to the weights of the active bits. */
    public void add(Sdr x, double[] delta) {
        Checks.equal("x.size", x.size(), inputs);
        for (int i = 0; i < x.cardinality(); i++) {
            int row = x.active(i) * classes;
            for (int c = 0; c < classes; c++) {
                weights[row + c] += delta[c];
            }
        }
    }

    /** The weight from a bit to a class. */
    public double weight(int bit, int c) {
        return weights[bit * classes + c];
    }

    /** Replaces a weight. */
    public void setWeight(int bit, int c, double weight) {
        weights[bit * classes + c] = weight;
    }

    /** Probabilities of all classes from their logits, into {@code p} (written); the sum runs in class order. */
    public static void softmax(double[] z, double[] p) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            largest = Math.max(largest, value);
        }
        double sum = 0.0;
        for (int c = 0; c < z.length; c++) {
            p[c] = ExactMath.exp(z[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < z.length; c++) {
            p[c] /= sum;
        }
    }
}
