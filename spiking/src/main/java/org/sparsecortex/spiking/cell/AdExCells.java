package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.Steps;

/** Arithmetic of {@link AdEx}. */
final class AdExCells implements Cells {
    private final AdEx model;
    private final double[] v;
    private final double[] w;
    private final int[] refractory;
    private final Conductances synapses;
    private final double h;
    private final int hold;

    AdExCells(AdEx model, Place place) {
        this.model = model;
        h = place.stepMs() / model.substeps();
        v = new double[place.count()];
        w = new double[place.count()];
        refractory = new int[place.count()];
        synapses = new Conductances(
                place, model.substeps(), model.tauExMs(), model.tauInMs(), model.reversalExMv(), model.reversalInMv());
        hold = (int) Steps.of("refractoryMs", model.refractoryMs(), "stepMs", place.stepMs());
    }

    @Override
    public void reset(double[] vMv) {
        System.arraycopy(vMv, 0, v, 0, v.length);
        Arrays.fill(w, 0);
        Arrays.fill(refractory, 0);
        synapses.clear();
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        int at = input.at();
        double unit = input.unit();
        int n = count;
        for (int i = 0; i < v.length; i++) {
            boolean isHeld = refractory[i] > 0;
            for (int part = 0; part < model.substeps(); part++) {
                integrate(i, pa[i], isHeld);
            }
            refractory[i] -= isHeld ? 1 : 0;
            synapses.arrive(i, input.all()[at + i] * unit, input.negative()[at + i] * unit);
            if (v[i] >= model.peakMv()) {
                refractory[i] = hold;
                v[i] = model.resetMv();
                w[i] += model.jumpPa();
                spiked[n++] = base + i;
            }
        }
        return n;
    }

    /** One Runge-Kutta step of V and w; V stays where it is if it is held, or once it has reached its peak. */
    private void integrate(int i, double pa, boolean isHeld) {
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
        return v[i];
    }

    @Override
    public void cell(int i, State state) {
        v[i] = state.keep("vMv", v[i]);
        w[i] = state.keep("adaptationPa", w[i]);
        refractory[i] = state.keep("refractory", refractory[i]);
        synapses.cell(i, state);
    }
}
