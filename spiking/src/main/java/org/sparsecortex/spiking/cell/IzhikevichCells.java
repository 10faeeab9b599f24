package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.kernel.State;

/** Arithmetic of {@link Izhikevich}. */
final class IzhikevichCells implements Cells {
    private final Izhikevich model;
    private final boolean halves;
    private final double[] v;
    private final double[] u;
    private final double h;

    IzhikevichCells(Izhikevich model, Place place) {
        this.model = model;
        halves = model.scheme() == Izhikevich.Scheme.PAPER;
        v = new double[place.count()];
        u = new double[place.count()];
        h = place.stepMs();
    }

    @Override
    public void reset(double[] vMv) {
        for (int i = 0; i < v.length; i++) {
            v[i] = vMv[i];
            u[i] = model.b() * vMv[i];
        }
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        int n = count;
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
            if (x >= Izhikevich.PEAK) {
                x = model.resetMv();
                u[i] += model.jump();
                spiked[n++] = base + i;
            }
            v[i] = x;
        }
        return n;
    }

    private static double slope(double x, double y, double pa) {
        return 0.04 * x * x + 5 * x + 140 - y + pa;
    }

    @Override
    public double vMv(int i) {
        return v[i];
    }

    @Override
    public void cell(int i, State state) {
        v[i] = state.keep("vMv", v[i]);
        u[i] = state.keep("recovery", u[i]);
    }
}
