package org.sparsecortex.sdr.encode;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * A block of w adjacent bits whose place follows the value.
 *
 * <pre>  first bit = floor((v - min) / (max - min) * (n - w) + 1/2),  periodic: floor((v - min) / (max - min) * n) mod n  </pre>
 *
 * Source: Purdy 2016 (arXiv 1602.05925), section on encoding numbers.
 */
@TypeName(value = "scalar", doc = "a block of adjacent bits that moves with the value")
public record ScalarEncoderParams(
        @Param(doc = "smallest value") double min,
        @Param(doc = "largest value") double max,

        @Param(doc = "number of bits", symbol = "n", def = "400", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 1 << 20)
        int active,

        @Param(doc = "whether max and min are the same point", def = "false")
        boolean periodic,

        @Param(doc = "whether values outside the range count as its ends; otherwise they are an error", def = "true")
        boolean clip)
        implements EncoderParams {
    public ScalarEncoderParams {
        Checks.that(max > min, "max", max, "must be greater than min = " + min);
        Checks.that(max - min <= Double.MAX_VALUE, "max", max, "is too far from min = " + min);
        Checks.that(active <= size, "active", active, "must not exceed size = " + size);
    }

    @Override
    public Encoder encoder(long seed) {
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 1);
                return Double.isNaN(values[0]) ? Sdr.empty(size) : block(firstBit(values[0]));
            }
        };
    }

    /** The first bit of the block of a value. */
    int firstBit(double value) {
        if (!clip && !periodic) {
            Checks.inRange("value", value, min, max);
        }
        double fraction = (value - min) / (max - min);
        if (periodic) {
            Checks.finite("turns of value " + value, fraction);
            double turn = fraction - Math.floor(fraction);
            return (int) Math.floor(turn * size) % size;
        }
        return (int) Math.floor(Math.max(0.0, Math.min(1.0, fraction)) * (size - active) + 0.5);
    }

    /** The middle of the values whose block begins at {@code firstBit}: the inverse of the encoding. */
    public double decode(int firstBit) {
        double width = max - min;
        return periodic ? min + (firstBit + 0.5) * width / size : min + firstBit * width / Math.max(1, size - active);
    }

    private Sdr block(int first) {
        int[] bits = new int[active];
        for (int i = 0; i < active; i++) {
            bits[i] = (first + i) % size;
        }
        return Sdr.of(size, bits);
    }
}
