package org.sparsecortex.sdr.encode;

/** Parameters of an encoder; the closed set of encoders that scenarios can name. */
public sealed interface EncoderParams
        permits ScalarEncoderParams,
                RdseParams,
                DeltaEncoderParams,
                CategoryEncoderParams,
                DateTimeEncoderParams,
                CoordinateEncoderParams,
                MultiEncoderParams {
    /** The encoder under a seed; encoders without randomness ignore the seed. */
    Encoder encoder(long seed);
}
