package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Makes the pixels at or above a threshold active.
 *
 * <pre>  x_i = [v_i &gt;= threshold]  </pre>
 *
 * v_i: grey value of pixel i. Source: the usual way to a binary image.
 */
@TypeName(value = "threshold", doc = "pixels at or above a threshold are active")
public record ImageThresholdParams(
        @Param(doc = "grey value from which a pixel is active", def = "0.5")
        double threshold) implements ImageEncoderParams {
    @Override
    public Encoder encoder(int height, int width) {
        int size = Math.multiplyExact(height, width);
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int fields() {
                return size;
            }

            @Override
            public Sdr encode(double... pixels) {
                Checks.equal("pixels", pixels.length, size);
                boolean[] flags = new boolean[size];
                for (int p = 0; p < size; p++) {
                    flags[p] = pixels[p] >= threshold;
                }
                return Sdr.fromFlags(flags);
            }
        };
    }
}
