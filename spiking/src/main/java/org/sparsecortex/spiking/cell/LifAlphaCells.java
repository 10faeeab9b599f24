package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Arithmetic of {@link LifAlpha}; V is kept relative to E_L. */
final class LifAlphaCells implements Cells {
    private final Membranes membranes;
    private final Channel positive;
    private final Channel negative;
    private final double p22;
    private final double p20;

    LifAlphaCells(LifAlpha model, Place place) {
        double h = place.stepMs();
        membranes = new Membranes(place, model.leakMv(), model.thresholdMv(), model.resetMv(), model.refractoryMs());
        positive = new Channel("Ex", model, model.tauExMs(), place);
        negative = new Channel("In", model, model.tauInMs(), place);
        p22 = ExactMath.exp(-h / model.tauMs());
        p20 = model.p20(h);
    }

    /** The current of the weights of one sign, and its rise. */
    private static final class Channel {
        private final String name;
        private final double[] rise;
        private final double[] current;
        private final double h;
        private final double p11;
        private final double p31;
        private final double p32;
        private final double slope;

        Channel(String name, LifAlpha model, double tauMs, Place place) {
            this.name = name;
            rise = new double[place.count()];
            current = new double[place.count()];
            h = place.stepMs();
            p11 = ExactMath.exp(-h / tauMs);
            p31 = model.p31(tauMs, h);
            p32 = model.p32(tauMs, h);
            slope = ExactMath.exp(1) / tauMs;
        }

        double effect(int i) {
            return rise[i] * p31 + current[i] * p32;
        }

        void advance(int[] weights, int at, double unit) {
            for (int i = 0; i < current.length; i++) {
                current[i] = (current[i] + h * rise[i]) * p11;
            }
            for (int i = 0; i < rise.length; i++) {
                rise[i] = rise[i] * p11 + slope * (weights[at + i] * unit);
            }
        }

        void clear() {
            Arrays.fill(rise, 0);
            Arrays.fill(current, 0);
        }

        void cell(int i, State state) {
            rise[i] = state.keep("rise" + name, rise[i]);
            current[i] = state.keep("current" + name, current[i]);
        }
    }

    @Override
    public void reset(double[] vMv) {
        membranes.reset(vMv);
        positive.clear();
        negative.clear();
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        double[] u = membranes.v();
        for (int i = 0; i < u.length; i++) {
            u[i] = u[i] * p22 + positive.effect(i) + negative.effect(i) + pa[i] * p20;
        }
        membranes.hold();
        positive.advance(input.all(), input.at(), input.unit());
        negative.advance(input.negative(), input.at(), input.unit());
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
        positive.cell(i, state);
        negative.cell(i, state);
    }
}
