package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Arithmetic of {@link LifDelta}; V is kept relative to E_L. */
final class LifDeltaCells implements Cells {
    private final Membranes membranes;
    private final double p22;
    private final double p20;

    LifDeltaCells(LifDelta model, Place place) {
        double h = place.stepMs();
        membranes = new Membranes(place, model.leakMv(), model.thresholdMv(), model.resetMv(), model.refractoryMs());
        p22 = ExactMath.exp(-h / model.tauMs());
        p20 = -(model.tauMs() / model.capacitancePf()) * ExactMath.expm1(-h / model.tauMs());
    }

    @Override
    public void reset(double[] vMv) {
        membranes.reset(vMv);
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        int[] all = input.all();
        int at = input.at();
        double unit = input.unit();
        double[] u = membranes.v();
        for (int i = 0; i < u.length; i++) {
            u[i] = u[i] * p22 + pa[i] * p20 + all[at + i] * unit;
        }
        membranes.hold();
        return membranes.fire(base, spiked, count, input.isTaught());
    }

    @Override
    public double thetaMv(int i) {
        return membranes.theta(i);
    }

    @Override
    public double vMv(int i) {
        return membranes.vMv(i);
    }

    @Override
    public void cell(int i, State state) {
        membranes.cell(i, state);
    }
}
