package org.sparsecortex.sparsey;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sparsey.rule.Decay;

/**
 * Weights that fall with the time since the last coincidence; the weight is worked out when it is read, so that decay costs
 * nothing per step. Five bytes a weight: step of the last coincidence (-1: never) and stiffness.
 */
final class AgedWeights extends MacWeights {
    private final Decay decay;
    private final int[] last;
    private final byte[] stiffness;
    private long set;

    AgedWeights(int rows, int cells, Decay decay) {
        super(rows, cells);
        this.decay = decay;
        last = new int[Math.multiplyExact(rows, cells)];
        stiffness = new byte[last.length];
        Arrays.fill(last, -1);
    }

    @Override
    void sum(ActiveRows active, long now, double[] sums) {
        Arrays.fill(sums, 0, cells, 0.0);
        for (int a = 0; a < active.count; a++) {
            int from = active.rows[a] * cells;
            double factor = active.factor(a);
            for (int i = 0; i < cells; i++) {
                if (last[from + i] >= 0) {
                    sums[i] += factor * decay.weight(stiffness[from + i], now - last[from + i]);
                }
            }
        }
    }

    @Override
    boolean coincide(int row, int cell, long now) {
        int at = row * cells + cell;
        boolean fresh = last[at] < 0;
        if (!fresh) {
            stiffness[at] = (byte) decay.stiffen(stiffness[at], now - last[at]);
        }
        last[at] = Math.toIntExact(now);
        set += fresh ? 1 : 0;
        return fresh;
    }

    @Override
    double weight(int row, int cell, long now) {
        int at = row * cells + cell;
        return last[at] < 0 ? 0.0 : decay.weight(stiffness[at], now - last[at]);
    }

    @Override
    void makePermanent(long now) {
        for (int at = 0; at < last.length; at++) {
            if (last[at] >= 0 && decay.weight(stiffness[at], now - last[at]) > 0) {
                stiffness[at] = (byte) decay.permanent();
            } else if (last[at] >= 0) {
                last[at] = -1;
                set--;
            }
        }
    }

    @Override
    double fill() {
        return (double) set / last.length;
    }

    @Override
    void state(State state) {
        set = state.keep("weightsSet", set);
        state.keep("lastCoincidence", last);
        state.keep("stiffness", stiffness);
    }
}
