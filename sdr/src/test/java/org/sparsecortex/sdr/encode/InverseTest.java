package org.sparsecortex.sdr.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class InverseTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(2, "inverse");

    @Test
    void boundedEncodersAreInvertedToTheirResolution() {
        ScalarEncoderParams scalar = new ScalarEncoderParams(-5, 5, 121, 21, false, true);
        DeltaEncoderParams delta = new DeltaEncoderParams(5, 121, 21);
        CategoryEncoderParams category = new CategoryEncoderParams(List.of("a", "b", "c"), 5);
        for (double v = -5; v <= 5; v += 0.37) {
            assertThat(Inverse.of(scalar, 1).decode(scalar.encoder(1).encode(v))[0])
                    .isEqualTo(v, within(0.051));
            double[] decoded = Inverse.of(delta, 1).decode(delta.encoder(1).encode(v + 3, 3));
            assertThat(decoded[0] - decoded[1]).isEqualTo(v, within(0.051));
        }
        assertThat(Inverse.of(category, 1).decode(category.encoder(1).encode(2)))
                .containsExactly(2);
    }

    @Test
    void dateAndTimeComeBackToTheHour() {
        DateTimeEncoderParams params = new DateTimeEncoderParams(21, 2, 21, 1, 0, 21, 30, 0, List.of());
        double time = DateTimeEncoderParams.parseStamp("2024-05-17 13:00:00");
        double decoded = Inverse.of(params, 1).decode(params.encoder(1).encode(time))[0];
        assertThat(Math.abs(decoded - time)).isLessThan(8 * 86_400.0);
        assertThat(decoded % 86_400).isEqualTo(13 * 3600.0);
    }

    @Test
    void noisyCodesOfUnboundedEncodersAreFoundAmongCandidates() {
        Encoder rdse = new RdseParams(1.0, 0, 1000, 31).encoder(7);
        Inverse inverse = Inverse.between(rdse, -50, 50, 101);
        for (int v = -50; v <= 50; v += 7) {
            Sdr noisy = SdrOps.addNoise(rdse.encode(v), 9, RANDOM, v, 0);
            assertThat(inverse.decode(noisy)[0]).isEqualTo(v, within(4.0));
            assertThat(inverse.decode(rdse.encode(v))[0]).isEqualTo(v);
        }
        assertThatThrownBy(() -> Inverse.of(new RdseParams(1.0, 0, 1000, 31), 7))
                .hasMessageContaining("candidates");
    }

    @Test
    void patchesOfImagesKeepTheirBrightestPixels() {
        double[] image = {
            0.1, 0.9, 0.5, 0.5,
            0.2, 0.3, 0.5, 0.5
        };
        Sdr sdr = new ImagePatchParams(2, 1, 0.1).encoder(2, 4).encode(image);
        assertThat(sdr).as("the right patch has no contrast").isEqualTo(Sdr.of(8, 1));
        double[] darker = java.util.Arrays.stream(image).map(v -> 0.5 * v).toArray();
        assertThat(new ImagePatchParams(2, 1, 0.1).encoder(2, 4).encode(darker)).isEqualTo(sdr);
        assertThat(new ImageThresholdParams(0.5).encoder(2, 4).encode(image)).isEqualTo(Sdr.of(8, 1, 2, 3, 6, 7));
        assertThatThrownBy(() -> new ImagePatchParams(3, 1, 0.1).encoder(2, 4)).hasMessageContaining("must divide");
    }
}
