package org.sparsecortex.v1.code;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Sum of the norms of groups: every group is shrunk by lambda as a whole.
 *
 * <pre>  pen(x) = lambda sum_g |x_g|,   T(u)_g = max(0, 1 - lambda g / |u_g|) u_g  </pre>
 *
 * <p>Source: Yuan and Lin 2006, Model selection and estimation in regression with grouped variables, doi:10.1111/j.1467-9868.2005.00532.x.
 */
@TypeName(value = "group-l1", doc = "lambda times the norm of each group of atoms: the soft threshold of whole groups")
public record GroupL1(
        @Param(doc = "consecutive atoms of a group", def = "2", min = 1, max = 65536)
        int groupSize) implements GroupPenalty {
    @Override
    public double total(double[] code, double lambda) {
        double sum = 0.0;
        for (double norm : Groups.norms(code, groupSize)) {
            sum += norm;
        }
        return lambda * sum;
    }

    @Override
    public double[] factors(double[] norms, double lambda, double g) {
        double shift = lambda * g;
        double[] factor = new double[norms.length];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = norms[i] > shift ? 1.0 - shift / norms[i] : 0.0;
        }
        return factor;
    }

    @Override
    public String label() {
        return "group l1";
    }
}
