package org.sparsecortex.sdr.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;

/** Places, open sets of names, clocks and movable holidays. */
class PlaceEncodersTest {
    private static final double METRE = 360 / (2 * Math.PI * 6_371_008.8); // degrees along a great circle

    private static Encoder geospatial(boolean altitude, double speedSeconds) {
        return new GeospatialEncoderParams(10, 3, 8, altitude, speedSeconds, 4096, 40).encoder(7);
    }

    private static int shared(Sdr a, Sdr b) {
        return SdrOps.overlap(a, b);
    }

    @Test
    void nearPlacesShareBitsAndTheFewerTheFartherTheyAre() {
        Encoder encoder = geospatial(false, 0);
        Sdr home = encoder.encode(48.1, 11.6);
        assertThat(home.cardinality()).isBetween(38, 40);
        int[] overlap = IntStream.of(0, 20, 40, 60, 300)
                .map(metres -> shared(home, encoder.encode(48.1 + metres * METRE, 11.6)))
                .toArray();
        for (int i = 1; i < 4; i++) {
            assertThat(overlap[i]).isLessThan(overlap[i - 1]);
        }
        assertThat(overlap[1]).isGreaterThan(10);
        assertThat(overlap[4]).isLessThan(4); // 0.4 on average by chance
    }

    /** Two places 10 m apart share about as much at the date line and at the pole as elsewhere. */
    @Test
    void thereIsNoSeam() {
        Encoder encoder = geospatial(false, 0);
        assertThat(shared(encoder.encode(0, 180 - 5 * METRE), encoder.encode(0, -180 + 5 * METRE)))
                .isGreaterThan(15);
        assertThat(encoder.encode(12, 180)).isEqualTo(encoder.encode(12, -180));
        assertThat(shared(encoder.encode(90 - 5 * METRE, 20), encoder.encode(90 - 5 * METRE, -160)))
                .isGreaterThan(15);
        assertThatThrownBy(() -> encoder.encode(91, 0)).hasMessageContaining("latitude = 91");
    }

    @Test
    void speedWidensAndAltitudeCounts() {
        Encoder encoder = geospatial(true, 1);
        assertThat(encoder.columns()).isEqualTo(4);
        Sdr slow = encoder.encode(48, 11, 500, 0);
        Sdr fast = encoder.encode(48, 11, 500, 100);
        assertThat(shared(slow, encoder.encode(48 + 60 * METRE, 11, 500, 0))).isLessThan(12);
        assertThat(shared(fast, encoder.encode(48 + 60 * METRE, 11, 500, 100))).isGreaterThan(12);
        assertThat(shared(slow, encoder.encode(48, 11, 700, 0))).isLessThan(4);
        assertThat(encoder.encode(48, 11, Double.NaN, 0).cardinality()).isZero();
    }

    @Test
    void coordinatesOfSpace() {
        Encoder plane = new CoordinateEncoderParams(1, 5, 2000, 21).encoder(3);
        Encoder space = new CoordinateEncoderParams(1, 3, 2000, 21, 3).encoder(3);
        assertThat(plane.columns()).isEqualTo(2);
        assertThat(space.columns()).isEqualTo(3);
        Sdr here = space.encode(4, 5, 6);
        assertThat(shared(here, space.encode(4, 5, 7))).isGreaterThan(8);
        assertThat(shared(here, space.encode(4, 5, 60))).isLessThan(4);
        assertThatThrownBy(() -> new CoordinateEncoderParams(1, 17, 2000, 21, 3))
                .hasMessageContaining("in space");
    }

    @Test
    void namesOfAnOpenSetHaveCodesOfTheirOwn() {
        Encoder encoder = new OpenCategoryEncoderParams(1024, 21).encoder(5);
        List<Sdr> codes = IntStream.range(0, 200)
                .mapToObj(i -> encoder.encode(encoder.parse(0, "user-" + i)))
                .toList();
        long sum = 0;
        for (int i = 0; i < codes.size(); i++) {
            assertThat(codes.get(i).cardinality()).isEqualTo(21);
            for (int j = 0; j < i; j++) {
                sum += shared(codes.get(i), codes.get(j));
                assertThat(shared(codes.get(i), codes.get(j))).isLessThan(8);
            }
        }
        double mean = sum / (codes.size() * (codes.size() - 1) / 2.0);
        assertThat(mean).isBetween(0.40, 0.46); // 21^2 / 1024 = 0.431
        assertThat(encoder.encode(encoder.parse(0, "user-7"))).isEqualTo(codes.get(7));
        assertThat(encoder.cell(0)).isEqualTo(Encoder.Cell.NAME);
        assertThat(encoder.parse(0, "x"))
                .isEqualTo(Math.rint(encoder.parse(0, "x")))
                .isLessThan(0x1p52);
    }

    private static Encoder clock(String zone, List<String> holidays) {
        return new DateTimeEncoderParams(21, 4, 0, 1, 0, 0, 91.5, 5, holidays, zone).encoder(0);
    }

    /** In Berlin it is an hour later than UTC in winter, two in summer. */
    @Test
    void aTimeZoneHasItsClock() {
        Encoder utc = clock("", List.of());
        Encoder berlin = clock("Europe/Berlin", List.of());
        double winter = DateTimeEncoderParams.parseStamp("2026-01-15 12:00:00");
        double summer = DateTimeEncoderParams.parseStamp("2026-07-15 12:00:00");
        assertThat(berlin.encode(winter)).isEqualTo(utc.encode(winter + 3600));
        assertThat(berlin.encode(summer)).isEqualTo(utc.encode(summer + 7200));
        assertThatThrownBy(() -> clock("Berlin", List.of())).hasMessageContaining("is no time zone");
    }

    @Test
    void holidaysThatMoveHaveDates() {
        Encoder encoder = clock("", List.of("12-25", "2026-04-06"));
        Encoder none = clock("", List.of());
        for (String day : List.of("2026-04-06", "2026-12-25", "2027-12-25")) {
            double time = DateTimeEncoderParams.parseStamp(day);
            assertThat(encoder.encode(time)).as(day).isNotEqualTo(none.encode(time));
        }
        for (String day : List.of("2027-04-06", "2026-12-24")) {
            double time = DateTimeEncoderParams.parseStamp(day);
            assertThat(encoder.encode(time)).as(day).isEqualTo(none.encode(time));
        }
        assertThatThrownBy(() -> clock("", List.of("2026-02-30"))).hasMessageContaining("is no day");
    }
}
