package org.sparsecortex.sdr.encode;

/**
 * Parameters of an encoder. The set is open: a record with a {@link org.sparsecortex.sdr.param.TypeName} that is listed in
 * {@code META-INF/services/org.sparsecortex.sdr.encode.EncoderParams} of its jar can be named in scenarios.
 */
public interface EncoderParams {
    /** The encoder under a seed; encoders without randomness ignore the seed. */
    Encoder encoder(long seed);
}
