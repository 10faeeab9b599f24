package org.sparsecortex.v1.probabilistic;

import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * Images in which horizontal and vertical bars superpose, a draw from the model that {@link TruncatedEmParams} learns.
 *
 * <pre>  y = mean(s) + sigma noise,   s_h ~ prior,   W_h: row h or column h - R of an R x R image at `value`, 0 elsewhere  </pre>
 *
 * <p>Source: Foldiak 1990, doi:10.1007/BF02331346, for the bars; Luecke and Sahani 2008 for bars with a maximum.
 *
 * @param seed seed of coefficients and noise
 * @param side R
 * @param value of a pixel of a bar
 * @param isSigned whether every second bar is negative
 * @param prior of the coefficients
 * @param superposition how bars of an image meet; a maximum is hard
 * @param noise sigma
 */
public record BarSamples(
        long seed, int side, double value, boolean isSigned, Prior prior, Superposition superposition, double noise) {
    public BarSamples {
        Checks.that(
                superposition instanceof Superposition.Linear || prior instanceof Prior.Bernoulli,
                "prior",
                prior.getClass().getSimpleName(),
                "must be bernoulli where the largest field counts");
    }

    /** Number of bars. */
    public int bars() {
        return 2 * side;
    }

    /** Number of pixels. */
    public int dimension() {
        return side * side;
    }

    /** The bars, rows first, one after another. */
    public double[] fields() {
        double[] fields = new double[bars() * dimension()];
        for (int h = 0; h < bars(); h++) {
            for (int i = 0; i < side; i++) {
                int pixel = h < side ? h * side + i : i * side + h - side;
                fields[h * dimension() + pixel] = isSigned && h % 2 == 1 ? -value : value;
            }
        }
        return fields;
    }

    /** Coefficients of one image. */
    public double[] coefficients(long step, int sample) {
        return coefficients(KeyedRandom.of(seed, "bars"), KeyedRandom.of(seed, "sizes of bars"), step, sample);
    }

    private double[] coefficients(KeyedRandom choice, KeyedRandom size, long step, int sample) {
        double[] levels = prior.levels();
        double[] probability = prior.probabilities(bars());
        double[] s = new double[bars()];
        for (int h = 0; h < s.length; h++) {
            double u = choice.uniform(sample, step, h);
            double below = 0.0;
            for (int v = 0; v < levels.length && s[h] == 0.0; v++) {
                below += probability[v];
                if (u < below) {
                    s[h] = prior instanceof Prior.SpikeAndSlab slab
                            ? slab.mean() + Math.sqrt(slab.variance()) * size.gaussian(sample, step, h)
                            : levels[v];
                }
            }
        }
        return s;
    }

    /** Coefficients of the first {@code count} images of a step, one after another. */
    public double[] causes(long step, int count) {
        double[] all = new double[count * bars()];
        for (int n = 0; n < count; n++) {
            System.arraycopy(coefficients(step, n), 0, all, n * bars(), bars());
        }
        return all;
    }

    /** The first {@code count} images of a step, one after another. */
    public double[] samples(long step, int count) {
        int d = dimension();
        double[] fields = fields();
        double[] all = new double[count * d];
        KeyedRandom random = KeyedRandom.of(seed, "noise of bars");
        KeyedRandom choice = KeyedRandom.of(seed, "bars");
        KeyedRandom size = KeyedRandom.of(seed, "sizes of bars");
        for (int n = 0; n < count; n++) {
            double[] s = coefficients(choice, size, step, n);
            for (int h = 0; h < s.length; h++) {
                for (int i = 0; s[h] != 0.0 && i < d; i++) {
                    all[n * d + i] = superpose(all[n * d + i], s[h] * fields[h * d + i]);
                }
            }
            for (int i = 0; noise > 0.0 && i < d; i++) {
                all[n * d + i] += noise * random.gaussian(n, step, i);
            }
        }
        return all;
    }

    private double superpose(double there, double bar) {
        if (superposition instanceof Superposition.Linear) {
            return there + bar;
        }
        if (superposition instanceof Superposition.Max) {
            return Math.max(there, bar);
        }
        return Math.abs(bar) > Math.abs(there) ? bar : there;
    }
}
