package org.sparsecortex.spiking.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.spiking.wiring.ConnectionRule.Ends;

/** Values of a program that takes Runge-Kutta steps of 1/256 ms, apart from this code; grid steps of 1 ms. */
class RewardTest {
    private static final int[] PRE = {10, 30, 50, 70};
    private static final int[] POST = {12, 25, 55, 69, 80};

    private static PlasticSynapses synapses(Object... reward) {
        Wiring wiring = new Wiring(
                List.of(new Wiring.Link(
                        KeyedRandom.of(1, "one"),
                        new ConnectionRule.OneToOne(),
                        new Ends(1, 1, false),
                        0,
                        0,
                        Wiring.Values.drawn((short) 2000),
                        Wiring.Values.drawn((short) 1))),
                1);
        PairRule rule = Params.of(
                PairRule.class, "maxWeight", 1, "rate", 0.01, "reward", Optional.of(Params.of(Reward.class, reward)));
        return new PlasticSynapses(wiring, rule, 1 / 4000.0, 1, 0, 1);
    }

    /** Reward 2 in step 61, -1 in steps 201 to 220. */
    private static double reward(int k) {
        return k == 61 ? 2 : k > 200 && k <= 220 ? -1 : 0;
    }

    private static void run(PlasticSynapses synapses, int from, int to) {
        for (int k = from; k <= to; k++) {
            synapses.reward(k - 1, 1, new double[] {reward(k)}, true);
            if (Arrays.binarySearch(PRE, k - 1) >= 0) {
                synapses.arrive(0, 1, k, true, new int[1], 0);
            }
            if (Arrays.binarySearch(POST, k) >= 0) {
                synapses.spike(0, k, true);
            }
        }
    }

    private static void golden(double dopamineMs, double first, double second) {
        PlasticSynapses synapses =
                synapses("port", "r", "eligibilityMs", 100, "dopamineMs", dopamineMs, "baselineMs", 0);
        run(synapses, 1, 90);
        assertThat(synapses.weights()[0]).isCloseTo(first, within(5e-14));
        assertThat(synapses.weights()[0]).as("looking changes nothing").isCloseTo(first, within(5e-14));
        run(synapses, 91, 300);
        assertThat(synapses.weights()[0]).isCloseTo(second, within(5e-14));
    }

    @Test
    void rewardMakesTheGoldenWeight() {
        golden(0, 0.5000104045929421, 0.49994481019772014);
        golden(20, 0.5000083754592447, 0.4999581158152361);
    }

    /** Pairs without reward change nothing, and neither does reward while learning is off. */
    @Test
    void withoutRewardOrLearningWeightsStay() {
        PlasticSynapses synapses = synapses("port", "r", "dopamineMs", 0);
        for (int k = 1; k <= 200; k++) {
            synapses.reward(k - 1, 1, new double[] {k > 150 ? 5 : 0}, k <= 150);
            if (k == 11) {
                synapses.arrive(0, 1, k, true, new int[1], 0);
                synapses.spike(0, k + 1, true);
            }
        }
        assertThat(synapses.weights()[0]).isEqualTo(0.5);
        synapses.reward(200, 1, new double[] {5}, true);
        assertThat(synapses.weights()[0]).isGreaterThan(0.5);
    }

    /** A reward that changes in every step makes many pieces; those that are learned from are forgotten. */
    @Test
    void forgettingChangesNothing() {
        PlasticSynapses synapses = synapses("port", "r", "eligibilityMs", 5000, "dopamineMs", 0);
        synapses.arrive(0, 1, 11, true, new int[1], 0);
        synapses.spike(0, 12, true);
        double c = 0.01 * Math.exp(-3 / 20.0);
        double w = 0.5;
        for (int k = 13; k < 13 + 3 * Dopamine.MANY; k++) {
            double r = k % 7 / 100.0;
            synapses.reward(k, 1, new double[] {r}, true);
            w += c * Math.exp(-(k - 13) / 5000.0) * r * 5 * (1 - Math.exp(-1 / 5000.0));
        }
        assertThat(synapses.weights()[0]).isCloseTo(w, within(1e-12));
        assertThat(w).isGreaterThan(0.5005);
    }

    /** A reward that goes on is expected: its mean is taken from it. */
    @Test
    void aBaselineTakesTheMean() {
        PlasticSynapses plain = synapses("port", "r", "gains", List.of(1.0, -2.0), "dopamineMs", 0);
        PlasticSynapses expecting =
                synapses("port", "r", "gains", List.of(1.0, -2.0), "dopamineMs", 0, "baselineMs", 10);
        for (PlasticSynapses synapses : List.of(plain, expecting)) {
            for (int k = 1; k <= 1000; k++) {
                synapses.reward(k - 1, 1, new double[] {5, 2}, true);
                if (k == 500) {
                    synapses.arrive(0, 1, k, true, new int[1], 0);
                    synapses.spike(0, k + 1, true);
                }
            }
        }
        assertThat(plain.weights()[0]).isGreaterThan(0.503);
        assertThat(expecting.weights()[0]).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void badParametersAreTold() {
        assertThatThrownBy(() -> synapses("port", "r", "gains", List.of()))
                .hasMessageContaining("at least one is needed, one for each number at the port");
        assertThatThrownBy(() -> synapses("port", "r", "dopamineMs", 0.01))
                .hasMessageContaining("must be 0 or at least 0.1 ms");
    }
}
