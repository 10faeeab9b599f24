package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.Steps;

/** Arithmetic of {@link LifDelta}; V is kept relative to E_L. */
final class LifDeltaCells implements Cells {
    private final double[] u;
    private final int[] refractory;
    private final double p22;
    private final double p20;
    private final double threshold;
    private final double reset;
    private final int hold;
    private final double leakMv;

    LifDeltaCells(LifDelta model, Place place) {
        double h = place.stepMs();
        u = new double[place.count()];
        refractory = new int[place.count()];
        p22 = ExactMath.exp(-h / model.tauMs());
        p20 = -(model.tauMs() / model.capacitancePf()) * ExactMath.expm1(-h / model.tauMs());
        leakMv = model.leakMv();
        threshold = model.thresholdMv() - leakMv;
        reset = model.resetMv() - leakMv;
        hold = (int) Steps.of("refractoryMs", model.refractoryMs(), "stepMs", h);
    }

    @Override
    public void reset(double[] vMv) {
        for (int i = 0; i < u.length; i++) {
            u[i] = vMv[i] - leakMv;
        }
        Arrays.fill(refractory, 0);
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        int[] all = input.all();
        int at = input.at();
        double unit = input.unit();
        int n = count;
        for (int i = 0; i < u.length; i++) {
            if (refractory[i] == 0) {
                double v = u[i] * p22 + pa[i] * p20 + all[at + i] * unit;
                if (v >= threshold) {
                    refractory[i] = hold;
                    v = reset;
                    spiked[n++] = base + i;
                }
                u[i] = v;
            } else {
                refractory[i]--;
            }
        }
        return n;
    }

    @Override
    public double vMv(int i) {
        return u[i] + leakMv;
    }

    @Override
    public void cell(int i, State state) {
        u[i] = state.keep("u", u[i]);
        refractory[i] = state.keep("refractory", refractory[i]);
    }
}
