package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.kernel.State;

/**
 * Consecutive neurons of one group, advanced together from grid step to grid step. Each reads its own state and input only.
 */
public interface Cells {
    /** Puts all neurons into their first state: at these voltages, without currents, not refractory. */
    void reset(double[] vMv);

    /**
     * Computes grid step {@code k}.
     *
     * @param k number of the step, from 1
     * @param input what arrives in the step; weights in units of {@link Input#unit}
     * @param pa current into each neuron over the step, pA
     * @param spiked written from place {@code count} on: number of each neuron that spikes, plus {@code base}, ascending
     * @return count plus the number of spikes
     */
    int step(long k, Input input, double[] pa, int base, int[] spiked, int count);

    /** Voltage of neuron i at the end of the last step, mV. */
    double vMv(int i);

    /** How far the threshold of neuron i has risen, mV. */
    default double thetaMv(int i) {
        return 0;
    }

    /** Visits the state of neuron i. */
    void cell(int i, State state);

    /**
     * Sums of weights that arrive in a step, as whole numbers of a unit, so that no order of arrival shows in them.
     *
     * @param all sums of all weights, or of the positive ones of models with two channels
     * @param negative sums of the negative ones; null for models with one channel
     * @param at where the first neuron's sum stands in both
     * @param unit what a sum of 1 is, in the model's unit of weights
     * @param isTaught whether thresholds adapt
     */
    record Input(int[] all, int[] negative, int at, double unit, boolean isTaught) {}
}
