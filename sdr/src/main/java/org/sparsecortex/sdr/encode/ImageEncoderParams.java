package org.sparsecortex.sdr.encode;

/**
 * How an image becomes an SDR with one bit a pixel. The set is open: a record with a {@link org.sparsecortex.sdr.param.TypeName} that is listed in
 * {@code META-INF/services/org.sparsecortex.sdr.encode.ImageEncoderParams} of its jar can be named in scenarios.
 */
public interface ImageEncoderParams {
    /**
     * The encoder of images of a size; its values are grey values row by row, its inverse the image of the active bits.
     *
     * @throws IllegalArgumentException if the size does not suit the encoder
     */
    Encoder encoder(int height, int width);
}
