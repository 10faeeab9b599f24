package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.Steps;

/** Arithmetic of {@link LifExp}; V is kept relative to E_L. */
abstract class LifExpCells implements Cells {
    final double[] u;
    final double[] current;
    final int[] refractory;
    final double p11;
    final double p21;
    final double p22;
    final double p20;
    final double threshold;
    final double reset;
    final int hold;
    private final double leakMv;

    LifExpCells(LifExp model, Place place) {
        double h = place.stepMs();
        u = new double[place.count()];
        current = new double[place.count()];
        refractory = new int[place.count()];
        p11 = ExactMath.exp(-h / model.tauExMs());
        p21 = model.p21(model.tauExMs(), h);
        p22 = ExactMath.exp(-h / model.tauMs());
        p20 = model.p20(h);
        leakMv = model.leakMv();
        threshold = model.thresholdMv() - leakMv;
        reset = model.resetMv() - leakMv;
        hold = (int) Steps.of("refractoryMs", model.refractoryMs(), "stepMs", h);
    }

    @Override
    public void reset(double[] vMv) {
        for (int i = 0; i < u.length; i++) {
            u[i] = vMv[i] - leakMv;
        }
        Arrays.fill(current, 0);
        Arrays.fill(refractory, 0);
    }

    @Override
    public double vMv(int i) {
        return u[i] + leakMv;
    }

    @Override
    public void cell(int i, State state) {
        u[i] = state.keep("u", u[i]);
        current[i] = state.keep("current", current[i]);
        refractory[i] = state.keep("refractory", refractory[i]);
    }

    /** Both signs of weights share one current. */
    static final class One extends LifExpCells {
        One(LifExp model, Place place) {
            super(model, place);
        }

        @Override
        public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
            int[] all = input.all();
            int at = input.at();
            double unit = input.unit();
            int n = count;
            for (int i = 0; i < u.length; i++) {
                double v = u[i];
                double c = current[i];
                if (refractory[i] == 0) {
                    v = v * p22 + c * p21 + pa[i] * p20;
                } else {
                    refractory[i]--;
                }
                current[i] = c * p11 + all[at + i] * unit;
                if (v >= threshold) {
                    refractory[i] = hold;
                    v = reset;
                    spiked[n++] = base + i;
                }
                u[i] = v;
            }
            return n;
        }
    }

    /** Negative weights have a current of their own. */
    static final class Two extends LifExpCells {
        private final double[] inhibition;
        private final double q11;
        private final double q21;

        Two(LifExp model, Place place) {
            super(model, place);
            inhibition = new double[place.count()];
            q11 = ExactMath.exp(-place.stepMs() / model.tauInMs());
            q21 = model.p21(model.tauInMs(), place.stepMs());
        }

        @Override
        public void reset(double[] vMv) {
            super.reset(vMv);
            Arrays.fill(inhibition, 0);
        }

        @Override
        public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
            int[] all = input.all();
            int[] negative = input.negative();
            int at = input.at();
            double unit = input.unit();
            int n = count;
            for (int i = 0; i < u.length; i++) {
                double v = u[i];
                if (refractory[i] == 0) {
                    v = v * p22 + current[i] * p21 + inhibition[i] * q21 + pa[i] * p20;
                } else {
                    refractory[i]--;
                }
                current[i] = current[i] * p11 + all[at + i] * unit;
                inhibition[i] = inhibition[i] * q11 + negative[at + i] * unit;
                if (v >= threshold) {
                    refractory[i] = hold;
                    v = reset;
                    spiked[n++] = base + i;
                }
                u[i] = v;
            }
            return n;
        }

        @Override
        public void cell(int i, State state) {
            super.cell(i, state);
            inhibition[i] = state.keep("inhibition", inhibition[i]);
        }
    }
}
