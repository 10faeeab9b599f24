package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/** Arithmetic of {@link LifExp}; V is kept relative to E_L. */
abstract class LifExpCells implements Cells {
    final Membranes membranes;
    final Current current;
    final double p22;
    final double p20;

    LifExpCells(LifExp model, Place place) {
        membranes = new Membranes(place, model.leakMv(), model.thresholdMv(), model.resetMv(), model.refractoryMs());
        current = new Current("current", model, model.tauExMs(), place);
        p22 = ExactMath.exp(-place.stepMs() / model.tauMs());
        p20 = model.p20(place.stepMs());
    }

    /** A synaptic current that decays exponentially. */
    static final class Current {
        final double[] pa;
        final double p21;
        private final String name;
        private final double p11;

        Current(String name, LifExp model, double tauMs, Place place) {
            this.name = name;
            pa = new double[place.count()];
            p11 = ExactMath.exp(-place.stepMs() / tauMs);
            p21 = model.p21(tauMs, place.stepMs());
        }

        /** Goes a step on, at whose end the weights arrive. */
        void advance(int[] weights, int at, double unit) {
            for (int i = 0; i < pa.length; i++) {
                pa[i] = pa[i] * p11 + weights[at + i] * unit;
            }
        }
    }

    @Override
    public void reset(double[] vMv) {
        membranes.reset(vMv);
        Arrays.fill(current.pa, 0);
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
        current.pa[i] = state.keep(current.name, current.pa[i]);
    }

    /** Both signs of weights share one current. */
    static final class One extends LifExpCells {
        One(LifExp model, Place place) {
            super(model, place);
        }

        @Override
        public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
            double[] u = membranes.v();
            double[] synaptic = current.pa;
            double p21 = current.p21;
            for (int i = 0; i < u.length; i++) {
                u[i] = u[i] * p22 + synaptic[i] * p21 + pa[i] * p20;
            }
            membranes.hold();
            current.advance(input.all(), input.at(), input.unit());
            return membranes.fire(base, spiked, count, input.isTaught());
        }
    }

    /** Negative weights have a current of their own. */
    static final class Two extends LifExpCells {
        private final Current inhibition;

        Two(LifExp model, Place place) {
            super(model, place);
            inhibition = new Current("inhibition", model, model.tauInMs(), place);
        }

        @Override
        public void reset(double[] vMv) {
            super.reset(vMv);
            Arrays.fill(inhibition.pa, 0);
        }

        @Override
        public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
            double[] u = membranes.v();
            double[] ex = current.pa;
            double[] in = inhibition.pa;
            double p21 = current.p21;
            double q21 = inhibition.p21;
            for (int i = 0; i < u.length; i++) {
                u[i] = u[i] * p22 + ex[i] * p21 + in[i] * q21 + pa[i] * p20;
            }
            membranes.hold();
            current.advance(input.all(), input.at(), input.unit());
            inhibition.advance(input.negative(), input.at(), input.unit());
            return membranes.fire(base, spiked, count, input.isTaught());
        }

        @Override
        public void cell(int i, State state) {
            super.cell(i, state);
            inhibition.pa[i] = state.keep("inhibition", inhibition.pa[i]);
        }
    }
}
