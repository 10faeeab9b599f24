package org.sparsecortex.sdr.encode;

/** How an image becomes an SDR with one bit a pixel; the closed set of image encoders that scenarios can name. */
public sealed interface ImageEncoderParams permits ImageThresholdParams, ImagePatchParams {
    /**
     * The encoder of images of a size; its values are grey values row by row, its inverse the image of the active bits.
     *
     * @throws IllegalArgumentException if the size does not suit the encoder
     */
    Encoder encoder(int height, int width);
}
