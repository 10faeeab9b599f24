package org.sparsecortex.sparsey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sparsey.rule.Decay;

class WeightsTest {
    private static ActiveRows rows(int... rows) {
        ActiveRows active = new ActiveRows();
        active.addSite(0, Sdr.of(1 << 16, rows), 0, rows.length, 1.0);
        return active;
    }

    /** Vertical counters against plain counting, 200 keyed cases of odd sizes up to 1,000 active rows. */
    @Test
    void bitCountsEqualPlainSums() {
        KeyedRandom random = KeyedRandom.of(5, "cases");
        for (int c = 0; c < 200; c++) {
            int n = 1 + random.below(c < 190 ? 300 : 1500, c, 0, 0);
            int cells = 1 + random.below(200, c, 0, 1);
            BitWeights bits = new BitWeights(n, cells);
            boolean[][] plain = new boolean[n][cells];
            for (int s = 0; s < n * cells / 3; s++) {
                int row = random.below(n, c, 1, 2 * s);
                int cell = random.below(cells, c, 1, 2 * s + 1);
                assertThat(bits.coincide(row, cell, 0)).isEqualTo(!plain[row][cell]);
                plain[row][cell] = true;
            }
            ActiveRows active = rows(random.sample(n, random.below(n + 1, c, 2, 0), c, 3, 0));
            int[] counts = new int[cells];
            bits.count(active, counts);
            double[] sums = new double[cells];
            for (int i = 0; i < cells; i++) {
                int expected = 0;
                for (int a = 0; a < active.count; a++) {
                    expected += plain[active.rows[a]][i] ? 1 : 0;
                }
                assertThat(counts[i]).as("case " + c + ", cell " + i).isEqualTo(expected);
            }
            bits.sum(active, 0, sums);
            assertThat(sums[cells - 1]).isEqualTo(counts[cells - 1]);
        }
    }

    /** Sites that count 1, 3 and 0.5 times, in this order: each weight counts as often as its site says. */
    @Test
    void sitesCountAsOftenAsTheirFactorSays() {
        BitWeights bits = new BitWeights(40, 1);
        for (int row = 0; row < 40; row += 2) {
            bits.coincide(row, 0, 0);
        }
        ActiveRows active = new ActiveRows();
        Sdr all = Sdr.of(40, 0, 2, 3, 4, 6, 8, 9, 10, 12, 14, 16, 17, 18, 20, 22, 24, 26, 28, 30, 32, 34, 35, 36);
        active.addSite(0, all, 0, 2, 1.0);
        active.addSite(0, all, 2, 5, 3.0);
        active.addSite(0, all, 5, 23, 0.5);
        double[] sums = new double[1];
        bits.sum(active, 0, sums);
        assertThat(sums[0]).isEqualTo(2 + 3 * 2 + 0.5 * 15);
        assertThat(active.sites).isEqualTo(3);
    }

    @Test
    void convexDecayTable() {
        Decay decay = new Decay.Convex(5, 0.5);
        double[] expected = {1, .9778, .9429, .88, .7333, 0};
        for (int n = 0; n < expected.length; n++) {
            assertThat(decay.weight(0, n)).isEqualTo(expected[n], within(1e-4));
        }
    }

    @Test
    void stiffnessGrowsOnlyWithCoincidenceInTime() {
        Decay decay = new Decay.Stiffness(2000, 3000, 4000, 1);
        AgedWeights weights = new AgedWeights(1, 1, decay);
        weights.coincide(0, 0, 0);
        assertThat(weights.weight(0, 0, 1999)).isEqualTo(1);
        assertThat(weights.weight(0, 0, 2500)).isEqualTo(120.0 / 127);
        assertThat(weights.weight(0, 0, 3500)).isEqualTo(50.0 / 127);
        assertThat(weights.weight(0, 0, 4000)).isZero();
        weights.coincide(0, 0, 1500); // in time: twice as stiff
        assertThat(weights.weight(0, 0, 1500 + 3999)).isEqualTo(1);
        weights.coincide(0, 0, 1500 + 3000); // again: for ever
        assertThat(weights.weight(0, 0, 1_000_000)).isEqualTo(1);
    }

    @Test
    void freezingPromotesWhatCountsAndForgetsTheRest() {
        AgedWeights weights = new AgedWeights(2, 1, new Decay.Convex(5, 0.5));
        weights.coincide(0, 0, 0);
        weights.coincide(1, 0, 8);
        weights.makePermanent(10);
        assertThat(weights.weight(0, 0, 10)).isZero();
        assertThat(weights.weight(1, 0, 1000)).isEqualTo(1);
        assertThat(weights.fill()).isEqualTo(0.5);
    }
}
