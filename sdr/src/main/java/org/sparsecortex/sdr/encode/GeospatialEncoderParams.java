package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A place on the Earth: the grid points of space around it, so that there is no seam at the date line and no pole; the faster, the
 * wider.
 *
 * <pre>
 *   p = (R + h) (cos(lat) cos(lon), cos(lat) sin(lon), sin(lat)) / scale, rounded
 *   r = min(maxRadius, max(radius, ceil(0.75 v dt / scale)))
 *   bits: the w grid points q with |q_i - p_i| &lt;= r and the highest keyed order, each hashed to a bit
 * </pre>
 *
 * R: 6371008.8 m, mean radius of the Earth; lat, lon: degrees; h: altitude in m, 0 without the column; v: speed in m/s, dt: {@code
 * speedSeconds}. Columns in this order: latitude, longitude, then altitude and speed if they are used. Two places share no bit but by
 * chance once a coordinate differs by more than 2 r grid cells. Cost: (2 r + 1)^3 draws.
 *
 * <p>Source: the geospatial coordinate encoder of NuPIC (overlap 1.5 of the way between two rows), from memory of its description, as in
 * Purdy 2016 (arXiv 1602.05925). Differs from it: a grid of space instead of the Mercator plane, whose cells shrink towards the poles and
 * end at the date line; codes may have a few bits less than w where two grid points hash to one bit.
 */
@TypeName(value = "geospatial", doc = "a place on the Earth by latitude and longitude; near places share bits")
public record GeospatialEncoderParams(
        @Param(doc = "length of one grid cell", unit = "m", def = "10", min = 0.001, max = 1e6)
        double scale,

        @Param(doc = "grid points this near take part, at rest", def = "3", min = 1, max = 16)
        int radius,

        @Param(doc = "largest radius, at speed", def = "8", min = 1, max = 16)
        int maxRadius,

        @Param(doc = "whether the third column is the altitude in m", def = "false")
        boolean altitude,

        @Param(
                doc =
                        "time from row to row, by which the speed in m/s of the last column becomes a radius; 0: no such column",
                symbol = "dt",
                unit = "s",
                def = "0",
                min = 0,
                max = 1e9)
        double speedSeconds,

        @Param(doc = "number of bits", symbol = "n", def = "1024", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 4096)
        int active)
        implements EncoderParams {
    private static final double EARTH_RADIUS = 6_371_008.8; // m; IUGG mean radius R1
    private static final double OVERLAP = 1.5;

    public GeospatialEncoderParams {
        Checks.that(radius <= maxRadius, "radius", radius, "exceeds maxRadius = " + maxRadius);
        int side = 2 * radius + 1;
        int points = side * side * side;
        Checks.that(active <= points, "active", active, "exceeds the " + points + " grid points within the radius");
    }

    @Override
    public Encoder encoder(long seed) {
        GridCode code = GridCode.of(seed, size, active);
        int fields = 2 + (altitude ? 1 : 0) + (speedSeconds > 0 ? 1 : 0);
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int fields() {
                return fields;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, fields);
                for (double value : values) {
                    if (Double.isNaN(value)) {
                        return Sdr.empty(size);
                    }
                }
                double height = altitude ? values[2] : 0;
                return place(code, values[0], values[1], height, speedSeconds > 0 ? values[fields - 1] : 0);
            }
        };
    }

    private Sdr place(GridCode code, double latitude, double longitude, double height, double speed) {
        double lat = Math.toRadians(Checks.inRange("latitude", latitude, -90, 90));
        double lon = Math.toRadians(Checks.inRange("longitude", longitude, -360, 360));
        Checks.inRange("altitude", height, -EARTH_RADIUS, 1e9);
        Checks.inRange("speed", speed, 0, 1e9);
        double r = EARTH_RADIUS + height;
        int x = GridCode.point(r * ExactMath.cos(lat) * ExactMath.cos(lon), scale);
        int y = GridCode.point(r * ExactMath.cos(lat) * ExactMath.sin(lon), scale);
        int z = GridCode.point(r * ExactMath.sin(lat), scale);
        double way = Math.ceil(OVERLAP / 2 * speed * speedSeconds / scale);
        return code.code((int) Math.min(maxRadius, Math.max(radius, way)), x, y, z);
    }
}
