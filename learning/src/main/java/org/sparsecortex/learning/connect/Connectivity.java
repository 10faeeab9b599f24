package org.sparsecortex.learning.connect;

import java.util.List;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Sparse connections, and the rule by which they move.
 *
 * <pre>
 *   every E updates u &lt; T:   k = floor(alpha_u n)   of the n weights of an array are dropped, as many grow where there are none
 *   alpha_u = alpha (1 + cos(pi u / T)) / 2   (cosine)    alpha (1 - u / T)   (linear)    alpha (1 - u / T)^3   (cubic)    alpha
 *
 *   drop   magnitude |w|   sign-split: smallest positive and negative in their shares   sensitivity |w g|   random
 *   grow   gradient |g|    momentum: |g| averaged over updates   random   unfired: random among those that never were
 * </pre>
 *
 * n: weights of the array that exist; g: gradient of the loss; alpha: {@code fraction}; E: {@code every}; T: {@code until}. What
 * was just dropped may grow again and then keeps its value. Everything is a function of the reduced gradient, the weights and
 * keyed draws, so that all ranges do the same; ties go to the lower index.
 *
 * <p>With several {@code tasks} each has a mask of its own over the same weights; the schedule begins anew with each of them.
 * Biases and the layer that tells the classes are each task's own and keep all their weights.
 *
 * <p>With a {@link Structure} of n-of-m the density is 1 and the pattern decides.
 *
 * <p>Source: SET: Mocanu et al. 2018, doi 10.1038/s41467-018-04316-3; RigL: Evci et al. 2020, arXiv 1911.11134 (cosine,
 * magnitude, gradient, no step of the optimiser in an update that rewires); momentum: Dettmers and Zettlemoyer 2019, arXiv
 * 1907.04840; random pruning at initialisation: Liu et al. 2022, arXiv 2202.02643; unfired: Atashgahi et al. 2022 [mem];
 * tasks: Yildirim et al. 2023, arXiv 2308.14831.
 * Differs from the papers: the number of weights of each array is exact, not drawn; the first weights have the spread that fits
 * the inputs that are left.
 */
public record Connectivity(
        @Param(doc = "fraction of all weights that exist", symbol = "q", def = "1", min = 1e-6, max = 1)
        double density,

        @Param(doc = "how that is shared out among the layers", def = "\"uniform\"")
        Distribution distribution,

        @Param(doc = "whether the first layer keeps all its weights", def = "false")
        boolean firstDense,

        @Param(doc = "which weights are dropped", def = "\"magnitude\"")
        Drop drop,

        @Param(doc = "which weights grow", def = "\"gradient\"")
        Grow grow,

        @Param(
                doc = "fraction of the weights that moves at first; 0 for fixed random connections",
                symbol = "alpha",
                def = "0",
                min = 0,
                max = 1)
        double fraction,

        @Param(doc = "how that fraction falls", def = "\"cosine\"")
        Decline schedule,

        @Param(doc = "distance of moves", symbol = "E", unit = "updates", def = "100", min = 1, max = 1e9)
        long every,

        @Param(
                doc = "where moves end, and from where a pattern stands",
                symbol = "T",
                unit = "updates",
                def = "1000",
                min = 1,
                max = 1e15)
        long until,

        @Param(doc = "standard deviation of new weights", def = "0", min = 0, max = 100)
        double newWeights,

        @Param(doc = "whether weights stand still in an update that moves connections", def = "false")
        boolean skip,

        @Param(doc = "which sets of weights may exist", def = "{\"type\": \"free\"}")
        Structure structure,

        @Param(
                doc =
                        "tasks that are learned one after another, each with connections, biases and a last layer of its own;"
                                + " weights of earlier tasks stand still",
                def = "1",
                min = 1,
                max = 10_000)
        int tasks) {
    public Connectivity {
        boolean free = !structure.isPattern();
        Checks.that(free || density == 1, "density", density, "must be 1: the structure says how many weights exist");
        Checks.that(free || fraction == 0, "fraction", fraction, "must be 0: the structure says which weights exist");
        Checks.that(
                tasks == 1 || density < 1,
                "density",
                density,
                "must be below 1: the first task would take all weights");
        if (structure instanceof Structure.NofM pattern) {
            Checks.that(
                    pattern.from() <= until,
                    "structure.from",
                    pattern.from(),
                    "must be at most until = " + until + ", where the pattern stands");
        }
    }

    /** How the weights that exist are shared out among the layers. */
    public enum Distribution {
        /** The same density everywhere. */
        UNIFORM,
        /** Density in proportion to (inputs + outputs) / (inputs x outputs): random graphs of Erdos and Renyi. */
        ER,
        /** The same with the sides of filters added above and multiplied below. */
        ERK
    }

    /** Which weights are dropped. */
    public enum Drop {
        /** Smallest |w|. */
        MAGNITUDE,
        /** Smallest positive and smallest negative ones, the same fraction of either. */
        SIGN_SPLIT,
        /** Smallest |w g|. */
        SENSITIVITY,
        /** Any. */
        RANDOM
    }

    /** Which weights grow. */
    public enum Grow {
        /** Largest |g|. */
        GRADIENT,
        /** Largest |running mean of g|. */
        MOMENTUM,
        /** Any. */
        RANDOM,
        /** Any of those that never existed; others only when there are none left. */
        UNFIRED
    }

    /** How the fraction that moves falls. */
    public enum Decline {
        /** Half a cosine. */
        COSINE,
        /** Not at all. */
        CONSTANT,
        /** Evenly. */
        LINEAR,
        /** By the third power of what is left. */
        CUBIC
    }

    /** All weights exist. */
    public static Connectivity full() {
        return new Connectivity(
                1,
                Distribution.UNIFORM,
                false,
                Drop.MAGNITUDE,
                Grow.GRADIENT,
                0,
                Decline.COSINE,
                100,
                1000,
                0,
                false,
                new Structure.Free(),
                1);
    }

    /** Whether any weight is absent. */
    public boolean isSparse() {
        return density < 1;
    }

    /** Whether connections move. */
    public boolean moves() {
        return isSparse() && fraction > 0;
    }

    /** Whether connections move in update {@code u}, 0 first. */
    public boolean movesIn(long u) {
        return moves() && u > 0 && u < until && u % every == 0;
    }

    /** Whether update {@code u} needs the gradient of weights that do not exist. */
    boolean needsWholeGradient(long u) {
        return moves() && ((grow == Grow.GRADIENT && movesIn(u)) || (grow == Grow.MOMENTUM && u < until));
    }

    /** Fraction alpha_u of the weights that moves in update {@code u}. */
    public double fractionIn(long u) {
        double left = Math.max(0.0, 1.0 - u / (double) until);
        return switch (schedule) {
            case CONSTANT -> fraction;
            case LINEAR -> fraction * left;
            case CUBIC -> fraction * left * left * left;
            case COSINE -> fraction / 2 * (1 + ExactMath.cos(Math.PI * Math.min(1.0, u / (double) until)));
        };
    }

    /**
     * Density of each of {@code arrays}, whose mean over all weights is that of the network.
     *
     * <pre>
     *   d_l = eps r_l,   r_l = (sum of sides / product of sides)   er: outputs and inputs   erk: filters' sides, too   uniform: 1
     *   eps = (sum_open q N_l - sum_dense (1 - q) N_l) / sum_open r_l N_l
     * </pre>
     *
     * A layer whose density would exceed 1 becomes dense, and eps is worked out again without it. With {@code uniform} and a
     * dense first layer the others keep q, as in the source.
     *
     * @throws IllegalArgumentException if dense layers alone hold more weights than there may be
     */
    public double[] densities(List<Weights> arrays) {
        int n = arrays.size();
        double[] raw = new double[n];
        boolean[] dense = new boolean[n];
        for (int l = 0; l < n; l++) {
            raw[l] = distribution == Distribution.UNIFORM
                    ? 1.0
                    : ratio(arrays.get(l).shape());
            dense[l] = l == 0 && firstDense;
        }
        while (true) {
            double eps = distribution == Distribution.UNIFORM ? density : eps(arrays, raw, dense);
            double[] result = new double[n];
            int worst = 0;
            for (int l = 0; l < n; l++) {
                result[l] = dense[l] ? 1.0 : eps * raw[l];
                worst = result[l] > result[worst] ? l : worst;
            }
            if (n == 0 || result[worst] <= 1.0) {
                return result;
            }
            dense[worst] = true;
        }
    }

    /**
     * Requires that {@code arrays} have room for the densities and the structure.
     *
     * @throws IllegalArgumentException if they have not
     */
    public void check(List<Weights> arrays) {
        densities(arrays);
        try {
            structure.check(arrays.subList(firstDense && !arrays.isEmpty() ? 1 : 0, arrays.size()));
        } catch (ParameterException e) {
            throw e.within("structure");
        }
    }

    private double eps(List<Weights> arrays, double[] raw, boolean[] dense) {
        double budget = 0.0;
        double open = 0.0;
        for (int l = 0; l < raw.length; l++) {
            double count = arrays.get(l).count();
            budget += dense[l] ? (density - 1) * count : density * count;
            open += dense[l] ? 0.0 : raw[l] * count;
        }
        Checks.that(budget > 0 || open == 0, "density", density, "is less than the dense layers hold alone");
        return open == 0 ? 0.0 : budget / open;
    }

    private double ratio(int[] sides) {
        int outputs = sides[0];
        int inputs = sides[sides.length - 1];
        if (distribution == Distribution.ER) {
            return (outputs + (double) inputs) / (outputs * (double) inputs);
        }
        double sum = 0.0;
        double product = 1.0;
        for (int side : sides) {
            sum += side;
            product *= side;
        }
        return sum / product;
    }
}
