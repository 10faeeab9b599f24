package org.sparsecortex.v1.code;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * The largest convex function below half the squared norm of codes with at most k groups that are not 0.
 *
 * <pre>
 *   pen(x) = lambda / 2 min { sum_i d_i^2 |x_i|^2 / u_i :  0 &lt;= u_i &lt;= 1,  sum u_i &lt;= k }       x_i: coefficients of group i
 *          = lambda / 2 (sum_{i &lt; r} a_i^2 + T_r^2 / (k - r)),   a: d_i |x_i| falling,  T_r = sum_{i &gt;= r} a_i,  a_{r-1} &gt; T_r / (k - r) &gt;= a_r
 *   T(v)_i = u_i / (u_i + lambda d_i^2) v_i,   u_i = clip(eta d_i |v_i| - lambda d_i^2, 0, 1),   eta such that sum u_i = k
 * </pre>
 *
 * <p>d_i = 1 in scenarios. Half the squared k-support norm of the groups. It is convex, so it shrinks, and keeps more than k groups unless
 * lambda is large; {@link GroupTopK} is the limit. eta is exact: the sum is piecewise linear in it, with two corners a group, which are sorted.
 *
 * <p>Source: Refael, Arbel and Huleihel 2022, Weighted group sparse envelope function (arXiv 2212.12921). Differs from the paper: only its
 * abstract could be read; value and operator are derived here, k-support norm: Argyriou, Foygel and Srebro 2012, arXiv 1204.5043.
 */
@TypeName(
        value = "k-envelope",
        doc = "convex envelope of half the squared norm of codes with at most k groups of atoms")
public record KEnvelope(
        @Param(doc = "groups that cost nothing but their size", symbol = "k", def = "4", min = 1, max = 65536)
        int k,

        @Param(doc = "consecutive atoms of a group", def = "2", min = 1, max = 65536)
        int groupSize)
        implements GroupPenalty {
    @Override
    public double total(double[] code, double lambda) {
        return lambda * value(Groups.norms(code, groupSize), k);
    }

    /**
     * The envelope for lambda = 1.
     *
     * @param a weighted norms d_i |x_i|
     */
    static double value(double[] a, int k) {
        double[] falling = a.clone();
        Arrays.sort(falling);
        for (int i = 0; i < falling.length / 2; i++) {
            double held = falling[i];
            falling[i] = falling[falling.length - 1 - i];
            falling[falling.length - 1 - i] = held;
        }
        double left = Arrays.stream(falling).sum();
        double squares = 0.0;
        for (int r = 0; r < Math.min(k, falling.length); r++) {
            double level = left / (k - r);
            if (level >= falling[r]) {
                return (squares + left * left / (k - r)) / 2.0;
            }
            squares += falling[r] * falling[r];
            left -= falling[r];
        }
        return squares / 2.0; // at most k groups
    }

    @Override
    public double[] factors(double[] norms, double lambda, double g) {
        double[] d = new double[norms.length];
        Arrays.fill(d, 1.0);
        return factors(norms, d, k, lambda * g);
    }

    /** Factor u_i / (u_i + lambda d_i^2) of each group. */
    static double[] factors(double[] norms, double[] d, int k, double lambda) {
        double[] factor = new double[norms.length];
        long active = Arrays.stream(norms).filter(norm -> norm > 0).count();
        double eta = active <= k ? Double.POSITIVE_INFINITY : eta(norms, d, k, lambda);
        for (int i = 0; i < norms.length; i++) {
            double cost = lambda * d[i] * d[i];
            double u = norms[i] == 0.0 ? 0.0 : Math.max(0.0, Math.min(1.0, eta * d[i] * norms[i] - cost));
            factor[i] = u == 0.0 ? 0.0 : u / (u + cost);
        }
        return factor;
    }

    /** eta with sum of u = k; more than k groups are not 0. */
    static double eta(double[] norms, double[] d, int k, double lambda) {
        double[] corners = new double[2 * norms.length];
        int count = 0;
        for (int i = 0; i < norms.length; i++) {
            if (norms[i] > 0.0) {
                corners[count++] = lambda * d[i] / norms[i];
                corners[count++] = (1.0 + lambda * d[i] * d[i]) / (d[i] * norms[i]);
            }
        }
        Arrays.sort(corners, 0, count);
        int low = 0;
        int high = count - 1;
        while (high - low > 1) { // the sum grows from 0 at the first corner to more than k at the last
            int middle = (low + high) >>> 1;
            if (sum(corners[middle], norms, d, lambda) < k) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double from = sum(corners[low], norms, d, lambda);
        double to = sum(corners[high], norms, d, lambda);
        return to == from ? corners[high] : corners[low] + (k - from) / (to - from) * (corners[high] - corners[low]);
    }

    private static double sum(double eta, double[] norms, double[] d, double lambda) {
        double sum = 0.0;
        for (int i = 0; i < norms.length; i++) {
            sum += Math.max(0.0, Math.min(1.0, eta * d[i] * norms[i] - lambda * d[i] * d[i]));
        }
        return sum;
    }

    @Override
    public String label() {
        return "k-envelope";
    }
}
