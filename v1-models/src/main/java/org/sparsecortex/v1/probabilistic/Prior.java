package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;

/**
 * What a unit's coefficient can be, and how probable that is before anything is seen. Units are independent.
 *
 * <pre>  p(s) = product over units h of p(s_h),   p(s_h = v) = pi_v for the values v of the prior,   p(s_h = 0) = 1 - sum of pi_v  </pre>
 *
 * <p>{@code probability} is that of not being 0; 0 stands for one active unit in the mean, 1 / number of units. Source: Exarchakis
 * et al. 2019, arXiv 1908.06843.
 */
public sealed interface Prior {
    /** Values other than 0 that a unit can take; a spike-and-slab unit counts as 1 when it is on. */
    double[] levels();

    /** Probability of each of {@link #levels} in one unit of {@code atoms}. */
    double[] probabilities(int atoms);

    /** Whether all units have the same probabilities. */
    default boolean isShared() {
        return true;
    }

    /** s in {0, 1}. */
    @TypeName(value = "bernoulli", doc = "0 or 1")
    record Bernoulli(
            @Param(
                    doc = "probability of 1; 0 for one active unit in the mean",
                    def = "0",
                    symbol = "pi",
                    min = 0,
                    max = 0.999)
            double probability)
            implements Prior {
        @Override
        public double[] levels() {
            return new double[] {1.0};
        }

        @Override
        public double[] probabilities(int atoms) {
            return new double[] {present(probability, atoms)};
        }
    }

    /** s in {-1, 0, 1}. */
    @TypeName(value = "ternary", doc = "-1, 0 or 1; both signs are equally probable")
    record Ternary(
            @Param(
                    doc = "probability of not being 0; 0 for one active unit in the mean",
                    def = "0",
                    symbol = "pi",
                    min = 0,
                    max = 0.999)
            double probability)
            implements Prior {
        @Override
        public double[] levels() {
            return new double[] {-1.0, 1.0};
        }

        @Override
        public double[] probabilities(int atoms) {
            double each = present(probability, atoms) / 2.0;
            return new double[] {each, each};
        }
    }

    /** s is 0 or one of a list. */
    @TypeName(value = "discrete", doc = "0 or one of a list of values, each with a probability of its own")
    record Discrete(
            @Param(doc = "values beside 0", def = "[1, 2]") List<Double> values,

            @Param(
                    doc = "probability of each value; none for one active unit in the mean, its values equally"
                            + " probable",
                    def = "[]",
                    symbol = "pi_v")
            List<Double> probabilities)
            implements Prior {
        public Discrete {
            Checks.that(!values.isEmpty(), "values", values, "must hold at least one value");
            for (int i = 0; i < values.size(); i++) {
                double v = values.get(i);
                Checks.that(
                        v != 0.0 && Double.isFinite(v), "values", v, "must be finite and not 0, which is there anyway");
                Checks.that(values.indexOf(v) == i, "values", v, "is there twice");
            }
            Checks.that(
                    probabilities.isEmpty() || probabilities.size() == values.size(),
                    "probabilities",
                    probabilities.size(),
                    "must be as many as values = " + values.size() + ", or none");
            double sum = 0.0;
            for (double p : probabilities) {
                Checks.inRange("probabilities", p, 1e-6, 0.999);
                sum += p;
            }
            Checks.that(sum <= 0.999, "probabilities", sum, "add up to more than 0.999, and 0 needs a probability too");
        }

        @Override
        public double[] levels() {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        @Override
        public double[] probabilities(int atoms) {
            if (!probabilities.isEmpty()) {
                return probabilities.stream().mapToDouble(Double::doubleValue).toArray();
            }
            double[] each = new double[values.size()];
            Arrays.fill(each, present(0.0, atoms) / each.length);
            return each;
        }
    }

    /** s z with s in {0, 1} and z normal; each unit has its own probability, mean and variance. */
    @TypeName(value = "spike-and-slab", doc = "0, or normal around a mean that is each unit's own")
    record SpikeAndSlab(
            @Param(
                    doc = "probability of not being 0; 0 for one active unit in the mean",
                    def = "0.5",
                    symbol = "pi_h",
                    min = 0,
                    max = 0.999)
            double probability,

            @Param(doc = "mean where it is not 0", def = "1", symbol = "mu_h", min = -1e9, max = 1e9)
            double mean,

            @Param(doc = "variance where it is not 0", def = "1", symbol = "Psi_h", min = 1e-9, max = 1e18)
            double variance)
            implements Prior {
        @Override
        public double[] levels() {
            return new double[] {1.0};
        }

        @Override
        public double[] probabilities(int atoms) {
            return new double[] {present(probability, atoms)};
        }

        @Override
        public boolean isShared() {
            return false;
        }
    }

    private static double present(double probability, int atoms) {
        if (probability > 0.0) {
            return probability;
        }
        if (atoms < 2) {
            throw new ParameterException("probability", 0, "must be given where there is a single unit");
        }
        return 1.0 / atoms;
    }
}
