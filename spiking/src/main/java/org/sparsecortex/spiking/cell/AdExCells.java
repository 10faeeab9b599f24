package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Arithmetic of {@link AdEx}. */
final class AdExCells implements Cells {
    private final AdEx model;
    private final Membranes membranes;
    private final double[] w;
    private final Conductances synapses;
    private final double h;

    AdExCells(AdEx model, Place place) {
        this.model = model;
        h = place.stepMs() / model.substeps();
        membranes = new Membranes(place, 0, model.peakMv(), model.resetMv(), model.refractoryMs());
        w = new double[place.count()];
        synapses = new Conductances(
                place, model.substeps(), model.tauExMs(), model.tauInMs(), model.reversalExMv(), model.reversalInMv());
    }

    @Override
    public void reset(double[] vMv) {
        membranes.reset(vMv);
        Arrays.fill(w, 0);
        synapses.clear();
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        for (int i = 0; i < w.length; i++) {
            boolean isHeld = membranes.isHeld(i);
            for (int part = 0; part < model.substeps(); part++) {
                integrate(i, pa[i], isHeld);
            }
        }
        membranes.hold();
        synapses.arrive(input);
        int n = membranes.fire(base, spiked, count, input.isTaught());
        for (int s = count; s < n; s++) {
            w[spiked[s] - base] += model.jumpPa();
        }
        return n;
    }

    /** One Runge-Kutta step of V and w; V stays where it is if it is held, or once it has reached its peak. */
    private void integrate(int i, double pa, boolean isHeld) {
        double[] v = membranes.v();
        double x = v[i];
        double y = w[i];
        boolean isStill = isHeld || x >= model.peakMv();
        double k1 = isStill ? 0 : slope(x, y, pa, synapses.drive(i), synapses.total(i));
        double m1 = adaptation(x, y);
        double drive = synapses.driveHalf(i);
        double total = synapses.totalHalf(i);
        double k2 = isStill ? 0 : slope(x + h / 2 * k1, y + h / 2 * m1, pa, drive, total);
        double m2 = adaptation(x + h / 2 * k1, y + h / 2 * m1);
        double k3 = isStill ? 0 : slope(x + h / 2 * k2, y + h / 2 * m2, pa, drive, total);
        double m3 = adaptation(x + h / 2 * k2, y + h / 2 * m2);
        synapses.decay(i);
        double k4 = isStill ? 0 : slope(x + h * k3, y + h * m3, pa, synapses.drive(i), synapses.total(i));
        double m4 = adaptation(x + h * k3, y + h * m3);
        v[i] = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        w[i] = y + h / 6 * (m1 + 2 * m2 + 2 * m3 + m4);
    }

    /** dV/dt, mV/ms. */
    private double slope(double x, double y, double pa, double drive, double total) {
        double u = Math.min(x, model.peakMv());
        double onset = model.leakNs() * model.slopeMv() * ExactMath.exp((u - model.thresholdMv()) / model.slopeMv());
        return (-model.leakNs() * (u - model.leakMv()) + onset - y + drive - total * u + pa) / model.capacitancePf();
    }

    /** dw/dt, pA/ms. */
    private double adaptation(double x, double y) {
        return (model.couplingNs() * (Math.min(x, model.peakMv()) - model.leakMv()) - y) / model.tauWMs();
    }

    @Override
    public double vMv(int i) {
        return membranes.vMv(i);
    }

    @Override
    public void cell(int i, State state) {
        membranes.cell(i, state);
        w[i] = state.keep("adaptationPa", w[i]);
        synapses.cell(i, state);
    }
}
