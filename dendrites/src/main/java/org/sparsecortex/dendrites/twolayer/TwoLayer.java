package org.sparsecortex.dendrites.twolayer;

import java.math.BigInteger;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.theory.SdrMath;

/**
 * Formulas of the two-layer neuron and of its storage capacity.
 *
 * <pre>
 *   s(n) = 1 / (1 + exp((3.6 - n) / 0.20)) + 0.30 n + 0.0114 n^2        n active synapses on a thin branch
 *   g(x) = 0.96 x / (1 + 1509 exp(-0.26 x))                             firing rate, Hz
 *   y    = g(sum over branches of alpha s(n_b))
 * </pre>
 *
 * Sources: s: Poirazi, Brannon and Mel 2003, "Pyramidal neuron as two-layer neural network", checked against a second
 * implementation; g: the same paper, from memory. Capacity: Poirazi and Mel 2001, from memory.
 */
public final class TwoLayer {
    private static final double HALF_SYNAPSES = 3.6;
    private static final double WIDTH_SYNAPSES = 0.20;
    private static final double LINEAR = 0.30;
    private static final double QUADRATIC = 0.0114;
    private static final double GAIN_HZ = 0.96;
    private static final double OFFSET = 1509;
    private static final double STEEPNESS = 0.26;
    private static final double LOG2_OF_10 = 1.0 / ExactMath.log10(2.0);

    private TwoLayer() {}

    /** s(n): what a branch with n active synapses gives to the soma. */
    public static double branch(double n) {
        return ExactMath.sigmoid((n - HALF_SYNAPSES) / WIDTH_SYNAPSES) + LINEAR * n + QUADRATIC * n * n;
    }

    /** g(x): firing rate of the soma, Hz. */
    public static double soma(double x) {
        return GAIN_HZ * x / (1.0 + OFFSET * ExactMath.exp(-STEEPNESS * x));
    }

    /**
     * Capacity of a neuron that sums linearly, bits: 2 log2 C(s + d - 1, s).
     *
     * @param synapses s, all synapses of the neuron
     * @param inputs d, distinct inputs
     */
    public static double linearBits(int synapses, int inputs) {
        return 2 * LOG2_OF_10 * SdrMath.log10(SdrMath.binomial(synapses + inputs - 1, synapses));
    }

    /**
     * Capacity of a neuron of m branches with k synapses each and different nonlinear sums, bits.
     *
     * <pre>  2 log2 C(f + m - 1, m),   f = C(k + d - 1, k): distinct branches  </pre>
     *
     * @throws IllegalArgumentException unless branches, perBranch, inputs &gt;= 1
     */
    public static double branchedBits(int branches, int perBranch, int inputs) {
        Checks.atLeast("branches", branches, 1);
        Checks.atLeast("perBranch", perBranch, 1);
        Checks.atLeast("inputs", inputs, 1);
        BigInteger distinct = SdrMath.binomial(perBranch + inputs - 1, perBranch);
        double log10 = 0.0;
        for (int i = 1; i <= branches; i++) {
            log10 += SdrMath.log10(distinct.add(BigInteger.valueOf(branches - i))) - ExactMath.log10(i);
        }
        return 2 * LOG2_OF_10 * log10;
    }
}
