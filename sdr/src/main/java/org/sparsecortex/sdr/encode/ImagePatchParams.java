package org.sparsecortex.sdr.encode;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Makes the brightest pixels of every patch active, so that brightness and contrast of the whole image do not matter.
 *
 * <pre>  active in a patch: the {@code active} pixels of largest value;  none if max - min &lt; minContrast  </pre>
 *
 * Patches tile the image without overlap; of pixels equally bright the first, row by row, is taken. Source: our own.
 */
@TypeName(value = "patch", doc = "the brightest pixels of every patch are active")
public record ImagePatchParams(
        @Param(doc = "height and width of a patch", unit = "px", def = "4", min = 1, max = 1024)
        int patch,

        @Param(doc = "active pixels of each patch", def = "2", min = 1, max = 1 << 20)
        int active,

        @Param(doc = "least difference of the largest and smallest value of an active patch", def = "0.1", min = 0)
        double minContrast)
        implements ImageEncoderParams {
    public ImagePatchParams {
        Checks.that((long) active <= (long) patch * patch, "active", active, "exceeds the pixels of a patch");
    }

    @Override
    public Encoder encoder(int height, int width) {
        Checks.that(
                height % patch == 0 && width % patch == 0,
                "patch",
                patch,
                "must divide the image's height " + height + " and width " + width);
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
                for (int y = 0; y < height; y += patch) {
                    for (int x = 0; x < width; x += patch) {
                        mark(pixels, width, y * width + x, flags);
                    }
                }
                return Sdr.fromFlags(flags);
            }
        };
    }

    private void mark(double[] pixels, int width, int corner, boolean[] flags) {
        double[] values = new double[patch * patch];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[corner + i / patch * width + i % patch];
        }
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        if (high - low >= minContrast) {
            for (int i : TopK.select(values, active)) {
                flags[corner + i / patch * width + i % patch] = true;
            }
        }
    }
}
