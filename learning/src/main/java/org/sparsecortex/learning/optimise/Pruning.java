package org.sparsecortex.learning.optimise;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.learning.layer.Weights;

/**
 * Removes the weights of smallest magnitude of each layer, more and more over a stage.
 *
 * <pre>  s(t) = s_f + (s_i - s_f) (1 - t / n)^3,   t = 0 .. n updates of the stage  </pre>
 *
 * A pruned weight is exactly 0 and stays so. Source: Zhu and Gupta 2017 (arXiv 1710.01878), equation 1.
 */
public final class Pruning {
    /** Updates between two cuts, as in the source (100 to 1000 there, for far longer training). */
    public static final int EVERY = 10;

    private Pruning() {}

    /** Fraction s at {@code progress} = t / n of the stage. */
    public static double fraction(double from, double to, double progress) {
        double left = 1.0 - progress;
        return to + (from - to) * left * left * left;
    }

    /** Sets the smallest {@code fraction} of each decaying parameter array to 0; among equals the later ones stay. */
    public static void cut(List<Weights> weights, double fraction) {
        for (Weights w : weights) {
            if (!w.decays()) {
                continue;
            }
            float[] magnitudes = new float[w.count()];
            int at = 0;
            for (float[] row : w.values()) {
                for (float v : row) {
                    magnitudes[at++] = Math.abs(v);
                }
            }
            Arrays.sort(magnitudes);
            int remove = (int) (fraction * w.count());
            float threshold = remove == 0 ? -1f : magnitudes[remove - 1];
            int left = remove;
            for (float[] row : w.values()) {
                for (int c = 0; c < row.length; c++) {
                    if (Math.abs(row[c]) <= threshold && left > 0) {
                        row[c] = 0f;
                        left--;
                    }
                }
            }
            w.changed();
        }
    }
}
