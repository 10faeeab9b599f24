package org.sparsecortex.sdr.encode;

import java.util.TreeSet;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A place in the plane: of all grid points within the radius, the w with the highest keyed order, each hashed to a bit.
 *
 * <pre>  N = {p on the grid: |p - round(x / scale)| &lt;= radius in each coordinate},  bits = {h(seed, p) mod n: p among the w of N with the highest o(seed, p)}  </pre>
 *
 * h, o: keyed hashes; w: {@code active}; n: {@code size}. Near places share grid points and so share bits. A geospatial
 * position is encoded by giving metres east and north (or any projection) and {@code scale} in metres.
 *
 * <p>Source: the coordinate encoder of NuPIC, from memory of its description, as in Purdy 2016 (arXiv 1602.05925). Differs from
 * it: codes may have a few bits less than w where two grid points hash to one bit.
 */
@TypeName(value = "coordinate", doc = "a place in the plane; near places share bits")
public record CoordinateEncoderParams(
        @Param(doc = "length of one grid cell, in the unit of the values", def = "1", min = 0)
        double scale,

        @Param(doc = "grid points this near take part", def = "5", min = 1, max = 64)
        int radius,

        @Param(doc = "number of bits", symbol = "n", def = "1024", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 4096)
        int active)
        implements EncoderParams {
    public CoordinateEncoderParams {
        Checks.positive("scale", scale);
        int points = (2 * radius + 1) * (2 * radius + 1);
        Checks.that(active <= points, "active", active, "exceeds the " + points + " grid points within the radius");
    }

    @Override
    public Encoder encoder(long seed) {
        KeyedRandom order = KeyedRandom.of(seed, "coordinate order");
        KeyedRandom bit = KeyedRandom.of(seed, "coordinate bit");
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int fields() {
                return 2;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 2);
                if (Double.isNaN(values[0]) || Double.isNaN(values[1])) {
                    return Sdr.empty(size);
                }
                return code(order, bit, grid(values[0]), grid(values[1]));
            }
        };
    }

    private int grid(double value) {
        double cell = Math.rint(value / scale);
        return (int) Checks.inRange("grid point of " + value, cell, -(1 << 30), 1 << 30);
    }

    private Sdr code(KeyedRandom order, KeyedRandom bit, int x, int y) {
        int side = 2 * radius + 1;
        double[] score = new double[side * side];
        for (int i = 0; i < score.length; i++) {
            score[i] = order.uniform(x + i % side - radius, y + i / side - radius, 0);
        }
        TreeSet<Integer> bits = new TreeSet<>();
        for (int i : TopK.select(score, active)) {
            bits.add(bit.below(size, x + i % side - radius, y + i / side - radius, 0));
        }
        return Sdr.ofSorted(size, bits.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Metres east and north of a reference point, by the equirectangular projection; enough for codes of nearby places. */
    public static double[] project(double longitudeDeg, double latitudeDeg, double referenceLatitudeDeg) {
        double metresPerDegree = 111_319.490793; // 2 pi * 6378137 m / 360, WGS 84 equatorial radius
        double east = longitudeDeg * metresPerDegree * ExactMath.cos(Math.toRadians(referenceLatitudeDeg));
        return new double[] {east, latitudeDeg * metresPerDegree};
    }
}
