package org.sparsecortex.spiking.cell;

import org.sparsecortex.sdr.kernel.State;

/** Arithmetic of {@link LifCond}. */
final class LifCondCells implements Cells {
    private final Membranes membranes;
    private final Conductances synapses;
    private final double h;
    private final double perPf;
    private final double leak;
    private final double leakMv;

    LifCondCells(LifCond model, Place place) {
        h = place.stepMs();
        membranes = new Membranes(place, 0, model.thresholdMv(), model.resetMv(), model.refractoryMs());
        synapses = new Conductances(
                place, 1, model.tauExMs(), model.tauInMs(), model.reversalExMv(), model.reversalInMv());
        perPf = 1 / model.capacitancePf();
        leak = model.leakNs();
        leakMv = model.leakMv();
    }

    @Override
    public void reset(double[] vMv) {
        membranes.reset(vMv);
        synapses.clear();
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        integrate(membranes.v(), pa);
        membranes.hold();
        synapses.advance(input);
        return membranes.fire(base, spiked, count, input.isTaught());
    }

    /** V to the end of the step: dV/dt = (a - b V) / C, a and b known at its start, middle and end; 1/C is rounded once. */
    private void integrate(double[] v, double[] pa) {
        Conductances g = synapses;
        double[] ex = g.ex;
        double[] in = g.in;
        double leakPa = leak * leakMv;
        double half = h / 2;
        double sixth = h / 6;
        for (int i = 0; i < v.length; i++) {
            double a = leakPa + pa[i];
            double a0 = a + (ex[i] * g.exMv + in[i] * g.inMv);
            double b0 = leak + (ex[i] + in[i]);
            double exHalf = ex[i] * g.exHalf;
            double inHalf = in[i] * g.inHalf;
            double aHalf = a + (exHalf * g.exMv + inHalf * g.inMv);
            double bHalf = leak + (exHalf + inHalf);
            double exEnd = ex[i] * g.exWhole;
            double inEnd = in[i] * g.inWhole;
            double a1 = a + (exEnd * g.exMv + inEnd * g.inMv);
            double b1 = leak + (exEnd + inEnd);
            double x = v[i];
            double k1 = (a0 - b0 * x) * perPf;
            double k2 = (aHalf - bHalf * (x + half * k1)) * perPf;
            double k3 = (aHalf - bHalf * (x + half * k2)) * perPf;
            double k4 = (a1 - b1 * (x + h * k3)) * perPf;
            v[i] = x + sixth * (k1 + 2 * k2 + 2 * k3 + k4);
        }
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
        synapses.cell(i, state);
    }
}
