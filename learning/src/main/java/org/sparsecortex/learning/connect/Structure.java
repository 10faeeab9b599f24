package org.sparsecortex.learning.connect;

import java.util.List;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Which sets of the weights of an array may exist: any, or n of each m neighbours.
 *
 * <pre>
 *   v = w (k + (1 - k) D)      k = 1 for the n largest |w| of each m neighbours, ties to the lower index, else 0
 *   w &lt;- optimiser(w, dL/dv)   for all w: the gradient passes straight through, not multiplied by D
 *
 *   update u &lt; {@code from}: v = w   u &lt; {@code until} of {@link Connectivity}: as {@link PatternDecay} says   from then on: D = 0, k stands
 * </pre>
 *
 * v: the weights with which the network computes; w: dense weights behind them, of which nothing is left when k stands.
 *
 * <p>Source: Zhou et al. 2021, Learning N:M fine-grained structured sparse networks from scratch (SR-STE, arXiv 2102.04010 [mem]);
 * Bambhaniya et al. 2024, Progressive gradient flow for robust N:M sparsity training in transformers (arXiv 2402.04744 [mem]), and
 * its released code (decays, dense updates first, constants). Differs from the code: at the end the pattern stands, there it is chosen
 * anew in each update; here all arrays have it, there those of transformers' blocks.
 */
public sealed interface Structure {
    /**
     * Requires that the arrays have room for the structure.
     *
     * @throws IllegalArgumentException if they have not
     */
    void check(List<Weights> arrays);

    /** Whether the structure alone says how many weights exist. */
    boolean isPattern();

    /** Any. */
    @TypeName(value = "free", doc = "any weights may exist")
    record Free() implements Structure {
        @Override
        public void check(List<Weights> arrays) {}

        @Override
        public boolean isPattern() {
            return false;
        }
    }

    /**
     * The {@code n} largest of each {@code m} neighbours, found while dense weights behind them learn.
     *
     * <p>The last group of a line may be shorter: of its r weights min(n, r) are kept. The formula stands above.
     */
    @TypeName(value = "n-of-m", doc = "n of each m neighbours exist")
    record NofM(
            @Param(doc = "weights of a group that are kept", def = "1", min = 1, max = 4096)
            int n,

            @Param(doc = "weights of a group", def = "4", min = 2, max = 4096)
            int m,

            @Param(doc = "of what a group is made", def = "\"inputs\"")
            Axis axis,

            @Param(doc = "updates with all weights at first", unit = "updates", def = "0", min = 0, max = 1e15)
            long from,

            @Param(doc = "how the others go", def = "{\"type\": \"step\"}")
            PatternDecay decay)
            implements Structure {
        /** Of what a group is made. */
        public enum Axis {
            /** Consecutive weights of a row: inputs of one unit; of filters place by place, channels innermost. */
            INPUTS,
            /** Consecutive weights of a column: those of one input to consecutive units. */
            OUTPUTS
        }

        public NofM {
            Checks.inRange("m", m, 2, 4096);
            Checks.that(n >= 1 && n <= m, "n", n, "must be 1.." + m + ": a group has m = " + m + " weights");
        }

        @Override
        public void check(List<Weights> arrays) {
            for (Weights w : arrays) {
                int line = axis == Axis.INPUTS ? w.values()[0].length : w.values().length;
                Checks.that(
                        m <= line,
                        "m",
                        m,
                        "must be at most " + line + ", the " + (axis == Axis.INPUTS ? "inputs of a unit" : "units")
                                + " of the layer with " + w.values().length + " x " + w.values()[0].length
                                + " weights; choose a smaller m or a wider layer");
            }
        }

        @Override
        public boolean isPattern() {
            return true;
        }
    }
}
