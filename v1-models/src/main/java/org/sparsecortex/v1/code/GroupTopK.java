package org.sparsecortex.v1.code;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * At most k groups of coefficients that are not 0; nothing is shrunk.
 *
 * <pre>  pen(x) = 0 if at most k groups are not 0, else infinite;   T keeps the k groups of largest norm, lower groups among equals  </pre>
 *
 * <p>It is the limit of {@link KEnvelope} for a large lambda without its shrinkage. Source: Blumensath and Davies 2008, Iterative
 * thresholding for sparse approximations, doi:10.1007/s00041-008-9035-z, on groups.
 */
@TypeName(value = "group-top-k", doc = "keeps the k groups of atoms of largest norm; lambda plays no part")
public record GroupTopK(
        @Param(doc = "groups that may be active", symbol = "k", def = "4", min = 1, max = 65536)
        int k,

        @Param(doc = "consecutive atoms of a group", def = "2", min = 1, max = 65536)
        int groupSize)
        implements GroupPenalty {
    @Override
    public boolean usesLambda() {
        return false;
    }

    @Override
    public double total(double[] code, double lambda) {
        long active = Arrays.stream(Groups.norms(code, groupSize))
                .filter(norm -> norm > 0)
                .count();
        return active <= k ? 0.0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public double[] factors(double[] norms, double lambda, double g) {
        double[] factor = new double[norms.length];
        IntStream.range(0, norms.length)
                .boxed()
                .sorted((a, b) -> Double.compare(norms[b], norms[a])) // stable: lower groups first among equals
                .limit(k)
                .forEach(i -> factor[i] = 1.0);
        return factor;
    }

    @Override
    public String label() {
        return "group top-k";
    }
}
