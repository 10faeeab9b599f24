package org.sparsecortex.simulations.metric;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.TypeName;

/** Statistics of one column. */
public final class Summaries {
    private Summaries() {}

    private static DescriptiveStatistics all(Statistic.Rows rows) {
        return new DescriptiveStatistics(rows.values());
    }

    private static double firstAbove(Statistic.Rows rows, double level) {
        double[] values = rows.values();
        int row = 0;
        while (row < values.length && !(values[row] > level)) {
            row++;
        }
        return row < values.length ? rows.steps()[row] : Double.NaN;
    }

    /** Arithmetic mean. */
    @TypeName(value = "mean", doc = "arithmetic mean")
    public record Mean() implements Statistic {
        @Override
        public double of(Rows rows) {
            double mean = all(rows).getMean();
            return Double.isNaN(mean)
                    ? Arrays.stream(rows.values()).sum() / rows.values().length
                    : mean; // an infinite one
        }
    }

    /** Median. */
    @TypeName(value = "median", doc = "median")
    public record Median() implements Statistic {
        @Override
        public double of(Rows rows) {
            return all(rows).getPercentile(50);
        }
    }

    /** The value below which a fraction level lies, interpolated. */
    @TypeName(value = "quantile", doc = "the value below which a fraction level lies, interpolated")
    public record Quantile() implements Statistic {
        @Override
        public double of(Rows rows) {
            return all(rows).getPercentile(100 * rows.level());
        }

        @Override
        public void checkLevel(double level) {
            Checks.that(level > 0 && level <= 1, "level", level, "must be in (0, 1]");
        }
    }

    /** Smallest value. */
    @TypeName(value = "min", doc = "smallest value")
    public record Min() implements Statistic {
        @Override
        public double of(Rows rows) {
            return all(rows).getMin();
        }
    }

    /** Largest value. */
    @TypeName(value = "max", doc = "largest value")
    public record Max() implements Statistic {
        @Override
        public double of(Rows rows) {
            return all(rows).getMax();
        }
    }

    /** Value of the first row. */
    @TypeName(value = "first", doc = "value of the first row")
    public record First() implements Statistic {
        @Override
        public double of(Rows rows) {
            return rows.values()[0];
        }
    }

    /** Value of the last row. */
    @TypeName(value = "last", doc = "value of the last row")
    public record Last() implements Statistic {
        @Override
        public double of(Rows rows) {
            return rows.values()[rows.values().length - 1];
        }
    }

    /** Sum. */
    @TypeName(value = "sum", doc = "sum")
    public record Sum() implements Statistic {
        @Override
        public double of(Rows rows) {
            return all(rows).getSum();
        }
    }

    /** Number of rows that hold a value. */
    @TypeName(value = "count", doc = "number of rows that hold a value")
    public record Count() implements Statistic {
        @Override
        public Interval range() {
            return new Interval(0.0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double ofNone() {
            return 0;
        }

        @Override
        public double of(Rows rows) {
            return rows.values().length;
        }
    }

    /** Standard deviation, n - 1 in the denominator; NaN of a single value, which tells no spread. */
    @TypeName(value = "sd", doc = "standard deviation, n - 1 in the denominator")
    public record Sd() implements Statistic {
        @Override
        public Interval range() {
            return new Interval(0.0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double of(Rows rows) {
            return rows.values().length < 2 ? Double.NaN : all(rows).getStandardDeviation(); // of one it says 0
        }
    }

    /** Root of the mean square. */
    @TypeName(value = "rms", doc = "root of the mean square")
    public record Rms() implements Statistic {
        @Override
        public Interval range() {
            return new Interval(0.0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double of(Rows rows) {
            return all(rows).getQuadraticMean();
        }
    }

    /** Fraction of the rows with a value above level. */
    @TypeName(value = "fraction-above", doc = "fraction of the rows with a value above level")
    public record FractionAbove() implements Statistic {
        @Override
        public Interval range() {
            return new Interval(0.0, 1.0);
        }

        @Override
        public double of(Rows rows) {
            return Arrays.stream(rows.values()).filter(v -> v > rows.level()).count() / (double) rows.values().length;
        }
    }

    /** Step of the first row with a value above level; NaN if there is none. */
    @TypeName(value = "first-above", doc = "step of the first row with a value above level; NaN if there is none")
    public record FirstAbove() implements Statistic {
        @Override
        public double of(Rows rows) {
            return firstAbove(rows, rows.level());
        }
    }

    /** Step of the largest value, the first of several. */
    @TypeName(value = "step-of-max", doc = "step of the largest value, the first of several")
    public record StepOfMax() implements Statistic {
        @Override
        public double of(Rows rows) {
            return firstAbove(rows, Math.nextDown(all(rows).getMax()));
        }
    }
}
