package org.sparsecortex.simulations.input.video;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Frames of a recorded video, all of one size. The arrays are not to be written to.
 *
 * @param height rows
 * @param width columns
 * @param images grey values 0..1 of each frame, row by row
 */
public record Frames(int height, int width, List<float[]> images) {
    public Frames {
        images = List.copyOf(images);
        Checks.atLeast("frames", images.size(), 1);
        for (float[] image : images) {
            Checks.equal("pixels of a frame", image.length, (long) height * width);
        }
    }
}
