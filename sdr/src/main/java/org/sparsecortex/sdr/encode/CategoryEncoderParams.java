package org.sparsecortex.sdr.encode;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Disjoint blocks of w bits, one per category, so that no two categories share a bit.
 *
 * <pre>  bits c w .. c w + w - 1  for category c, a whole number from 0 on  </pre>
 *
 * <p>Source: Purdy 2016 (arXiv 1602.05925), section on categories.
 */
@TypeName(value = "category", doc = "disjoint blocks of bits, one a category")
public record CategoryEncoderParams(
        @Param(doc = "names of the categories") List<String> categories,

        @Param(doc = "active bits of each", symbol = "w", def = "21", min = 1, max = 1 << 16)
        int active)
        implements EncoderParams {
    public CategoryEncoderParams {
        categories = List.copyOf(categories);
        Checks.inRange("categories.size", categories.size(), 1, 1 << 16);
        Checks.that(
                categories.stream().distinct().count() == categories.size(),
                "categories",
                categories,
                "a name occurs twice");
        Checks.inRange("size", (long) categories.size() * active, 1L, 1L << 24);
    }

    @Override
    public Encoder encoder(long seed) {
        int size = categories.size() * active;
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
                int index = categories.indexOf(text);
                Checks.that(index >= 0, "category", "'" + text + "'", "is not one of " + categories);
                return index;
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 1);
                if (Double.isNaN(values[0])) {
                    return Sdr.empty(size);
                }
                int index = Checks.inRange("category index", (int) values[0], 0, categories.size() - 1);
                int[] bits = new int[active];
                for (int i = 0; i < active; i++) {
                    bits[i] = index * active + i;
                }
                return Sdr.ofSorted(size, bits);
            }
        };
    }

    /** The category that shares most bits with {@code code}, the first among equals: the inverse of the encoding. */
    public String decode(Sdr code) {
        int best = 0;
        int bestCount = -1;
        for (int c = 0; c < categories.size(); c++) {
            int count = code.firstAtOrAfter((c + 1) * active) - code.firstAtOrAfter(c * active);
            if (count > bestCount) {
                best = c;
                bestCount = count;
            }
        }
        return categories.get(best);
    }
}
