package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.Steps;

/** Arithmetic of {@link LifCond}. */
final class LifCondCells implements Cells {
    private final double[] v;
    private final int[] refractory;
    private final Conductances synapses;
    private final double h;
    private final double capacitance;
    private final double leak;
    private final double leakMv;
    private final double threshold;
    private final double reset;
    private final int hold;

    LifCondCells(LifCond model, Place place) {
        h = place.stepMs();
        v = new double[place.count()];
        refractory = new int[place.count()];
        synapses = new Conductances(
                place, 1, model.tauExMs(), model.tauInMs(), model.reversalExMv(), model.reversalInMv());
        capacitance = model.capacitancePf();
        leak = model.leakNs();
        leakMv = model.leakMv();
        threshold = model.thresholdMv();
        reset = model.resetMv();
        hold = (int) Steps.of("refractoryMs", model.refractoryMs(), "stepMs", h);
    }

    @Override
    public void reset(double[] vMv) {
        System.arraycopy(vMv, 0, v, 0, v.length);
        Arrays.fill(refractory, 0);
        synapses.clear();
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        int at = input.at();
        double unit = input.unit();
        int n = count;
        for (int i = 0; i < v.length; i++) {
            if (refractory[i] == 0) {
                v[i] = integrated(i, pa[i]);
            } else {
                synapses.decay(i);
                refractory[i]--;
            }
            synapses.arrive(i, input.all()[at + i] * unit, input.negative()[at + i] * unit);
            if (v[i] >= threshold) {
                refractory[i] = hold;
                v[i] = reset;
                spiked[n++] = base + i;
            }
        }
        return n;
    }

    /** V at the end of the step; the conductances go there, too. dV/dt = (a - b V) / C, a and b known at three times. */
    private double integrated(int i, double pa) {
        double a = leak * leakMv + pa;
        double a0 = a + synapses.drive(i);
        double b0 = leak + synapses.total(i);
        double aHalf = a + synapses.driveHalf(i);
        double bHalf = leak + synapses.totalHalf(i);
        synapses.decay(i);
        double a1 = a + synapses.drive(i);
        double b1 = leak + synapses.total(i);
        double x = v[i];
        double k1 = (a0 - b0 * x) / capacitance;
        double k2 = (aHalf - bHalf * (x + h / 2 * k1)) / capacitance;
        double k3 = (aHalf - bHalf * (x + h / 2 * k2)) / capacitance;
        double k4 = (a1 - b1 * (x + h * k3)) / capacitance;
        return x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }

    @Override
    public double vMv(int i) {
        return v[i];
    }

    @Override
    public void cell(int i, State state) {
        v[i] = state.keep("vMv", v[i]);
        refractory[i] = state.keep("refractory", refractory[i]);
        synapses.cell(i, state);
    }
}
