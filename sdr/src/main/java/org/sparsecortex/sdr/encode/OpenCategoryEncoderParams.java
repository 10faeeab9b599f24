package org.sparsecortex.sdr.encode;

import java.util.TreeSet;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Categories of which nobody knows how many there will be: each name has w bits of its own choice, the same ones in every run.
 *
 * <pre>  v(name) = hash of the name, 52 bits,      bits = the first w different ones of h(seed, v, 0) mod n, h(seed, v, 1) mod n, ...  </pre>
 *
 * h: keyed hash; n: {@code size}; w: {@code active}. Two names share w^2 / n bits on average, 0.43 of 21 with the defaults; of a million names
 * two have the same code with a probability of 1e-4.
 *
 * <p>Source: random codes for categories, Purdy 2016 (arXiv 1602.05925), section on categories; the hash is our own.
 */
@TypeName(value = "open-category", doc = "a code of random bits for each name, of an open set of names")
public record OpenCategoryEncoderParams(
        @Param(doc = "number of bits", symbol = "n", def = "1024", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits of each", symbol = "w", def = "21", min = 1, max = 4096)
        int active)
        implements EncoderParams {
    private static final int HASH_SHIFT = 12; // a double holds whole numbers of 53 bits
    private static final int HALF = 26;

    public OpenCategoryEncoderParams {
        Checks.that(
                2L * active <= size, "active", active, "exceeds half of size = " + size + ": codes would not differ");
    }

    @Override
    public Encoder encoder(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "open category");
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Cell cell(int field) {
                return Cell.NAME;
            }

            @Override
            public double parse(int field, String text) {
                return KeyedRandom.deriveSeed(0, text) >>> HASH_SHIFT;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 1);
                if (Double.isNaN(values[0])) {
                    return Sdr.empty(size);
                }
                long name = (long) Checks.inRange("hash of the name", values[0], 0, 0x1p52);
                TreeSet<Integer> bits = new TreeSet<>();
                for (int draw = 0; bits.size() < active; draw++) {
                    bits.add(random.below(size, (int) (name >>> HALF), name, draw));
                }
                return Sdr.ofSorted(
                        size, bits.stream().mapToInt(Integer::intValue).toArray());
            }
        };
    }
}
