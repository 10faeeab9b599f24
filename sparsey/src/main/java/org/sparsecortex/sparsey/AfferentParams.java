package org.sparsecortex.sparsey;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.rule.Powers;

/**
 * One kind of input of a mac: where it comes from, how far it reaches, how its sums become support.
 *
 * <pre>  X_i = min(1, x_i / S), below minCut: minCut, above maxCut: 1;   its part of V_i is X_i^lambda  </pre>
 *
 * x_i: sum over active inputs of their weights onto cell i; S: {@code normaliser}, or the active inputs of the step; lambda:
 * {@code exponent}.
 *
 * <p>Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, steps 1 to 3 of the code selection algorithm.
 */
public record AfferentParams(
        @Param(
                doc = "what is connected, in the order of the connections; empty: every bit is a site of its own,"
                        + " for h the own grid",
                def = "[]")
        List<Field> fields,

        @Param(
                doc = "distance on the unit square within which sites are connected; 1.5 reaches everything",
                def = "1.5",
                min = 0,
                max = 1000)
        double radius,

        @Param(doc = "rings with a probability of connection each, inner first; empty: all within radius", def = "[]")
        List<Band> bands,

        @Param(
                doc = "exponent of the normalised sum in the support V",
                symbol = "lambda",
                def = "2",
                min = 0,
                max = 100)
        double exponent,

        @Param(
                doc = "active bits that give a normalised sum of 1; 0 takes those active in the step",
                symbol = "S",
                def = "0",
                min = 0,
                max = 1 << 24)
        int normaliser,

        @Param(doc = "normalised sums below this count as this much", def = "0", min = 0, max = 1)
        double minCut,

        @Param(doc = "normalised sums above this count as 1", def = "1", min = 0, max = 1)
        double maxCut) {
    /** A ring around the mac. */
    public record Band(
            @Param(doc = "outer distance on the unit square", min = 0, max = 1000)
            double radius,

            @Param(doc = "probability that a site in the ring is connected", min = 0, max = 1)
            double probability) {}

    /** Reaches everything with exponent {@code lambda}. */
    public static AfferentParams all(double lambda) {
        return Params.of(AfferentParams.class, "exponent", lambda);
    }

    public AfferentParams {
        fields = List.copyOf(fields);
        bands = List.copyOf(bands);
        for (int i = 1; i < bands.size(); i++) {
            Checks.that(
                    bands.get(i - 1).radius() < bands.get(i).radius(),
                    "bands",
                    bands,
                    "must be listed from the innermost outwards");
        }
    }

    /** The sites that a mac at (x, y) is connected to, ascending over all fields. */
    int[] reach(List<Field> of, double x, double y, int mac, KeyedRandom random) {
        int[] found = new int[Field.sites(of)];
        int count = 0;
        int first = 0;
        for (Field field : of) {
            for (int s = 0; s < field.sites(); s++) {
                double dx = field.x(s) - x;
                double dy = field.y(s) - y;
                if (connects(Math.sqrt(dx * dx + dy * dy), mac, first + s, random)) {
                    found[count++] = first + s;
                }
            }
            first += field.sites();
        }
        return Arrays.copyOf(found, count);
    }

    private boolean connects(double distance, int mac, int site, KeyedRandom random) {
        if (bands.isEmpty()) {
            return distance <= radius;
        }
        for (Band band : bands) {
            if (distance <= band.radius) {
                return random.bernoulli(band.probability, mac, 0, site);
            }
        }
        return false;
    }

    /** The normalised sum to the power of the exponent, 0..1. */
    double support(double sum, double s) {
        double x = s <= 0 ? 0.0 : Math.min(1.0, sum / s);
        if (x > maxCut) {
            x = 1.0;
        }
        return Powers.of(Math.max(x, minCut), exponent);
    }
}
