package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.Steps;

/** Arithmetic of {@link LifAlpha}; V is kept relative to E_L. */
final class LifAlphaCells implements Cells {
    private final double[] u;
    private final int[] refractory;
    private final Channel positive;
    private final Channel negative;
    private final double p22;
    private final double p20;
    private final double threshold;
    private final double reset;
    private final int hold;
    private final double leakMv;

    LifAlphaCells(LifAlpha model, Place place) {
        double h = place.stepMs();
        u = new double[place.count()];
        refractory = new int[place.count()];
        positive = new Channel("Ex", model, model.tauExMs(), place);
        negative = new Channel("In", model, model.tauInMs(), place);
        p22 = ExactMath.exp(-h / model.tauMs());
        p20 = model.p20(h);
        leakMv = model.leakMv();
        threshold = model.thresholdMv() - leakMv;
        reset = model.resetMv() - leakMv;
        hold = (int) Steps.of("refractoryMs", model.refractoryMs(), "stepMs", h);
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

        void advance(int i, double weight) {
            current[i] = (current[i] + h * rise[i]) * p11;
            rise[i] = rise[i] * p11 + slope * weight;
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
        for (int i = 0; i < u.length; i++) {
            u[i] = vMv[i] - leakMv;
        }
        Arrays.fill(refractory, 0);
        positive.clear();
        negative.clear();
    }

    @Override
    public int step(long k, Input input, double[] pa, int base, int[] spiked, int count) {
        int at = input.at();
        int n = count;
        for (int i = 0; i < u.length; i++) {
            double v = u[i];
            if (refractory[i] == 0) {
                v = v * p22 + positive.effect(i) + negative.effect(i) + pa[i] * p20;
            } else {
                refractory[i]--;
            }
            positive.advance(i, input.all()[at + i] * input.unit());
            negative.advance(i, input.negative()[at + i] * input.unit());
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
    public double vMv(int i) {
        return u[i] + leakMv;
    }

    @Override
    public void cell(int i, State state) {
        u[i] = state.keep("u", u[i]);
        refractory[i] = state.keep("refractory", refractory[i]);
        positive.cell(i, state);
        negative.cell(i, state);
    }
}
