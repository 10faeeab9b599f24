package org.example;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.metric.Statistic;

/** Mean of what remains when the smallest and the largest values are left out. */
@TypeName(value = "trimmed-mean", doc = "mean without the smallest and the largest values")
public record TrimmedMean(
        @Param(doc = "share of the values that is left out at either end", def = "0.1", min = 0, max = 0.49)
        double share)
        implements Statistic {
    @Override
    public double of(Rows rows) {
        double[] sorted = rows.values().clone();
        Arrays.sort(sorted);
        int out = (int) (share * sorted.length);
        return Arrays.stream(sorted, out, sorted.length - out).average().orElse(Double.NaN);
    }
}
