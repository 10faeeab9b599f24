package org.sparsecortex.simulations.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.param.TypeName;

/** Statistics of two columns, row by row. */
public final class Comparisons {
    private Comparisons() {}

    /** What compares two columns. */
    private interface Comparison extends Statistic {
        @Override
        default boolean comparesColumns() {
            return true;
        }
    }

    private static double[] differences(Statistic.Rows rows) {
        double[] a = rows.values();
        double[] b = rows.reference();
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    /** Fraction of the rows where column and reference are equal. */
    @TypeName(value = "accuracy", doc = "fraction of the rows where column and reference are equal")
    public record Accuracy() implements Comparison {
        @Override
        public Interval range() {
            return new Interval(0.0, 1.0);
        }

        @Override
        public boolean takesMissingValues() {
            return true;
        }

        @Override
        public double of(Rows rows) {
            double[] a = rows.values();
            double[] b = rows.reference();
            return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length;
        }
    }

    /** Mean absolute difference of column and reference. */
    @TypeName(value = "mae", doc = "mean absolute difference of column and reference")
    public record Mae() implements Comparison {
        @Override
        public Interval range() {
            return new Interval(0.0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double of(Rows rows) {
            double[] differences = differences(rows);
            return Arrays.stream(differences).map(Math::abs).sum() / differences.length;
        }
    }

    /** Root of the mean squared difference of column and reference. */
    @TypeName(value = "rmse", doc = "root of the mean squared difference of column and reference")
    public record Rmse() implements Comparison {
        @Override
        public Interval range() {
            return new Interval(0.0, Double.POSITIVE_INFINITY);
        }

        @Override
        public double of(Rows rows) {
            double[] differences = differences(rows);
            return Math.sqrt(Arrays.stream(differences).map(d -> d * d).sum() / differences.length);
        }
    }

    /** Pearson's correlation of column and reference; NaN for one row. */
    @TypeName(value = "correlation", doc = "Pearson's correlation of column and reference; NaN for one row")
    public record Correlation() implements Comparison {
        @Override
        public Interval range() {
            return new Interval(-1.0, 1.0);
        }

        @Override
        public double of(Rows rows) {
            return rows.values().length < 2
                    ? Double.NaN
                    : new PearsonsCorrelation().correlation(rows.values(), rows.reference());
        }
    }

    /** Median of column minus reference, row by row. */
    @TypeName(value = "median-difference", doc = "median of column minus reference, row by row")
    public record MedianDifference() implements Comparison {
        @Override
        public double of(Rows rows) {
            return new DescriptiveStatistics(differences(rows)).getPercentile(50);
        }
    }

    /**
     * Two-sided p-value of Wilcoxon's signed-rank test of column against reference, row by row.
     *
     * <p>Differences of zero say nothing and are left out, as Wilcoxon did; exact up to 500 of them, also where some are equal,
     * else the normal limit, corrected for continuity.
     */
    @TypeName(
            value = "wilcoxon",
            doc = "two-sided p-value of Wilcoxon's signed-rank test of column against reference, row by row")
    public record Wilcoxon() implements Comparison {
        @Override
        public double of(Rows rows) {
            double[] nonZero =
                    Arrays.stream(differences(rows)).filter(d -> d != 0).toArray();
            return nonZero.length == 0 ? 1 : new SignedRanks(nonZero).twoSided();
        }
    }
}
