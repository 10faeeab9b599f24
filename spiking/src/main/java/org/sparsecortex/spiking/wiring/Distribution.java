package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A distribution of weights, delays or voltages.
 *
 * <pre>  value = F^-1((i + 1/2) / 65536),   i uniform in 0 .. 65535,   F: constant, normal or uniform, cut at the given bounds  </pre>
 *
 * Weights and delays are drawn from {@link #CELLS} values of equal probability, so that 16 random bits draw one by a look
 * into a table. A draw outside of given bounds is drawn again, which is the distribution cut at these bounds.
 * Listed values are not drawn: synapse k of target t has value (number of synapses of targets before t) + k.
 *
 * <p>Source: the usual distributions; quantiles of the normal one as {@code NormalQuantiles} says.
 */
public sealed interface Distribution {
    /** Number of equally likely values. */
    int CELLS = 1 << 16;

    /** Bounds in standard deviations of what a table of a normal distribution holds; its last quantile is at 4.325. */
    double NORMAL_REACH = 4.33;

    /**
     * The equally likely values within bounds, ascending.
     *
     * @throws IllegalArgumentException if nothing of the distribution lies within low..high
     */
    double[] quantiles(double low, double high);

    /** One value for a unit, without bounds. */
    double at(KeyedRandom random, int unit);

    /** No value is below. */
    double lowest();

    /** No value is above. */
    double highest();

    /** Expected value, without bounds. */
    double expected();

    /** The values one by one, if they are not drawn. */
    default Optional<Listed> listed() {
        return Optional.empty();
    }

    /** Always the same value. */
    @TypeName(value = "constant", doc = "one value")
    record Constant(
            @Param(doc = "the value", min = -1e9, max = 1e9) double value) implements Distribution {
        @Override
        public double[] quantiles(double low, double high) {
            Checks.inRange("value", value, low, high);
            double[] all = new double[CELLS];
            Arrays.fill(all, value);
            return all;
        }

        @Override
        public double at(KeyedRandom random, int unit) {
            return value;
        }

        @Override
        public double lowest() {
            return value;
        }

        @Override
        public double highest() {
            return value;
        }

        @Override
        public double expected() {
            return value;
        }
    }

    /** Normal distribution. */
    @TypeName(value = "normal", doc = "normal distribution")
    record Normal(
            @Param(doc = "mean", min = -1e9, max = 1e9) double mean,

            @Param(doc = "standard deviation", min = 0, max = 1e9)
            double sd)
            implements Distribution {
        @Override
        public double[] quantiles(double low, double high) {
            if (sd == 0) {
                return new Constant(mean).quantiles(low, high);
            }
            return NormalQuantiles.of(mean, sd, low, high);
        }

        @Override
        public double at(KeyedRandom random, int unit) {
            return mean + sd * random.gaussian(unit, 0, 0);
        }

        @Override
        public double lowest() {
            return mean - NORMAL_REACH * sd;
        }

        @Override
        public double highest() {
            return mean + NORMAL_REACH * sd;
        }

        @Override
        public double expected() {
            return mean;
        }
    }

    /** Uniform distribution. */
    @TypeName(value = "uniform", doc = "uniform distribution")
    record Uniform(
            @Param(doc = "smallest value", min = -1e9, max = 1e9)
            double min,

            @Param(doc = "largest value", min = -1e9, max = 1e9)
            double max)
            implements Distribution {
        public Uniform {
            Checks.that(min <= max, "min", min, "must not exceed max = " + max);
        }

        @Override
        public double[] quantiles(double low, double high) {
            double from = Math.max(min, low);
            double to = Math.min(max, high);
            Checks.that(from <= to, "min", min, "and max = " + max + " lie outside of " + low + ".." + high);
            double[] all = new double[CELLS];
            for (int i = 0; i < CELLS; i++) {
                all[i] = from + (to - from) * ((i + 0.5) / CELLS);
            }
            return all;
        }

        @Override
        public double at(KeyedRandom random, int unit) {
            return min + (max - min) * random.uniform(unit, 0, 0);
        }

        @Override
        public double lowest() {
            return min;
        }

        @Override
        public double highest() {
            return max;
        }

        @Override
        public double expected() {
            return (min + max) / 2;
        }
    }

    /** Values one by one. */
    @TypeName(
            value = "listed",
            doc =
                    "a value for each synapse, target by target and in the order of its sources; of voltages, for each neuron")
    record Listed(
            @Param(doc = "the values", min = -1e9, max = 1e9)
            List<Double> values) implements Distribution {
        public Listed {
            Checks.that(!values.isEmpty(), "values", "[]", "at least one is needed");
        }

        @Override
        public double[] quantiles(double low, double high) {
            throw new UnsupportedOperationException("listed values are not drawn");
        }

        @Override
        public double at(KeyedRandom random, int unit) {
            return values.get(unit);
        }

        @Override
        public double lowest() {
            return values.stream().mapToDouble(v -> v).min().orElseThrow();
        }

        @Override
        public double highest() {
            return values.stream().mapToDouble(v -> v).max().orElseThrow();
        }

        @Override
        public double expected() {
            return values.stream().mapToDouble(v -> v).average().orElseThrow();
        }

        @Override
        public Optional<Listed> listed() {
            return Optional.of(this);
        }

        @Override
        public String toString() {
            return values.size() + " values";
        }
    }
}
