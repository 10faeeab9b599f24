package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A place in the plane or in space: of all grid points within the radius, the w with the highest keyed order, each hashed to a bit.
 *
 * <pre>  N = {p on the grid: |p - round(x / scale)| &lt;= radius in each coordinate},  bits = {h(seed, p) mod n: p among the w of N with the highest o(seed, p)}  </pre>
 *
 * h, o: keyed hashes; w: {@code active}; n: {@code size}. Near places share grid points and so share bits. A geospatial
 * position is encoded by giving metres east and north (or any projection) and {@code scale} in metres; {@link GeospatialEncoderParams} takes degrees.
 *
 * <p>Source: the coordinate encoder of NuPIC, from memory of its description, as in Purdy 2016 (arXiv 1602.05925). Differs from
 * it: codes may have a few bits less than w where two grid points hash to one bit.
 */
@TypeName(value = "coordinate", doc = "a place in the plane or in space; near places share bits")
public record CoordinateEncoderParams(
        @Param(doc = "length of one grid cell, in the unit of the values", def = "1", min = 0)
        double scale,

        @Param(doc = "grid points this near take part", def = "5", min = 1, max = 64)
        int radius,

        @Param(doc = "number of bits", symbol = "n", def = "1024", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 4096)
        int active,

        @Param(
                doc = "number of columns: 2 for the plane, 3 for space, with a radius of 16 at most",
                def = "2",
                min = 2,
                max = 3)
        int axes)
        implements EncoderParams {
    private static final int MAX_RADIUS_OF_SPACE = 16;

    /** Of the plane. */
    public CoordinateEncoderParams(double scale, int radius, int size, int active) {
        this(scale, radius, size, active, 2);
    }

    public CoordinateEncoderParams {
        Checks.positive("scale", scale);
        Checks.that(axes == 2 || radius <= MAX_RADIUS_OF_SPACE, "radius", radius, "exceeds 16, in space");
        int side = 2 * radius + 1;
        int points = side * side * (axes == 2 ? 1 : side);
        Checks.that(active <= points, "active", active, "exceeds the " + points + " grid points within the radius");
    }

    @Override
    public Encoder encoder(long seed) {
        GridCode code = GridCode.of(seed, size, active);
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int fields() {
                return axes;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, axes);
                int[] at = new int[axes];
                for (int i = 0; i < axes; i++) {
                    if (Double.isNaN(values[i])) {
                        return Sdr.empty(size);
                    }
                    at[i] = GridCode.point(values[i], scale);
                }
                return axes == 2 ? code.code(radius, at[0], at[1]) : code.code(radius, at[0], at[1], at[2]);
            }
        };
    }

    /** Metres east and north of a reference point, by the equirectangular projection; enough for codes of nearby places. */
    public static double[] project(double longitudeDeg, double latitudeDeg, double referenceLatitudeDeg) {
        double metresPerDegree = 111_319.490793; // 2 pi * 6378137 m / 360, WGS 84 equatorial radius
        double east = longitudeDeg * metresPerDegree * ExactMath.cos(Math.toRadians(referenceLatitudeDeg));
        return new double[] {east, latitudeDeg * metresPerDegree};
    }
}
