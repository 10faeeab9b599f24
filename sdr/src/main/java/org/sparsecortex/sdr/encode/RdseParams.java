package org.sparsecortex.sdr.encode;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Random distributed scalar encoder: unbounded range, adjacent buckets share w - 1 bits.
 *
 * <pre>  bucket i = round((v - offset) / resolution),  bits h(seed, i + k) mod n for k = 0 .. w-1  </pre>
 *
 * A bit that two of the w hashes share is drawn again under a further draw number, so that every code has exactly w bits. A
 * code equal to the one before it has its last bit replaced by one that neither neighbour has, even in even buckets, odd in
 * odd ones: neighbours always differ (for n above 4 w).
 * Source: Purdy 2016 (arXiv 1602.05925). Differs from the paper: bits come from a keyed hash, so no table grows with the
 * range that was seen.
 */
@TypeName(value = "rdse", doc = "random distributed scalar: hashed bits, adjacent buckets share all but one")
public record RdseParams(
        @Param(doc = "width of a bucket; values this far apart differ in one bit", min = 0)
        double resolution,

        @Param(doc = "centre of bucket 0", def = "0") double offset,

        @Param(doc = "number of bits", symbol = "n", def = "400", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 1 << 16)
        int active)
        implements EncoderParams {
    private static final double MAX_BUCKET = 1 << 30;

    public RdseParams {
        Checks.positive("resolution", resolution);
        Checks.that(active <= size / 2, "active", active, "must not exceed half of size = " + size);
    }

    @Override
    public Encoder encoder(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "rdse bits");
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 1);
                return Double.isNaN(values[0]) ? Sdr.empty(size) : code(random, bucket(values[0]));
            }
        };
    }

    /**
     * The bucket of a value.
     *
     * @throws IllegalArgumentException if it is more than 2^30 buckets from the offset
     */
    public int bucket(double value) {
        double bucket = Math.rint((value - offset) / resolution);
        return (int) Checks.inRange("bucket of value " + value, bucket, -MAX_BUCKET, MAX_BUCKET);
    }

    private Sdr code(KeyedRandom random, int bucket) {
        Sdr code = hashed(random, bucket);
        Sdr before = hashed(random, bucket - 1);
        if (!code.equals(before)) {
            return code;
        }
        Sdr after = hashed(random, bucket + 1);
        int parity = bucket & 1;
        int choices = (size - parity + 1) / 2;
        int start = choices == 0 ? 0 : random.below(choices, bucket, 1, 0);
        for (int i = 0; i < choices; i++) {
            int bit = 2 * ((start + i) % choices) + parity;
            if (!code.contains(bit) && !after.contains(bit)) {
                int[] bits = code.toArray();
                bits[active - 1] = bit;
                return Sdr.of(size, bits);
            }
        }
        return code;
    }

    private Sdr hashed(KeyedRandom random, int bucket) {
        int[] bits = new int[active];
        for (int k = 0; k < active; k++) {
            int draw = 0;
            int bit = random.below(size, bucket + k, 0, draw);
            while (contains(bits, k, bit)) {
                bit = random.below(size, bucket + k, 0, ++draw);
            }
            bits[k] = bit;
        }
        return Sdr.of(size, bits);
    }

    private static boolean contains(int[] bits, int length, int bit) {
        return Arrays.stream(bits, 0, length).anyMatch(b -> b == bit);
    }
}
