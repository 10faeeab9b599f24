package org.sparsecortex.sdr.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.TreeSet;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
    /** Known answers of philox4x32-10 from the Random123 distribution (kat_vectors). */
    @Test
    void givesTheKnownAnswersOfRandom123() {
        assertBlock(0, 0, 0, 0, 0L, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertBlock(-1, -1, -1, -1, -1L, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertBlock(
                0x243f6a88,
                0x85a308d3,
                0x13198a2e,
                0x03707344,
                0x299f31d0_a4093822L,
                0xd16cfe09,
                0x94fdcceb,
                0x5001e420,
                0x24126ea1);
    }

    private static void assertBlock(int c0, int c1, int c2, int c3, long key, int r0, int r1, int r2, int r3) {
        long first = Philox.first(c0, c1, c2, c3, key);
        long second = Philox.second(c0, c1, c2, c3, key);
        assertThat(new int[] {(int) first, (int) (first >>> 32), (int) second, (int) (second >>> 32)})
                .containsExactly(r0, r1, r2, r3);
    }

    @Test
    void aDrawIsAFunctionOfItsKeyAlone() {
        KeyedRandom a = KeyedRandom.of(7, "x");
        long before = a.bits(3, 5, 1);
        a.bits(9, 9, 9);
        assertThat(KeyedRandom.of(7, "x").bits(3, 5, 1)).isEqualTo(before).isEqualTo(KeyedRandom.at(7, "x", 3, 5, 1));
        assertThat(KeyedRandom.of(7, "y").bits(3, 5, 1)).isNotEqualTo(before);
        assertThat(KeyedRandom.of(8, "x").bits(3, 5, 1)).isNotEqualTo(before);
        assertThat(a.bits(3, 5 + (1L << 32), 1)).isNotEqualTo(before);
    }

    /** Chi-square at alpha 1e-4 over 6 fixed-seed tests; false-alarm probability of the whole 6e-4. */
    @Test
    void boundedIntegersAreUniform() {
        for (int bound : new int[] {2, 3, 7, 10, 100, 641}) {
            long[] counts = new long[bound];
            KeyedRandom random = KeyedRandom.of(11, "below " + bound);
            for (int i = 0; i < 200 * bound; i++) {
                counts[random.below(bound, i, 0, 0)]++;
            }
            double[] expected = new double[bound];
            Arrays.fill(expected, 200.0);
            assertThat(new ChiSquareTest().chiSquareTest(expected, counts))
                    .as("bound " + bound)
                    .isGreaterThan(1e-4);
        }
    }

    @Test
    void boundedIntegersReachAllOfALargeRange() {
        KeyedRandom random = KeyedRandom.of(1, "large");
        int bound = (1 << 30) + (1 << 29);
        int upper = 0;
        for (int i = 0; i < 3000; i++) {
            int value = random.below(bound, i, 0, 0);
            assertThat(value).isBetween(0, bound - 1);
            upper += value >= 1 << 30 ? 1 : 0;
        }
        assertThat(upper).isBetween(890, 1110); // 1000 expected, sd 26: beyond 4 sd either way, false alarm 6e-5
    }

    @Test
    void gaussiansHaveTheMomentsOfTheStandardNormal() {
        KeyedRandom random = KeyedRandom.of(5, "gauss");
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double z = random.gaussian(i, 2, 3);
            sum += z;
            squares += z * z;
        }
        assertThat(sum / n).isBetween(-0.028, 0.028); // 4 standard errors
        assertThat(squares / n).isBetween(0.96, 1.04);
    }

    @Test
    void samplesAreDistinctAscendingAndUniform() {
        KeyedRandom random = KeyedRandom.of(2, "sample");
        long[] counts = new long[20];
        for (int i = 0; i < 4000; i++) {
            int[] sample = random.sample(20, 5, i, 0, 0);
            assertThat(sample).hasSize(5).isSorted().doesNotHaveDuplicates();
            for (int x : sample) {
                counts[x]++;
            }
        }
        for (long count : counts) {
            assertThat(count).isBetween(880L, 1120L); // 1000 expected, sd 27
        }
        assertThat(random.sample(6, 6, 0, 0, 0)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> random.sample(3, 4, 0, 0, 0)).hasMessageContaining("count = 4 is outside 0..3");
    }

    @Test
    void samplesAreThoseOfFloydHoweverSparse() {
        KeyedRandom random = KeyedRandom.of(2, "sample");
        for (int n : new int[] {1, 64, 65, 5000, 2_000_000_000}) {
            for (int count : new int[] {0, 1, 40, 64}) {
                TreeSet<Integer> chosen = new TreeSet<>();
                for (int j = Math.max(0, n - count); j < n; j++) {
                    if (!chosen.add(random.below(j + 1, 3, 4, 7 + chosen.size()))) {
                        chosen.add(j);
                    }
                }
                assertThat(random.sample(n, Math.min(n, count), 3, 4, 7))
                        .containsExactly(chosen.stream().mapToInt(x -> x).toArray());
            }
        }
    }

    @Test
    void permutationsHoldEveryNumberOnce() {
        int[] order = KeyedRandom.of(2, "order").permutation(50, 4, 1, 0);
        assertThat(order).isNotEqualTo(Arrays.stream(order).sorted().toArray());
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(java.util.stream.IntStream.range(0, 50).toArray());
    }

    @Test
    void blocksOfManyUnitsAreThoseOfEach() {
        KeyedRandom random = KeyedRandom.of(3, "blocks");
        long[] low = new long[5];
        long[] high = new long[5];
        random.blocks(7, 1L << 40, 2, low, high);
        for (int i = 0; i < 5; i++) {
            assertThat(low[i]).isEqualTo(random.bits(7 + i, 1L << 40, 2)).isNotEqualTo(high[i]);
        }
        Philox.blocks(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822L, low, high);
        assertThat(low[0]).isEqualTo(Philox.first(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822L));
        assertThat(high[0])
                .isEqualTo(Philox.second(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822L));
    }
}
