package org.sparsecortex.learning.connect;

import java.util.List;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;

/**
 * Removes the weights of smallest magnitude of each layer, more and more over a stage.
 *
 * <pre>  s(t) = s_f + (s_i - s_f) (1 - t / n)^3,   t = 0 .. n updates of the stage  </pre>
 *
 * A pruned weight is exactly 0 and stays so: it is absent from the array's {@link Mask}. Source: Zhu and Gupta 2017 (arXiv 1710.01878), equation 1.
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

    /**
     * Takes away the smallest weights of each decaying parameter array, until {@code fraction} of all of them are absent; among
     * equals those of lower index go first.
     */
    public static void cut(List<Weights> weights, double fraction) {
        for (Weights w : weights) {
            if (w.decays()) {
                Mask mask = w.mask().orElseThrow();
                int columns = w.values()[0].length;
                int absent = w.count() - mask.present();
                for (int flat : Rewiring.smallest(w, Math.max(0, (int) (fraction * w.count()) - absent))) {
                    mask.drop(flat / columns, flat % columns);
                }
                w.clearAbsent();
            }
        }
    }
}
