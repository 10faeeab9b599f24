package org.sparsecortex.sdr.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class IntervalTest {
    // 0.975 quantiles, table values to 15 digits (R 4: qt(0.975, df))
    @Test
    void quantilesAreThoseOfTheTable() {
        double[][] table = {
            {1, 12.7062047361747}, {2, 4.30265272974946}, {3, 3.18244630528371}, {4, 2.77644510519779},
            {9, 2.2621571627982}, {10, 2.22813885198627}, {30, 2.04227245630124}, {100, 1.98397151852355}
        };
        for (double[] row : table) {
            assertThat(Interval.studentQuantile((long) row[0]))
                    .as("df " + row[0])
                    .isCloseTo(row[1], within(1e-10));
        }
    }

    /** Commons Math, an independent program, up to its own accuracy; and no jump where the expansion begins. */
    @Test
    void quantilesAgreeWithAnIndependentProgram() {
        for (int v : new int[] {1, 2, 5, 17, 64, 255, 399, 400, 401, 402, 1000, 100_000}) {
            double expected = new TDistribution(null, v, 1e-13).inverseCumulativeProbability(0.975);
            assertThat(Interval.studentQuantile(v)).as("df " + v).isCloseTo(expected, within(1e-8));
        }
        assertThat(Interval.studentQuantile(400) - Interval.studentQuantile(401))
                .isBetween(1.4e-5, 1.6e-5);
    }

    // mean 2, sd 1, n 3: 2 -+ 4.30265 / sqrt 3
    @Test
    void theMeanOfThreeValues() {
        Interval of = Interval.ofValues(1, 2, 3);
        assertThat(of.low()).isCloseTo(2 - 4.30265272974946 / Math.sqrt(3), within(1e-12));
        assertThat(of.high()).isCloseTo(2 + 4.30265272974946 / Math.sqrt(3), within(1e-12));
        assertThat(of.within(0, 1)).isEqualTo(new Interval(0, 1));
        assertThat(Interval.ofValues(7)).isEqualTo(new Interval(7, 7));
    }

    @Test
    void sharesStayBetweenZeroAndOne() {
        for (int n = 1; n <= 60; n++) {
            for (int k = 0; k <= n; k++) {
                Interval of = Interval.ofShare(k, n);
                assertThat(of.low()).isBetween(0.0, (double) k / n);
                assertThat(of.high()).isBetween((double) k / n, 1.0);
            }
        }
        assertThatThrownBy(() -> Interval.ofShare(3, 2)).hasMessageContaining("successes = 3 is outside 0..2");
    }

    /** Three values 1, 2, 3: half width of the mean 2.484, ratio exp(2.484 / 2) = 3.463. */
    @Test
    void positiveMeansHaveIntervalsInRatios() {
        Interval of = Interval.ofPositive(1, 2, 3);
        assertThat(of.low()).isCloseTo(2 / 3.463, within(1e-3));
        assertThat(of.high()).isCloseTo(2 * 3.463, within(1e-3));
        assertThatThrownBy(() -> Interval.ofPositive(-1, 1))
                .hasMessageContaining("must be above 0 for an interval in ratios");
    }

    /** 4000 groups of 3 draws: expected 3800 hits, sd 13.8; 5 sd, false alarm below 1e-6. The normal quantile covers 82 %. */
    @Test
    void threeSeedsCoverTheTrueMeanInNinetyFiveOfAHundredCases() {
        KeyedRandom random = KeyedRandom.of(7, "coverage");
        int covered = 0;
        int normal = 0;
        for (int i = 0; i < 4000; i++) {
            double[] x = {random.gaussian(i, 0, 0), random.gaussian(i, 1, 0), random.gaussian(i, 2, 0)};
            Interval of = Interval.ofValues(x);
            covered += of.low() <= 0 && 0 <= of.high() ? 1 : 0;
            double mean = (of.low() + of.high()) / 2;
            double half = (of.high() - of.low()) / 2 / Interval.studentQuantile(2) * 1.959963984540054;
            normal += Math.abs(mean) <= half ? 1 : 0;
        }
        assertThat(covered).isBetween(3731, 3869);
        assertThat(normal).isLessThan(3400);
    }
}
