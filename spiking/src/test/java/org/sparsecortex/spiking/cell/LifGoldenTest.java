package org.sparsecortex.spiking.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Params;

/** Values computed in double precision from the closed forms, apart from this code; grid spikes are exact. */
class LifGoldenTest {
    /** 20 mV jumps over a threshold of 15 mV once, and over 15 + 6 mV no more; without learning the threshold stays. */
    @Test
    void aThresholdRisesWithSpikes() {
        AdaptiveThreshold threshold = new AdaptiveThreshold(6, 100);
        LifDelta model = Params.of(
                LifDelta.class, "leakMv", 0, "thresholdMv", 15, "resetMv", 0, "refractoryMs", 0, "tauMs", 1e-2);
        Cells cells = model.cells(new Place(1, "one", 0, 1, 1, Optional.of(threshold)));
        cells.reset(new double[1]);
        int[] spiked = new int[1];
        Cells.Input taught = new Cells.Input(new int[] {20}, null, 0, 1, true);
        Cells.Input untaught = new Cells.Input(new int[] {20}, null, 0, 1, false);
        assertThat(cells.step(1, untaught, new double[1], 0, spiked, 0)).isEqualTo(1);
        assertThat(cells.thetaMv(0)).isZero();
        assertThat(cells.step(2, taught, new double[1], 0, spiked, 0)).isEqualTo(1);
        assertThat(cells.thetaMv(0)).isEqualTo(6);
        assertThat(cells.step(3, taught, new double[1], 0, spiked, 0)).isZero();
        assertThat(cells.thetaMv(0)).isCloseTo(6 * Math.exp(-0.01), within(1e-15));
        cells.reset(new double[1]);
        assertThat(cells.thetaMv(0)).isPositive();
    }

    private static final double EXACT = 1e-12;

    private static LifExp neuron(double tauInMs) {
        return Params.of(
                LifExp.class, "tauExMs", 0.5, "tauInMs", tauInMs, "leakMv", -65, "resetMv", -65, "thresholdMv", -50);
    }

    @Test
    void propagatorsAreThoseOfTheClosedForm() {
        LifExp model = neuron(0.5);
        assertThat(ExactMath.exp(-0.1 / 0.5)).isCloseTo(0.8187307530779818, within(1e-16));
        assertThat(model.p21(0.5, 0.1)).isCloseTo(0.0003606717487814447, within(1e-18));
        assertThat(model.p20(0.1)).isCloseTo(0.00039800665003327787, within(1e-18));
        assertThat(model.paPerMv()).isCloseTo(585.3899568613897, within(1e-9));
        assertThat(0.15 * model.paPerMv()).isCloseTo(87.80849352920845, within(1e-10));
    }

    /** With tau_s = tau_m the formula is that of the limit. */
    @Test
    void equalTimeConstantsAreTheLimitOfNearOnes() {
        LifExp model = Params.of(LifExp.class, "tauExMs", 10, "tauInMs", 10);
        assertThat(model.p21(10, 0.1)).isCloseTo(model.p21(10.0001, 0.1), within(1e-9));
        LifExp near = Params.of(LifExp.class, "tauExMs", 10.0001);
        assertThat(model.paPerMv()).isCloseTo(near.paPerMv(), within(1e-2));
    }

    /** P21 = h exp(-h/tau_m) / C (1 + x/2 + x^2/6 ...), x = h (tau_s - tau_m) / (tau_m tau_s); 1 mV at exp(1 - d/2 + d^2/3 ...). */
    @ParameterizedTest
    @ValueSource(doubles = {1e-15, -1e-13, 1e-11, 1e-8, -1e-6, 1e-4, 0.99e-3, -1.01e-3})
    void nearTimeConstantsLoseNoDigits(double gap) {
        double tau = 10 * (1 + gap);
        LifExp model = Params.of(LifExp.class, "tauMs", 10, "tauExMs", tau);
        double x = 0.1 * (tau - 10) / (10 * tau);
        double near = 0.1 * ExactMath.exp(-0.01) / 250 * (1 + x / 2 + x * x / 6);
        assertThat(model.p21(tau, 0.1)).isCloseTo(near, within(1e-12 * near));
        double d = (10 - tau) / tau;
        double current = 250 / tau * ExactMath.exp(1 - d / 2 + d * d / 3 - d * d * d / 4);
        assertThat(model.paPerMv()).isCloseTo(current, within(1e-11 * current));
    }

    @Test
    void oneSpikeMakesThePublishedPotential() {
        for (double tauIn : new double[] {0.5, 1}) {
            OneCell cell = new OneCell(neuron(tauIn), 0.1, -65);
            double[] v = new double[101];
            for (int k = 1; k <= 100; k++) {
                cell.step(k == 10 ? 585.3899568613897 : 0, 0, 0);
                v[k] = cell.vMv();
            }
            assertThat(v[10]).isEqualTo(-65);
            assertThat(v[11]).isCloseTo(-65 + 585.3899568613897 * 0.0003606717487814447, within(EXACT));
            assertThat(Arrays.stream(v).skip(1).max().orElseThrow()).isCloseTo(-64, within(1e-3));
        }
    }

    @Test
    void fifteenHundredthsOfAMillivolt() {
        OneCell cell = new OneCell(neuron(0.5), 0.1, -65);
        double[] v = new double[101];
        for (int k = 1; k <= 100; k++) {
            cell.step(k == 10 ? 87.80849352920845 : 0, 0, 0);
            v[k] = cell.vMv();
        }
        assertThat(v[11]).isCloseTo(-64.96832995708095, within(EXACT));
        assertThat(v[20]).isCloseTo(-64.8577498458437, within(EXACT));
        assertThat(v[26]).isCloseTo(-64.85000801125237, within(EXACT));
        assertThat(v[100]).isCloseTo(-64.92484154105435, within(EXACT));
    }

    @Test
    void constantCurrentMakesTheGridSpikesOfThePeriod() {
        OneCell cell = new OneCell(neuron(0.5), 0.1, -65);
        for (int k = 1; k <= 1000; k++) {
            cell.step(0, 0, 500);
        }
        assertThat(cell.spikes()).containsExactly(139, 298, 457, 616, 775, 934);
    }

    /** Currents of both signs arrive while a constant one flows. */
    @Test
    void barrageOfBothSigns() {
        OneCell cell = new OneCell(neuron(1), 0.1, -65);
        for (int k = 1; k <= 1000; k++) {
            cell.step(k >= 10 && k % 5 == 0 ? 600 : 0, k >= 20 && k % 20 == 0 ? -500 : 0, 250);
            if (k == 500) {
                assertThat(cell.vMv()).isCloseTo(-59.72828780879309, within(EXACT));
            }
        }
        assertThat(cell.spikes()).containsExactly(100, 218, 337, 456, 576, 696, 816, 936);
    }

    /** After a spike of step k, V is held in k + 1 .. k + R and moves again in k + R + 1. */
    @Test
    void refractorinessHoldsForWholeSteps() {
        OneCell cell = new OneCell(neuron(0.5), 0.1, -65);
        int spike = 0;
        for (int k = 1; k <= 170; k++) {
            cell.step(0, 0, 500);
            if (spike > 0 && k <= spike + 20) {
                assertThat(cell.vMv()).isEqualTo(-65);
            } else if (spike > 0 && k == spike + 21) {
                assertThat(cell.vMv()).isGreaterThan(-65);
            }
            spike = cell.spikes().isEmpty() ? 0 : cell.spikes().get(0);
        }
        assertThat(spike).isPositive();
    }

    @Test
    void aRefractoryTimeBetweenStepsIsRefused() {
        LifExp model = Params.of(LifExp.class, "refractoryMs", 2.05);
        assertThatThrownBy(() -> model.requireGrid(0.1))
                .hasMessageContaining("refractoryMs")
                .hasMessageContaining("take 2.0 or 2.1");
    }

    /** exp(-1) of the way to rest after tau, from a jump of 5 mV; a second jump over the threshold is a spike. */
    @Test
    void deltaSynapsesJump() {
        OneCell cell = new OneCell(Params.of(LifDelta.class), 0.1, 0);
        cell.step(5, 0, 0);
        assertThat(cell.vMv()).isEqualTo(5);
        for (int k = 2; k <= 201; k++) {
            cell.step(0, 0, 0);
        }
        assertThat(cell.vMv()).isCloseTo(5 * Math.exp(-1), within(EXACT));
        cell.step(20, 0, 0);
        assertThat(cell.spikes()).containsExactly(202);
        assertThat(cell.vMv()).isEqualTo(10);
        cell.step(100, 0, 0);
        assertThat(cell.vMv()).as("spikes are lost while refractory").isEqualTo(10);
    }
}
