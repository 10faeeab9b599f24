package org.sparsecortex.simulations.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class SignedRanksTest {
    private static double p(int pairs, IntToDoubleFunction difference) {
        return new SignedRanks(
                        IntStream.rangeClosed(1, pairs).mapToDouble(difference).toArray())
                .twoSided();
    }

    /** Every third of the differences 1..n is negative: scipy 1.17.1, {@code wilcoxon(d, method="exact")}. */
    @Test
    void isExactWhereTheNormalLimitWasTaken() {
        IntToDoubleFunction third = i -> i % 3 == 0 ? -i : i;
        assertThat(p(25, third)).isEqualTo(0.14847958087921143, within(1e-15));
        assertThat(p(50, third)).isEqualTo(0.02616696817119646, within(1e-15));
        assertThat(p(200, third) / 2.487906424697428e-05).isEqualTo(1, within(1e-10));
        assertThat(p(400, third) / 5.034703765005588e-09).isEqualTo(1, within(1e-7)); // scipy rounds more than we do
    }

    /** Wilcoxon's tables: at 5 %, two-sided, W is at most 89 of 25 pairs and 434 of 50. */
    @Test
    void hasTheCriticalValuesOfTheTables() {
        assertThat(pOfLeast(25, 89)).isLessThan(0.05);
        assertThat(pOfLeast(25, 90)).isGreaterThan(0.05);
        assertThat(pOfLeast(50, 434)).isLessThan(0.05);
        assertThat(pOfLeast(50, 435)).isGreaterThan(0.05);
    }

    /** The pairs of which the negative ranks sum to W. */
    private static double pOfLeast(int pairs, int w) {
        double[] differences = new double[pairs];
        int left = w;
        for (int rank = pairs; rank >= 1; rank--) {
            boolean negative = rank <= left;
            left -= negative ? rank : 0;
            differences[rank - 1] = negative ? -rank : rank;
        }
        return new SignedRanks(differences).twoSided();
    }

    /** All choices of signs one by one, for ranks with and without ties. */
    @Test
    void isTheShareOfTheSignsThatAreAtLeastAsUnequal() {
        for (int seed = 0; seed < 60; seed++) {
            int pairs = 1 + seed % 11;
            double[] differences = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                double size = 1 + Math.floorMod(KeyedRandom.at(seed, "size", i, 0, 0), 4);
                differences[i] = Math.floorMod(KeyedRandom.at(seed, "sign", i, 0, 0), 10) < 3 ? -size : size;
            }
            assertThat(new SignedRanks(differences).twoSided())
                    .as("seed " + seed)
                    .isEqualTo(byEnumeration(differences), within(1e-12));
        }
    }

    private static double byEnumeration(double[] d) {
        double[] rank = new double[d.length];
        double mean = 0;
        for (int i = 0; i < d.length; i++) {
            for (double other : d) {
                double less = Math.abs(other) < Math.abs(d[i]) ? 1 : 0;
                rank[i] += less + (Math.abs(other) == Math.abs(d[i]) ? 0.5 : 0);
            }
            rank[i] += 0.5;
            mean += rank[i] / 2;
        }
        double here = 0;
        for (int i = 0; i < d.length; i++) {
            here += d[i] > 0 ? rank[i] : 0;
        }
        int count = 0;
        for (int signs = 0; signs < 1 << d.length; signs++) {
            double there = 0;
            for (int i = 0; i < d.length; i++) {
                there += (signs >> i & 1) * rank[i];
            }
            count += Math.abs(there - mean) >= Math.abs(here - mean) - 1e-9 ? 1 : 0;
        }
        return count / (double) (1 << d.length);
    }

    /** Thirty differences of seven sizes: counted with whole numbers, 0.0156; without its correction the limit says 0.0168. */
    @Test
    void takesTiesAsTheyAre() {
        assertThat(p(30, i -> ((i - 1) % 7 + 1) * ((i - 1) % 4 == 0 ? -1 : 1)))
                .isEqualTo(0.015639858320355415, within(1e-15));
    }

    /** Pairs above 500: scipy counts 0.058856, its limit with both corrections is 0.058899. */
    @Test
    void goesOverIntoTheLimit() {
        IntToDoubleFunction sixOfEleven = i -> i % 11 < 6 ? i : -i;
        assertThat(p(500, sixOfEleven)).isEqualTo(0.04853699263233224, within(1e-14));
        assertThat(p(501, sixOfEleven)).isEqualTo(0.05889902278480233, within(1e-14));
    }
}
