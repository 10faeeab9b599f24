package org.sparsecortex.sdr.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;

class EncodersTest {
    @Test
    void scalarBlocksMoveWithTheValue() {
        ScalarEncoderParams params = new ScalarEncoderParams(0, 100, 121, 21, false, true);
        Encoder encoder = params.encoder(0);
        assertThat(encoder.encode(0).toArray()).startsWith(0).endsWith(20);
        assertThat(encoder.encode(100).toArray()).startsWith(100).endsWith(120);
        assertThat(SdrOps.overlap(encoder.encode(50), encoder.encode(55))).isEqualTo(16);
        assertThat(encoder.encode(400)).isEqualTo(encoder.encode(100));
        assertThat(params.decode(encoder.encode(37).active(0))).isEqualTo(37.0);
        assertThat(encoder.encode(Double.NaN)).isEqualTo(Sdr.empty(121));
        assertThatThrownBy(() -> new ScalarEncoderParams(0, 1, 50, 5, false, false)
                        .encoder(0)
                        .encode(2))
                .hasMessageContaining("value = 2.0 is outside 0.0..1.0");
    }

    @Test
    void periodicScalarClosesToARing() {
        Encoder encoder = new ScalarEncoderParams(0, 24, 240, 20, true, true).encoder(0);
        assertThat(encoder.encode(24)).isEqualTo(encoder.encode(0));
        assertThat(SdrOps.overlap(encoder.encode(23.5), encoder.encode(0))).isEqualTo(15);
    }

    @Test
    void rdseBucketsShareAllButOneBitPerStepApartFromCollisions() {
        Encoder encoder = new RdseParams(2.0, 0, 1000, 21).encoder(5);
        Sdr zero = encoder.encode(0);
        assertThat(zero.cardinality()).isEqualTo(21);
        assertThat(encoder.encode(0.9)).isEqualTo(zero);
        for (int d = 1; d <= 20; d++) {
            assertThat(SdrOps.overlap(zero, encoder.encode(2.0 * d)))
                    .as("distance " + d)
                    .isBetween(20 - d, 24 - d);
        }
        assertThat(SdrOps.overlap(zero, encoder.encode(1e6))).isLessThan(5);
        assertThat(new RdseParams(2.0, 0, 1000, 21).encoder(6).encode(0)).isNotEqualTo(zero);
        assertThatThrownBy(() -> encoder.encode(1e300)).hasMessageContaining("bucket of value 1.0E300");
    }

    @Test
    void categoriesAreDisjointAndDecoded() {
        CategoryEncoderParams params = new CategoryEncoderParams(List.of("a", "b", "c"), 4);
        Encoder encoder = params.encoder(0);
        assertThat(encoder.encode(encoder.parse(0, "b")).toArray()).containsExactly(4, 5, 6, 7);
        assertThat(params.decode(Sdr.of(12, 0, 4, 5))).isEqualTo("b");
        assertThatThrownBy(() -> encoder.parse(0, "d")).hasMessage("category = 'd': is not one of [a, b, c]");
    }

    @Test
    void holidaysAreMetWhateverDigitsTheSystemWrites() {
        Encoder encoder = new DateTimeEncoderParams(20, 4, 0, 1, 10, 0, 91.5, 5, List.of("12-25")).encoder(0);
        double christmas = LocalDate.of(2020, 12, 25).toEpochDay() * 86_400.0;
        Sdr expected = encoder.encode(christmas);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(String.format(Locale.getDefault(), "%d", 12)).isNotEqualTo("12");
            assertThat(encoder.encode(christmas))
                    .isEqualTo(expected)
                    .isNotEqualTo(encoder.encode(christmas - 86_400.0));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void dateTimePartsChangeWithTheirClock() {
        Encoder encoder = new DateTimeEncoderParams(20, 4, 0, 1, 10, 0, 91.5, 5, List.of("12-25")).encoder(0);
        Sdr monday = encoder.encode(encoder.parse(0, "2024-01-01 12:00:00"));
        Sdr tuesday = encoder.encode(encoder.parse(0, "2024-01-02T12:00"));
        Sdr saturday = encoder.encode(encoder.parse(0, "2024-01-06 12:00:00.000000"));
        Sdr christmas = encoder.encode(encoder.parse(0, "2024-12-25 12:00:00"));
        assertThat(tuesday).isEqualTo(monday);
        assertThat(SdrOps.overlap(monday, saturday)).isEqualTo(25);
        assertThat(SdrOps.overlap(monday, christmas)).isEqualTo(30);
        assertThat(SdrOps.overlap(monday, encoder.encode(encoder.parse(0, "2024-01-01 14:00"))))
                .isEqualTo(25);
        assertThatThrownBy(() -> encoder.parse(0, "yesterday")).hasMessageContaining("'yesterday' is not a time");
    }

    @Test
    void nearPlacesShareBits() {
        Encoder encoder = new CoordinateEncoderParams(1, 5, 2000, 21).encoder(3);
        Sdr here = encoder.encode(100, 200);
        assertThat(here.cardinality()).isBetween(19, 21);
        assertThat(SdrOps.overlap(here, encoder.encode(101, 200))).isGreaterThan(11);
        assertThat(SdrOps.overlap(here, encoder.encode(150, 200))).isLessThan(4);
        double[] metres = CoordinateEncoderParams.project(1.0, 1.0, 60.0);
        assertThat(metres[0]).isCloseTo(55_660, org.assertj.core.api.Assertions.within(1.0));
    }

    @Test
    void multiLaysEncodersSideBySide() {
        Encoder encoder = new MultiEncoderParams(
                        List.of(new ScalarEncoderParams(0, 10, 50, 5, false, true), new DeltaEncoderParams(10, 50, 5)))
                .encoder(1);
        assertThat(encoder.fields()).isEqualTo(3);
        assertThat(encoder.size()).isEqualTo(100);
        assertThat(encoder.encode(0, 4, 4).toArray()).containsExactly(0, 1, 2, 3, 4, 73, 74, 75, 76, 77);
    }

    /** Theory: independent hashes make about one of n neighbours equal; 19 of 4,999 were, before equal codes moved apart. */
    @Test
    void neighboursOfTheRdseAlwaysDiffer() {
        for (int seed = 0; seed < 3; seed++) {
            Encoder encoder = new RdseParams(1.0, 0, 400, 21).encoder(seed);
            for (int bucket = -2500; bucket < 2500; bucket++) {
                assertThat(encoder.encode(bucket)).as("bucket " + bucket).isNotEqualTo(encoder.encode(bucket + 1));
                assertThat(encoder.encode(bucket).cardinality()).isEqualTo(21);
            }
        }
    }
}
