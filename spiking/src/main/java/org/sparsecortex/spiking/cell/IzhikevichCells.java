package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.kernel.State;

/** Arithmetic of {@link Izhikevich}. */
final class IzhikevichCells implements Cells {
    private final Izhikevich model;
    private final boolean halves;
    private final Membranes membranes;
    private final double[] u;
    private final double h;

    IzhikevichCells(Izhikevich model, Place place) {
        this.model = model;
        halves = model.scheme() == Izhikevich.Scheme.PAPER;
        membranes = new Membranes(place, 0, Izhikevich.PEAK, model.resetMv(), 0);
        u = new double[place.count()];
        h = place.stepMs();
    }

    @Override
    public void reset(double[] vMv) {
        membranes.reset(vMv);
        for (int i = 0; i < u.length; i++) {
            u[i] = model.b() * vMv[i];
        }
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        double[] v = membranes.v();
        for (int i = 0; i < v.length; i++) {
            double weights = input.all()[input.at() + i] * input.unit();
            double x = v[i];
            if (halves) {
                x += (h * slope(x, u[i], pa[i]) + weights) / 2;
                x += (h * slope(x, u[i], pa[i]) + weights) / 2;
                u[i] += h * model.a() * (model.b() * x - u[i]);
            } else {
                double next = x + h * slope(x, u[i], pa[i]) + weights;
                u[i] += h * model.a() * (model.b() * x - u[i]);
                x = next;
            }
            v[i] = x;
        }
        int n = membranes.fire(base, spiked, count, input.isTaught());
        for (int s = count; s < n; s++) {
            u[spiked[s] - base] += model.jump();
        }
        return n;
    }

    private static double slope(double x, double y, double pa) {
        return 0.04 * x * x + 5 * x + 140 - y + pa;
    }

    @Override
    public double vMv(int i) {
        return membranes.vMv(i);
    }

    @Override
    public void cell(int i, State state) {
        membranes.cell(i, state);
        u[i] = state.keep("recovery", u[i]);
    }
}
