package org.sparsecortex.spiking.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.spiking.wiring.ConnectionRule.Ends;

/** Values of short programs in double precision, apart from this code; steps of 1 ms. */
class PlasticityTest {
    private static final int[] PRE = {10, 30, 50, 70};
    private static final int[] POST = {12, 25, 55, 69, 80};

    /** One source, one target, weight 2000 units of 1/4000, delay d. */
    private static Wiring one(int d) {
        return new Wiring(
                List.of(new Wiring.Link(
                        KeyedRandom.of(1, "one"),
                        new ConnectionRule.OneToOne(),
                        new Ends(1, 1, false),
                        0,
                        0,
                        Wiring.Values.drawn((short) 2000),
                        Wiring.Values.drawn((short) d))),
                1);
    }

    private static PairRule rule(double mu, PairRule.Pairing pairing) {
        return Params.of(PairRule.class, "maxWeight", 1, "rate", 0.01, "muPlus", mu, "muMinus", mu, "pairing", pairing);
    }

    private static double learned(PairRule rule, int delay, int lastStep) {
        PlasticSynapses synapses = new PlasticSynapses(one(delay), rule, 1 / 4000.0, 1, 0, 1);
        int[] sums = new int[1];
        for (int k = 1; k <= lastStep; k++) {
            if (Arrays.binarySearch(PRE, k - delay) >= 0) {
                synapses.arrive(0, delay, k, true, sums, 0);
            }
            if (Arrays.binarySearch(POST, k) >= 0) {
                synapses.spike(0, k, true);
            }
        }
        return synapses.weights()[0];
    }

    /** Pre 10 30 50 70, post 12 25 55 69 80 ms, delay 1 ms; the pair of 69 and 70 is a tie and counts nothing. */
    @Test
    void pairsMakeTheGoldenWeight() {
        double[] mu = {0, 0.4, 1};
        double[] all = {0.5138435134202419, 0.5103478976084264, 0.5067667344588997};
        double[] nearest = {0.5129834863055525, 0.5096970926236856, 0.5063373456386896};
        for (int i = 0; i < 3; i++) {
            assertThat(learned(rule(mu[i], PairRule.Pairing.ALL), 1, 90)).isCloseTo(all[i], within(2e-16));
            assertThat(learned(rule(mu[i], PairRule.Pairing.NEAREST), 1, 90)).isCloseTo(nearest[i], within(2e-16));
        }
    }

    /** The additive rule is a double sum over all pairs, for every delay. */
    @Test
    void theAdditiveRuleIsADoubleSum() {
        for (int d : new int[] {1, 3, 11}) {
            double w = 0.5;
            for (int pre : PRE) {
                for (int post : POST) {
                    int x = post + d - pre;
                    w += x == 0 ? 0 : x > 0 ? 0.01 * Math.exp(-x / 20.0) : -0.0105 * Math.exp(x / 20.0);
                }
            }
            assertThat(learned(rule(0, PairRule.Pairing.ALL), d, 100)).isCloseTo(w, within(1e-15));
        }
    }

    /** A target that spikes a thousand times before its source does forgets them, but for what they leave. */
    @Test
    void forgettingChangesNothing() {
        PairRule rule = rule(0.4, PairRule.Pairing.ALL);
        PlasticSynapses synapses = new PlasticSynapses(one(5), rule, 1 / 4000.0, 1, 0, 1);
        int[] sums = new int[1];
        synapses.arrive(0, 5, 15, true, sums, 0);
        double w = 0.5;
        double post = 0;
        int last = 0;
        for (int k = 16; k < 4016; k += 4) {
            synapses.spike(0, k, true);
            w = rule.potentiated(w, Math.exp(-(k + 5 - 10) / 20.0));
            post = post * Math.exp(-(k - last) / 20.0) + 1;
            last = k;
        }
        assertThat(synapses.weights()[0]).isCloseTo(w, within(1e-13));
        synapses.arrive(0, 5, 5000, true, sums, 0);
        assertThat(synapses.weights()[0])
                .isCloseTo(rule.depressed(w, post * Math.exp(-(4995 - last - 5) / 20.0)), within(1e-13));
    }

    /** With learning off spikes leave traces, but change no weight. */
    @Test
    void withoutLearningWeightsStay() {
        PlasticSynapses synapses = new PlasticSynapses(one(1), rule(0, PairRule.Pairing.ALL), 1 / 4000.0, 1, 0, 1);
        int[] sums = new int[1];
        synapses.arrive(0, 1, 11, false, sums, 0);
        synapses.spike(0, 12, false);
        synapses.arrive(0, 1, 21, false, sums, 0);
        assertThat(synapses.weights()[0]).isEqualTo(0.5);
        assertThat(sums[0]).isEqualTo(4000);
        synapses.spike(0, 25, true);
        double trace = Math.exp(-16 / 20.0) + Math.exp(-6 / 20.0);
        assertThat(synapses.weights()[0]).isCloseTo(0.5 + 0.01 * trace, within(1e-15));
    }

    /** A reset forgets spikes, not what they have done to a weight. */
    @Test
    void aResetKeepsWhatWasLearned() {
        PlasticSynapses synapses = new PlasticSynapses(one(1), rule(0, PairRule.Pairing.ALL), 1 / 4000.0, 1, 0, 1);
        synapses.arrive(0, 1, 11, true, new int[1], 0);
        synapses.spike(0, 12, true);
        double learned = synapses.weights()[0];
        assertThat(learned).isGreaterThan(0.5);
        synapses.clear();
        assertThat(synapses.weights()[0]).isEqualTo(learned);
        synapses.spike(0, 13, true);
        assertThat(synapses.weights()[0]).isEqualTo(learned);
    }

    /** Diehl and Cook: each spike of the target takes x_tar from the trace of every synapse, also of one whose source is silent. */
    @Test
    void aTargetTraceWeakensQuietSynapses() {
        PairRule rule = Params.of(
                PairRule.class, "maxWeight", 1, "rate", 0.1, "depression", 0, "muPlus", 1, "targetTrace", 0.4);
        PlasticSynapses quiet = new PlasticSynapses(one(1), rule, 1 / 4000.0, 1, 0, 1);
        quiet.spike(0, 30, true);
        assertThat(quiet.weights()[0]).isCloseTo(0.5 + 0.1 * 0.5 * (0 - 0.4), within(1e-15));
        PlasticSynapses busy = new PlasticSynapses(one(1), rule, 1 / 4000.0, 1, 0, 1);
        busy.arrive(0, 1, 21, true, new int[1], 0);
        busy.spike(0, 24, true);
        assertThat(busy.weights()[0])
                .isCloseTo(0.5 + 0.1 * 0.5 * (Math.exp(-5 / 20.0) - 0.4), within(1e-15))
                .isGreaterThan(0.5);
        busy.spike(0, 400, false);
        assertThat(busy.weights()[0]).isGreaterThan(0.5);
    }

    /** Two synapses of 0.5 and 0.25 are scaled to a sum of 0.9; one that grew by a pair first has its pair counted. */
    @Test
    void weightsAreScaledToTheirTotal() {
        Wiring two = new Wiring(
                List.of(new Wiring.Link(
                        KeyedRandom.of(1, "two"),
                        new ConnectionRule.AllToAll(true),
                        new Ends(2, 1, false),
                        0,
                        0,
                        new Wiring.Values(new short[] {2000, 1000}, new int[] {0}),
                        Wiring.Values.drawn((short) 1))),
                2);
        PairRule rule = Params.of(
                PairRule.class, "maxWeight", 1, "rate", 0.1, "normalise", Optional.of(new Normalisation(0.9, 10)));
        PlasticSynapses synapses = new PlasticSynapses(two, rule, 1 / 4000.0, 1, 0, 1);
        synapses.arrive(1, 1, 3, true, new int[1], 0);
        synapses.spike(0, 5, true);
        assertThat(synapses.isNormalisedAfter(19)).isFalse();
        assertThat(synapses.isNormalisedAfter(20)).isTrue();
        double grown = 0.25 + 0.1 * Math.exp(-4 / 20.0);
        synapses.normalise(20);
        double factor = 0.9 / (0.5 + grown);
        assertThat(synapses.weights()[0]).isCloseTo(0.5 * factor, within(1e-15));
        assertThat(synapses.weights()[1]).isCloseTo(grown * factor, within(1e-15));
    }

    /** u x of six spikes at 20 Hz, of a tiring and of a facilitated synapse. */
    @Test
    void shortTermSharesAreTheGoldenOnes() {
        shares(new ShortTerm(0.5, 800, 0), 0.5, 0.265146734, 0.154834621, 0.103020302, 0.078682777, 0.067251283);
        shares(new ShortTerm(0.1, 100, 1000), 0.1, 0.174352793, 0.221998970, 0.250530731, 0.267987978, 0.279758087);
    }

    private static void shares(ShortTerm model, double... expected) {
        Wiring wiring = one(2);
        Releases releases = new Releases(model, 1, 0, 1, 4);
        Synapses store = new Synapses(wiring, 0, 1);
        for (int i = 0; i < expected.length; i++) {
            int k = 7 + 50 * i;
            int[] sums = new int[3];
            for (int step = k - 3; step <= k + 2; step++) {
                releases.begin(step);
                if (step == k) {
                    releases.spike(step, 5);
                    releases.spike(step, 0);
                }
            }
            releases.deliver(store, k + 1, 2, 2, sums, 1);
            assertThat(sums).containsExactly(0, 0, 0);
            releases.deliver(store, k + 2, 2, 2, sums, 1);
            assertThat(sums[1]).isEqualTo((int) Math.rint(2000 * expected[i]));
            assertThat(releases.effect(k, 0)).isCloseTo(expected[i], within(5e-10));
        }
    }
}
