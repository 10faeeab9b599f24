package org.sparsecortex.simulations.input.image;

import org.sparsecortex.sdr.encode.ImageEncoderParams;
import org.sparsecortex.sdr.param.Param;

/** How the frames of an image folder or an array are shown. */
public record FrameOptions(
        @Param(doc = "order of the frames", def = "\"cyclic\"")
        Order order,

        @Param(
                doc = "height and width of a patch cut out at a place drawn anew in each step; 0 shows whole frames",
                unit = "px",
                def = "0",
                min = 0,
                max = 1 << 14)
        int patch,

        @Param(
                doc = "frames from one reset to the next; 0 never resets",
                unit = "frames",
                def = "0",
                min = 0,
                max = 1 << 30)
        int sequenceLength,

        @Param(doc = "how a frame or patch becomes the signal sdr", def = "{\"type\": \"threshold\"}")
        ImageEncoderParams encoder) {
    /** Order of the frames. */
    public enum Order {
        /** One after the other, then again from the first. */
        CYCLIC,
        /** Each drawn anew. */
        RANDOM
    }
}
