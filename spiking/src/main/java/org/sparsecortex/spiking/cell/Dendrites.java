package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/** Segments of some neurons, after {@link Dendrite}. */
public final class Dendrites implements Segments {
    private final int segments;
    private final int threshold;
    private final int window;
    private final int duration;
    private final double perPlateauPa;
    private final short[][] arrived;
    private final int[] within;
    private final int[] left;
    private final int[] on;

    /**
     * @param neurons how many neurons
     * @param conductanceNs C/tau_m of the neurons
     */
    public Dendrites(Dendrite model, int neurons, double conductanceNs, double stepMs) {
        segments = model.segments();
        threshold = model.threshold();
        window = model.windowSteps(stepMs);
        duration = model.plateauSteps(stepMs);
        perPlateauPa = model.plateauMv() * conductanceNs;
        int all = Math.multiplyExact(neurons, segments);
        arrived = new short[window][all];
        within = new int[all];
        left = new int[all];
        on = new int[neurons];
    }

    @Override
    public double pa(int i) {
        return on[i] * perPlateauPa;
    }

    @Override
    public int plateaus(int i) {
        return on[i];
    }

    /** What arrives in step k starts plateaus, which are on from k + 1. */
    @Override
    public void step(long k, int[] counts) {
        short[] slot = arrived[(int) (k % window)];
        for (int s = 0; s < within.length; s++) {
            int count = counts[s];
            within[s] += count - slot[s];
            slot[s] = (short) count;
            if (left[s] > 0 && --left[s] == 0) {
                on[s / segments]--;
            }
            if (count > 0 && within[s] >= threshold) {
                on[s / segments] += left[s] == 0 ? 1 : 0;
                left[s] = duration;
            }
        }
    }

    @Override
    public void reset() {
        for (short[] slot : arrived) {
            Arrays.fill(slot, (short) 0);
        }
        Arrays.fill(within, 0);
        Arrays.fill(left, 0);
        Arrays.fill(on, 0);
    }

    @Override
    public void cell(int i, State state) {
        on[i] = state.keep("plateaus", on[i]);
        for (int s = i * segments; s < (i + 1) * segments; s++) {
            within[s] = state.keep("within", within[s]);
            left[s] = state.keep("plateauLeft", left[s]);
            for (short[] slot : arrived) {
                slot[s] = (short) state.keep("arrived", (int) slot[s]);
            }
        }
    }
}
