package org.sparsecortex.learning.gradient;

import java.util.Arrays;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Cross entropy of the softmax of a sample's logits z, which are read out over its frames.
 *
 * <pre>
 *   z = mean over frames of y_t, or y of the last frame;   p = softmax(z);   loss = -ln p_label
 *   dloss/dz = p - onehot(label), divided by the number of samples: the loss of a chunk is its mean
 * </pre>
 */
public final class SoftmaxLoss {
    private SoftmaxLoss() {}

    /** How the frames of a sample become one answer. */
    public enum Readout {
        /** Mean of the outputs over all frames. */
        MEAN,
        /** Output of the last frame. */
        LAST
    }

    /**
     * Evaluates a chunk.
     *
     * @param y network output, one row a frame
     * @param labels class of each sample; -1 for none, which adds neither loss nor gradient
     * @param predictions written; best class of each sample, the lowest among equals
     * @param dy written; gradient with respect to y
     * @return sum of the samples' losses
     */
    static double evaluate(float[][] y, int[] labels, Readout readout, Pass pass, int[] predictions, float[][] dy) {
        int classes = y[0].length;
        double[] z = new double[classes];
        double sum = 0.0;
        for (int s = 0; s < pass.samples(); s++) {
            int first = readout == Readout.MEAN ? s * pass.frames() : (s + 1) * pass.frames() - 1;
            int last = (s + 1) * pass.frames() - 1;
            int used = last - first + 1;
            int best = 0;
            for (int c = 0; c < classes; c++) {
                z[c] = 0.0;
                for (int r = first; r <= last; r++) {
                    z[c] += y[r][c];
                }
                z[c] /= used;
                best = z[c] > z[best] ? c : best;
            }
            predictions[s] = best;
            if (labels[s] < 0) {
                for (int r = s * pass.frames(); r <= last; r++) {
                    Arrays.fill(dy[r], 0f);
                }
                continue;
            }
            double norm = 0.0;
            for (int c = 0; c < classes; c++) {
                norm += ExactMath.exp(z[c] - z[best]);
            }
            sum += ExactMath.log(norm) + z[best] - z[labels[s]];
            for (int c = 0; c < classes; c++) {
                double p = ExactMath.exp(z[c] - z[best]) / norm;
                float g = (float) ((p - (c == labels[s] ? 1.0 : 0.0)) / ((double) pass.samples() * used));
                for (int r = s * pass.frames(); r <= last; r++) {
                    dy[r][c] = r >= first ? g : 0f;
                }
            }
        }
        return sum;
    }
}
