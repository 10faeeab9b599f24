package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Segments of some neurons, after {@link NmdaDendrite}. */
public final class NmdaSegments implements Segments {
    private static final double REST = 1e-9;
    private static final double PLATEAU_MV = -40;
    private static final double PER_MV = -0.062;
    private static final double HALF_MM = 3.57;

    private final NmdaDendrite model;
    private final double h;
    private final double half;
    private final double whole;
    private final double perMv;
    private final double[] above;
    private final double[] open;
    private final double[] sum;

    /**
     * @param neurons how many neurons
     * @param conductanceNs C/tau_m of the neurons
     */
    public NmdaSegments(NmdaDendrite model, int neurons, double conductanceNs, double stepMs) {
        this.model = model;
        h = stepMs / model.tauMs();
        half = ExactMath.exp(-stepMs / 2 / model.receptorMs());
        whole = ExactMath.exp(-stepMs / model.receptorMs());
        perMv = model.coupling() * conductanceNs;
        int all = Math.multiplyExact(neurons, model.segments());
        above = new double[all];
        open = new double[all];
        sum = new double[neurons];
    }

    @Override
    public double pa(int i) {
        return perMv * sum[i];
    }

    @Override
    public int plateaus(int i) {
        int n = 0;
        for (int s = i * model.segments(); s < (i + 1) * model.segments(); s++) {
            n += model.leakMv() + above[s] > PLATEAU_MV ? 1 : 0;
        }
        return n;
    }

    /** Voltage of a segment, mV. */
    double vMv(int segment) {
        return model.leakMv() + above[segment];
    }

    @Override
    public void step(long k, int[] counts) {
        for (int i = 0; i < sum.length; i++) {
            double total = 0;
            for (int s = i * model.segments(); s < (i + 1) * model.segments(); s++) {
                if (open[s] != 0 || above[s] != 0) {
                    integrate(s);
                }
                open[s] += counts[s];
                total += above[s];
            }
            sum[i] = total;
        }
    }

    /** Both to the end of the step, in units of tau_d. */
    private void integrate(int s) {
        double x = above[s];
        double g = model.strength() * open[s];
        double k1 = slope(x, g);
        double k2 = slope(x + h / 2 * k1, g * half);
        double k3 = slope(x + h / 2 * k2, g * half);
        double k4 = slope(x + h * k3, g * whole);
        above[s] = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        open[s] *= whole;
        if (open[s] < REST && Math.abs(above[s]) < REST) {
            open[s] = 0;
            above[s] = 0;
        }
    }

    private double slope(double x, double g) {
        double v = model.leakMv() + x;
        double block = 1 / (1 + model.magnesiumMm() / HALF_MM * ExactMath.exp(PER_MV * v));
        return -x - g * block * v;
    }

    @Override
    public void reset() {
        Arrays.fill(above, 0);
        Arrays.fill(open, 0);
        Arrays.fill(sum, 0);
    }

    @Override
    public void cell(int i, State state) {
        sum[i] = state.keep("segmentsMv", sum[i]);
        for (int s = i * model.segments(); s < (i + 1) * model.segments(); s++) {
            above[s] = state.keep("segmentMv", above[s]);
            open[s] = state.keep("open", open[s]);
        }
    }
}
