package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/** What is learnt: fields, noise, and the prior of each unit. */
final class Parameters {
    private static final double LEAST_SHARED = 1e-6;
    private static final double LEAST_OWN = 5e-5;

    /** W, one row a unit. */
    final double[][] fields;

    /** Values other than 0 of a unit. */
    final double[] values;

    /** Probability of each value in each unit, values innermost. */
    final double[] probability;

    /** Mean and variance of a unit that is on; empty unless the prior is spike-and-slab. */
    final double[] slabMean;

    final double[] slabVariance;

    /** sigma; 0 as long as nothing is known of it. */
    double noise;

    private final Prior prior;

    Parameters(int atoms, int dimension, Prior prior) {
        this.prior = prior;
        fields = new double[atoms][dimension];
        values = prior.levels();
        probability = new double[atoms * values.length];
        double[] start = prior.probabilities(atoms);
        for (int i = 0; i < probability.length; i++) {
            probability[i] = start[i % values.length];
        }
        slabMean = new double[prior instanceof Prior.SpikeAndSlab ? atoms : 0];
        slabVariance = new double[slabMean.length];
        if (prior instanceof Prior.SpikeAndSlab slab) {
            Arrays.fill(slabMean, slab.mean());
            Arrays.fill(slabVariance, slab.variance());
        }
    }

    int atoms() {
        return fields.length;
    }

    int dimension() {
        return fields[0].length;
    }

    /** sigma, or 1 as long as nothing is known of it. */
    double sigma() {
        return noise > 0.0 ? noise : 1.0;
    }

    /** Whether any field is other than zero. */
    boolean hasFields() {
        for (double[] field : fields) {
            for (double w : field) {
                if (w != 0.0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Probability that unit {@code h} is on. */
    double on(int h) {
        double sum = 0.0;
        for (int v = 0; v < values.length; v++) {
            sum += probability[h * values.length + v];
        }
        return sum;
    }

    /**
     * Probabilities that 0, 1, .. {@code most} units are on.
     *
     * <p>For equal units these are binomial; the recursion adds one unit after another.
     */
    double[] active(int most) {
        return activeBut(-1, most);
    }

    /** The same for all units but one. */
    private double[] activeBut(int left, int most) {
        double[] p = new double[most + 1];
        p[0] = 1.0;
        for (int h = 0; h < atoms(); h++) {
            double on = h == left ? 0.0 : on(h);
            for (int k = most; k > 0; k--) {
                p[k] = p[k] * (1.0 - on) + p[k - 1] * on;
            }
            p[0] *= 1.0 - on;
        }
        return p;
    }

    /** ln of the prior probability that all units are off. */
    double logSilent() {
        double sum = 0.0;
        for (int h = 0; h < atoms(); h++) {
            sum += ExactMath.log(1.0 - on(h));
        }
        return sum;
    }

    /** What one unit with one value adds to {@link #logSilent}: ln p_v - ln p_0; written. */
    void logOdds(double[] odds) {
        for (int i = 0; i < odds.length; i++) {
            odds[i] = ExactMath.log(probability[i]) - ExactMath.log(1.0 - on(i / values.length));
        }
    }

    /**
     * New probabilities: expected shares, made up for the states that were left out.
     *
     * <pre>  p_hv = &lt;s_h = v&gt; / N * P(at most gamma on) / P(at most gamma - 1 of the other units on)  </pre>
     *
     * With equal units this is pi A / B &lt;|s|&gt;, A and B the prior mass of the states with at most gamma units on and the mean number
     * of active units over them. Differs from the public program, which corrects BSC and TSC only: without it DSC and GSC come out
     * low by what was cut.
     *
     * @param presence expected number of samples in which each unit had each value
     * @param used N, number of samples
     * @param most gamma
     */
    void learn(double[] presence, double used, int most) {
        double within = sum(active(most));
        int units = prior.isShared() ? 1 : atoms();
        double[] share = new double[units * values.length];
        for (int i = 0; i < presence.length; i++) {
            share[i % share.length] += presence[i] / used * units / atoms();
        }
        double[] next = new double[share.length];
        for (int h = 0; h < units; h++) {
            correct(share, h, within / sum(activeBut(h, most - 1)), next);
        }
        for (int i = 0; i < probability.length; i++) {
            probability[i] = next[i % next.length];
        }
    }

    /** The probabilities of unit {@code h}: its shares times a factor, within bounds; {@code next} is written. */
    private void correct(double[] share, int h, double factor, double[] next) {
        double mean = 0.0;
        int from = h * values.length;
        boolean isTernary = prior instanceof Prior.Ternary;
        for (int v = 0; v < values.length; v++) {
            mean += share[from + v] / values.length;
        }
        double least = prior.isShared() ? LEAST_SHARED : LEAST_OWN;
        double on = 0.0;
        for (int v = 0; v < values.length; v++) {
            next[from + v] = Math.max(least, factor * (isTernary ? mean : share[from + v]));
            on += next[from + v];
        }
        double shrink = Math.min(1.0, (1.0 - least) / on);
        for (int v = 0; v < values.length; v++) {
            next[from + v] *= shrink;
        }
    }

    private static double sum(double[] p) {
        double sum = 0.0;
        for (double each : p) {
            sum += each;
        }
        return sum;
    }

    void keep(State state) {
        noise = state.keep("noise", noise);
        state.keep("probability", probability);
        state.keep("slabMean", slabMean);
        state.keep("slabVariance", slabVariance);
        double[] flat = flat();
        state.keep("dictionary", flat);
        for (int h = 0; h < fields.length; h++) {
            System.arraycopy(flat, h * dimension(), fields[h], 0, dimension());
        }
    }

    /** All fields, one after another. */
    double[] flat() {
        double[] all = new double[atoms() * dimension()];
        for (int h = 0; h < atoms(); h++) {
            System.arraycopy(fields[h], 0, all, h * dimension(), dimension());
        }
        return all;
    }
}
