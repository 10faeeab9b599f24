package org.sparsecortex.v1.hierarchy;

import java.util.Arrays;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.learning.optimise.AdamMoments;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * The learner of {@link AutoencoderParams}.
 */
final class Autoencoder implements Learner {
    private static final int SCORES = 3;

    private final AutoencoderParams p;
    private final int d;
    private final double[] decoder;
    private final double[] encoder;
    private final double[] offset;
    private final AdamMoments decoderAdam;
    private final AdamMoments encoderAdam;
    private final AdamMoments offsetAdam;
    private double[] encoderColumns;

    Autoencoder(AutoencoderParams params, long seed) {
        p = params;
        d = params.dimension();
        decoder = Dense.gaussian(KeyedRandom.of(seed, "initial atoms"), p.atoms(), d);
        Dense.normaliseRows(decoder, d);
        encoder = p.tied() ? decoder : decoder.clone();
        offset = new double[d];
        decoderAdam = new AdamMoments(decoder.length);
        encoderAdam = new AdamMoments(p.tied() ? 0 : encoder.length);
        offsetAdam = new AdamMoments(d);
        encoderColumns = Dense.transpose(encoder, p.atoms(), d);
    }

    @Override
    public int codeSize() {
        return p.atoms();
    }

    @Override
    public int scoreSize() {
        return SCORES;
    }

    private int statisticsSize() {
        return (p.tied() ? 1 : 2) * decoder.length + d;
    }

    @Override
    public void code(Chunk chunk) {
        Pursuit pursuit = new Pursuit(p.active(), d);
        double[] correlation = new double[p.atoms()];
        double[] x = new double[d];
        double[] z = new double[p.atoms()];
        double[] statistics = chunk.learns() ? chunk.statistics(statisticsSize()) : new double[0];
        for (int s = 0; s < chunk.count(); s++) {
            chunk.sample(s, x);
            for (int i = 0; i < d; i++) {
                x[i] -= offset[i];
            }
            Arrays.fill(z, 0.0);
            double[] g = p.encoder() == AutoencoderParams.Encoding.MATCHING_PURSUIT
                    ? pursue(pursuit, x, z, correlation, statistics)
                    : encodeOnce(x, z, correlation, statistics);
            System.arraycopy(z, 0, chunk.codes(), s * p.atoms(), p.atoms());
            score(x, z, Dense.square(g, 0, d) / 4.0, chunk.scores(), s * SCORES);
        }
    }

    private void score(double[] x, double[] z, double error, double[] scores, int at) {
        scores[at] = error;
        scores[at + 1] = Dense.square(x, 0, d);
        for (double v : z) {
            scores[at + 2] += v != 0.0 ? 1 : 0;
        }
    }

    /** What a pursuit did, for the way back. */
    private static final class Pursuit {
        final int[] atom;
        final double[] value;
        final double[][] residual;
        int rounds;

        Pursuit(int most, int d) {
            atom = new int[most];
            value = new double[most];
            residual = new double[most + 1][d];
        }
    }

    /** Returns the gradient of the loss by the last residual. */
    private double[] pursue(Pursuit run, double[] x, double[] z, double[] correlation, double[] statistics) {
        System.arraycopy(x, 0, run.residual[0], 0, d);
        double enough = p.tolerance() * Dense.square(x, 0, d);
        run.rounds = 0;
        while (run.rounds < p.active()) {
            double[] r = run.residual[run.rounds];
            Dense.rowTimes(r, 0, encoderColumns, d, p.atoms(), correlation);
            int best = best(correlation);
            if (best < 0 || Dense.square(r, 0, d) <= enough) {
                break;
            }
            run.atom[run.rounds] = best;
            run.value[run.rounds] = correlation[best];
            z[best] += correlation[best];
            double[] next = run.residual[++run.rounds];
            System.arraycopy(r, 0, next, 0, d);
            Dense.addScaled(-correlation[best], decoder, best * d, next, 0, d);
        }
        double[] g = run.residual[run.rounds].clone();
        for (int i = 0; i < d; i++) {
            g[i] *= 2.0;
        }
        double[] loss = g.clone();
        if (statistics.length > 0) {
            back(run, g, statistics);
        }
        return loss;
    }

    private int best(double[] correlation) {
        int best = -1;
        double top = 0.0;
        for (int i = 0; i < correlation.length; i++) {
            double s = p.isSigned() ? Math.abs(correlation[i]) : correlation[i];
            if (s > top) {
                top = s;
                best = i;
            }
        }
        return best;
    }

    private void back(Pursuit run, double[] g, double[] statistics) {
        int encoderAt = p.tied() ? 0 : decoder.length;
        for (int t = run.rounds; t > 0; t--) {
            int i = run.atom[t - 1];
            double along = Dense.dot(g, 0, decoder, i * d, d);
            Dense.addScaled(-run.value[t - 1], g, 0, statistics, i * d, d);
            Dense.addScaled(-along, run.residual[t - 1], 0, statistics, encoderAt + i * d, d);
            Dense.addScaled(-along, encoder, i * d, g, 0, d);
        }
        Dense.addScaled(-1.0, g, 0, statistics, statistics.length - d, d);
    }

    private double[] encodeOnce(double[] x, double[] z, double[] correlation, double[] statistics) {
        Dense.rowTimes(x, 0, encoderColumns, d, p.atoms(), correlation);
        boolean topK = p.encoder() == AutoencoderParams.Encoding.TOP_K;
        int[] chosen = topK ? TopK.select(correlation, p.active()) : all();
        double[] g = new double[d];
        Dense.addScaled(2.0, x, 0, g, 0, d);
        for (int i : chosen) {
            if (correlation[i] > 0.0) {
                z[i] = correlation[i];
                Dense.addScaled(-2.0 * z[i], decoder, i * d, g, 0, d);
            }
        }
        if (statistics.length > 0) {
            int encoderAt = p.tied() ? 0 : decoder.length;
            Dense.addScaled(-1.0, g, 0, statistics, statistics.length - d, d);
            for (int i : chosen) {
                if (z[i] > 0.0) {
                    double slope = -Dense.dot(g, 0, decoder, i * d, d) + (topK ? 0.0 : p.penalty());
                    Dense.addScaled(-z[i], g, 0, statistics, i * d, d);
                    Dense.addScaled(slope, x, 0, statistics, encoderAt + i * d, d);
                    Dense.addScaled(-slope, encoder, i * d, statistics, statistics.length - d, d);
                }
            }
        }
        return g;
    }

    private int[] all() {
        int[] ids = new int[p.atoms()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        return ids;
    }

    @Override
    public void learn(StepSums sums) {
        double[] statistics = sums.statistics();
        double scale = 1.0 / sums.samples();
        decoderAdam.step(decoder, statistics, 0, scale, p.learningRate());
        if (!p.tied()) {
            encoderAdam.step(encoder, statistics, decoder.length, scale, p.learningRate());
        }
        if (p.offset()) {
            offsetAdam.step(offset, statistics, statistics.length - d, scale, p.learningRate());
        }
        Dense.normaliseRows(decoder, d);
        encoderColumns = Dense.transpose(encoder, p.atoms(), d);
    }

    /** All parameters in the order of the statistics. */
    double[] parameters() {
        double[] all = new double[statisticsSize()];
        System.arraycopy(decoder, 0, all, 0, decoder.length);
        if (!p.tied()) {
            System.arraycopy(encoder, 0, all, decoder.length, encoder.length);
        }
        System.arraycopy(offset, 0, all, all.length - d, d);
        return all;
    }

    /** Replaces all parameters; atoms are taken as they are. */
    void setParameters(double[] all) {
        System.arraycopy(all, 0, decoder, 0, decoder.length);
        if (!p.tied()) {
            System.arraycopy(all, decoder.length, encoder, 0, encoder.length);
        }
        System.arraycopy(all, all.length - d, offset, 0, d);
        encoderColumns = Dense.transpose(encoder, p.atoms(), d);
    }

    static Outputs<LearnerKernel<Autoencoder>> outputs(AutoencoderParams p) {
        return LearnerKernel.<Autoencoder>codes(p.plan(), p.atoms(), "codes of the samples")
                .global(
                        "dictionary",
                        Kind.REALS,
                        p.atoms() * p.dimension(),
                        "atoms, one after another",
                        k -> Reals.of(k.learner().decoder))
                .over(p.atoms(), p.dimension())
                .global(
                        "mse",
                        Kind.REALS,
                        1,
                        "mean squared error per number of a sample",
                        k -> Reals.of(k.sums().meanScore(SCORES, 0) / p.dimension()))
                .global(
                        "unexplained",
                        Kind.REALS,
                        1,
                        "squared error as a share of the squared samples",
                        k -> Reals.of(k.sums().meanScore(SCORES, 0)
                                / Math.max(k.sums().meanScore(SCORES, 1), Double.MIN_NORMAL)))
                .global(
                        "activeAtoms",
                        Kind.REALS,
                        1,
                        "mean number of active atoms in a sample",
                        k -> Reals.of(k.sums().meanScore(SCORES, 2)));
    }

    @Override
    public void shared(State state) {
        state.keep("decoder", decoder);
        decoderAdam.state("decoder", state);
        if (!p.tied()) {
            state.keep("encoder", encoder);
            encoderAdam.state("encoder", state);
        }
        state.keep("offset", offset);
        offsetAdam.state("offset", state);
        encoderColumns = Dense.transpose(encoder, p.atoms(), d);
    }
}
