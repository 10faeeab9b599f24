package org.sparsecortex.simulations.input.image;

import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import org.sparsecortex.sdr.param.Checks;

/** The one policy for NaN and infinite pixels of files: they are refused, as one would spread to all that is learned. */
final class FinitePixels {
    private FinitePixels() {}

    /**
     * Refuses a frame with a pixel that is no finite number.
     *
     * @param key parameter that names the file
     * @param frame number of the frame or image in the file, from 0
     * @throws IllegalArgumentException with file, frame, row, column and value
     */
    static void require(String key, Path file, int frame, int width, IntToDoubleFunction pixels, int count) {
        for (int p = 0; p < count; p++) {
            double value = pixels.applyAsDouble(p);
            Checks.that(
                    Math.abs(value) <= Float.MAX_VALUE,
                    key,
                    file.getFileName(),
                    "has " + value + " in frame " + frame + " at pixel (" + p / width + ", " + p % width
                            + ") (row, column from 0); replace it by a finite number of single precision");
        }
    }
}
