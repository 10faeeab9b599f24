package org.sparsecortex.spiking.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.spiking.wiring.ConnectionRule.AllToAll;
import org.sparsecortex.spiking.wiring.ConnectionRule.Bernoulli;
import org.sparsecortex.spiking.wiring.ConnectionRule.Ends;
import org.sparsecortex.spiking.wiring.ConnectionRule.FixedIndegree;
import org.sparsecortex.spiking.wiring.ConnectionRule.FixedTotal;

class WiringTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(3, "projection a-b");

    private static int[] sources(ConnectionRule rule, Ends ends, int target) {
        Drawn drawn = new Drawn();
        rule.sources(RANDOM, ends, target, drawn);
        int[] sources = new int[drawn.size()];
        for (int k = 0; k < sources.length; k++) {
            sources[k] = drawn.source(k);
        }
        return sources;
    }

    /** Mean and variance of B(n, p) over 20,000 keys, within five standard errors each: a false alarm in a million runs. */
    @Test
    void binomialHasItsMoments() {
        double[][] cases = {{5, 0.3}, {40, 0.5}, {1000, 0.02}, {1000, 0.7}, {20_253_647, 0.5}};
        for (double[] c : cases) {
            int draws = 20_000;
            double sum = 0;
            double squares = 0;
            double mean = c[0] * c[1];
            double variance = mean * (1 - c[1]);
            for (int i = 0; i < draws; i++) {
                double d = Binomial.draw((long) c[0], c[1], RANDOM, i, 7) - mean;
                sum += d;
                squares += d * d;
            }
            assertThat(sum / draws).as("mean, n = " + c[0]).isCloseTo(0, within(5 * Math.sqrt(variance / draws)));
            double kurtosis = 3 + (1 - 6 * c[1] * (1 - c[1])) / variance;
            assertThat(squares / draws)
                    .as("variance, n = " + c[0])
                    .isCloseTo(variance, within(5 * variance * Math.sqrt((kurtosis - 1) / draws)));
        }
    }

    /** Chi-square of 60,000 draws of B(30, 1/2), which takes the rejection method, over the values 8..22; 99.999 % are below 47. */
    @Test
    void binomialHasItsProbabilities() {
        int n = 30;
        int draws = 60_000;
        int[] counts = new int[n + 1];
        for (int i = 0; i < draws; i++) {
            counts[(int) Binomial.draw(n, 0.5, RANDOM, i, 0)]++;
        }
        double chi = 0;
        double choose = 1;
        for (int k = 0; k <= n; k++) {
            double expected = draws * choose / Math.pow(2, n);
            if (k >= 8 && k <= 22) {
                chi += (counts[k] - expected) * (counts[k] - expected) / expected;
            }
            choose = choose * (n - k) / (k + 1);
        }
        assertThat(chi).isLessThan(47);
    }

    @Test
    void fixedTotalHasItsTotal() {
        FixedTotal rule = new FixedTotal(12_345, true);
        Ends ends = new Ends(50, 77, false);
        int total = 0;
        for (int target = 0; target < 77; target++) {
            total += sources(rule, ends, target).length;
        }
        assertThat(total).isEqualTo(12_345);
    }

    @Test
    void fixedIndegreeChoosesEachSourceAlike() {
        FixedIndegree rule = new FixedIndegree(100, true, true);
        Ends ends = new Ends(10, 1000, false);
        int[] counts = new int[10];
        for (int target = 0; target < 1000; target++) {
            for (int source : sources(rule, ends, target)) {
                counts[source]++;
            }
        }
        // 100,000 draws over 10 sources: sd 95; five of them
        assertThat(Arrays.stream(counts).boxed().toList()).allMatch(c -> Math.abs(c - 10_000) < 475);
    }

    @Test
    void withoutMultapsesAndAutapsesAllSourcesDiffer() {
        FixedIndegree rule = new FixedIndegree(19, false, false);
        Ends ends = new Ends(20, 20, true);
        for (int target = 0; target < 20; target++) {
            int[] found = sources(rule, ends, target);
            assertThat(found).doesNotHaveDuplicates().doesNotContain(target).hasSize(19);
        }
        assertThatThrownBy(() -> new FixedIndegree(20, false, false).check(ends))
                .hasMessageContaining("19 sources to choose from")
                .hasMessageContaining("set multapses to true");
    }

    @Test
    void bernoulliJoinsPairsAtItsProbability() {
        Bernoulli rule = new Bernoulli(0.1, false);
        Ends ends = new Ends(400, 400, true);
        int total = 0;
        for (int target = 0; target < 400; target++) {
            int[] found = sources(rule, ends, target);
            assertThat(found).doesNotHaveDuplicates().doesNotContain(target);
            total += found.length;
        }
        // 159,600 pairs at 0.1: 15,960, sd 120
        assertThat(total).isBetween(15_360, 16_560);
        assertThat(sources(new Bernoulli(1, true), ends, 5)).hasSize(400);
        assertThat(sources(new Bernoulli(0, true), ends, 5)).isEmpty();
    }

    /** 65,536 quantiles of the normal distribution: mean and sd of the distribution, and its known points. */
    @Test
    void normalQuantilesAreThoseOfTheDistribution() {
        double[] z = new Distribution.Normal(0, 1).quantiles(-1e9, 1e9);
        double mean = Arrays.stream(z).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(z).map(x -> x * x).average().orElseThrow());
        assertThat(mean).isCloseTo(0, within(1e-9));
        assertThat(sd).isCloseTo(1, within(1e-4));
        // Phi^-1(0.975) = 1.959963985 lies between the cells 63897 and 63898
        assertThat(z[63_897]).isLessThan(1.959963985);
        assertThat(z[63_898]).isGreaterThan(1.959963985);
        assertThat(z[0]).isCloseTo(-4.3249, within(1e-4));
        double[] cut = new Distribution.Normal(0.75, 0.375).quantiles(0.1, 1e9);
        // NEST 2's rule: P(0.1 <= d < 0.15) / P(d >= 0.1) = 0.0132 / 0.9585
        assertThat(Arrays.stream(cut).filter(d -> d < 0.15).count() / 65536.0).isCloseTo(0.0138, within(5e-4));
        assertThat(cut[0]).isGreaterThanOrEqualTo(0.1);
    }

    /** Source i on target i with weight 7 i and a delay of 1 + i % 5. */
    private static Wiring.Link listed(Ends ends) {
        short[] weights = new short[40];
        short[] delays = new short[40];
        for (int i = 0; i < 40; i++) {
            weights[i] = (short) (7 * i);
            delays[i] = (short) (1 + i % 5);
        }
        ConnectionRule rule = new ConnectionRule.OneToOne();
        int[] first = Wiring.firstSynapses(rule, ends);
        return new Wiring.Link(
                RANDOM, rule, ends, 0, 0, new Wiring.Values(weights, first), new Wiring.Values(delays, first));
    }

    @Test
    void listedValuesAreThoseOfTheirSynapses() {
        int[][] sums = delivered(new Wiring(List.of(listed(new Ends(40, 40, false))), 40), 0, 40);
        for (int i = 0; i < 40; i++) {
            for (int d = 0; d < 5; d++) {
                assertThat(sums[d][i]).as("target %d, delay %d", i, d + 1).isEqualTo(d == i % 5 ? 7 * i : 0);
            }
        }
    }

    /** Synapses of a range are those of the whole with targets in it, and sums of what they deliver are the same. */
    @Test
    void rangesFindTheSynapsesOfTheWhole() {
        short[] weights = new short[Distribution.CELLS];
        short[] delays = new short[Distribution.CELLS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (short) (i % 301 - 150);
            delays[i] = (short) (1 + i % 5);
        }
        List<Wiring.Link> links = new ArrayList<>();
        Ends ends = new Ends(40, 40, true);
        links.add(new Wiring.Link(
                RANDOM,
                new FixedTotal(3000, true),
                ends,
                0,
                0,
                Wiring.Values.drawn(weights),
                Wiring.Values.drawn(delays)));
        links.add(new Wiring.Link(
                KeyedRandom.of(3, "b"),
                new AllToAll(true),
                ends,
                0,
                0,
                Wiring.Values.drawn((short) -16_000),
                Wiring.Values.drawn((short) 2)));
        links.add(listed(ends));
        Wiring wiring = new Wiring(links, 40);
        int[][] whole = delivered(wiring, 0, 40);
        for (int cut = 1; cut < 40; cut += 6) {
            int[][] low = delivered(wiring, 0, cut);
            int[][] high = delivered(wiring, cut, 40);
            for (int d = 0; d < 5; d++) {
                assertThat(Arrays.copyOf(whole[d], cut)).isEqualTo(low[d]);
                assertThat(Arrays.copyOfRange(whole[d], cut, 40)).isEqualTo(high[d]);
            }
        }
        assertThat(new Synapses(wiring, 0, 40).size()).isEqualTo(3000 + 1600 + 40);
        assertThat(Arrays.stream(whole).flatMapToInt(Arrays::stream).distinct().count())
                .isGreaterThan(100);
    }

    private static int[][] delivered(Wiring wiring, int from, int to) {
        Synapses synapses = new Synapses(wiring, from, to);
        int[][] sums = new int[5][to - from];
        int[][] positive = new int[5][to - from];
        int[][] negative = new int[5][to - from];
        for (int d = 1; d <= 5; d++) {
            for (int source = 0; source < 40; source++) {
                synapses.deliver(source, d, sums[d - 1], 0);
                synapses.deliver(source, d, positive[d - 1], negative[d - 1], 0);
            }
            for (int i = 0; i < to - from; i++) {
                assertThat(positive[d - 1][i] + negative[d - 1][i]).isEqualTo(sums[d - 1][i]);
            }
        }
        return sums;
    }

    /** 400 sources around each of 400 targets of a torus; bounds of five standard errors for each ring of distances. */
    @Test
    void connectionsFallWithDistance() {
        for (ConnectionRule.Distance.Fall fall : ConnectionRule.Distance.Fall.values()) {
            ConnectionRule rule = new ConnectionRule.Distance(0.8, 0.15, fall, true, false);
            Ends ends = new Ends(400, 400, true);
            double[] found = new double[10];
            double[] expected = new double[10];
            double[] variance = new double[10];
            for (int target = 0; target < 400; target++) {
                int[] sources = sources(rule, ends, target);
                assertThat(Arrays.stream(sources).distinct().count()).isEqualTo(sources.length);
                assertThat(sources).doesNotContain(target);
                for (int source : sources) {
                    found[(int) (distance(source, target) * 10)]++;
                }
                for (int source = 0; source < 400; source++) {
                    double d = distance(source, target);
                    boolean isGaussian = fall == ConnectionRule.Distance.Fall.GAUSSIAN;
                    double p = source == target ? 0 : 0.8 * Math.exp(isGaussian ? -d * d / 0.045 : -d / 0.15);
                    expected[(int) (d * 10)] += p;
                    variance[(int) (d * 10)] += p * (1 - p);
                }
            }
            for (int ring = 0; ring < 5; ring++) {
                assertThat(found[ring]).isCloseTo(expected[ring], within(5 * Math.sqrt(variance[ring])));
            }
            assertThat(rule.expected(ends)).isCloseTo(Arrays.stream(expected).sum(), within(1e-6));
        }
    }

    private static double distance(int a, int b) {
        double dx = Math.abs(a % 20 - b % 20) / 20.0;
        double dy = Math.abs(a / 20 - b / 20) / 20.0;
        return Math.hypot(Math.min(dx, 1 - dx), Math.min(dy, 1 - dy));
    }
}
