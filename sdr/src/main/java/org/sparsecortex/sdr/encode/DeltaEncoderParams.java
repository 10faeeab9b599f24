package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A scalar encoder of the change from the previous value. Takes the value and its predecessor.
 *
 * <pre>  code(t) = scalar(v(t) - v(t-1)),  between -maxChange and maxChange  </pre>
 *
 * <p>Source: the delta encoder that Purdy 2016 (arXiv 1602.05925) describes.
 */
@TypeName(value = "delta", doc = "scalar code of the difference from the previous value")
public record DeltaEncoderParams(
        @Param(doc = "largest change that is told apart, both ways", min = 0)
        double maxChange,

        @Param(doc = "number of bits", symbol = "n", def = "400", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 1 << 20)
        int active)
        implements EncoderParams {
    public DeltaEncoderParams {
        Checks.positive("maxChange", maxChange);
        Checks.that(active <= size, "active", active, "must not exceed size = " + size);
    }

    @Override
    public Encoder encoder(long seed) {
        Encoder scalar = new ScalarEncoderParams(-maxChange, maxChange, size, active, false, true).encoder(seed);
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public int fields() {
                return 2;
            }

            @Override
            public boolean previous(int field) {
                return field == 1;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 2);
                return scalar.encode(values[0] - values[1]);
            }
        };
    }
}
