package org.sparsecortex.neurons.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.math3.special.Erf;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * How unusual the recent anomaly scores are, against a Gaussian fitted to their history.
 *
 * <pre>
 *   m_t = mean of the last averagingWindow scores;  mu, sigma of m over the history, re-estimated every so often
 *   L_t = 1 - Q((m_t - mu) / sigma),  Q(z) = erfc(z / sqrt 2) / 2;    log scale: ln(1.0000000001 - L_t) / ln(1e-10)
 * </pre>
 *
 * Floors: mean 0.03, variance 0.0003. Until learningPeriod + estimationSamples scores were seen L is 0.5. Source: Lavin and
 * Ahmad 2015; floors from memory of NuPIC.
 */
final class AnomalyLikelihoodKernel implements StreamedKernel<Tuple, Tuple> {
    private static final double MIN_MEAN = 0.03;
    private static final double MIN_VARIANCE = 0.0003;
    private static final double LOG_OFFSET = 1.0000000001;
    private static final double LOG_SCALE = 1e-10;

    private final AnomalyLikelihoodParams params;
    private final UnitRange range;
    private final double[] recent;
    private final double[] history;
    private long seen;
    private double mean = MIN_MEAN;
    private double sigma = Math.sqrt(MIN_VARIANCE);
    private boolean estimated;
    private double likelihood = 0.5;

    AnomalyLikelihoodKernel(AnomalyLikelihoodParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        recent = new double[params.averagingWindow()];
        history = new double[params.historicWindow()];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        return Tuple.EMPTY;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        double score = inputs.reals("score").get(0);
        if (Double.isNaN(score)) {
            throw new IllegalStateException("unit 0: the anomaly score is not a number");
        }
        recent[(int) (seen % recent.length)] = score;
        double shortMean = meanOf(recent, (int) Math.min(seen + 1, recent.length));
        history[(int) (seen % history.length)] = shortMean;
        seen++;
        long start = params.learningPeriod() + (long) params.estimationSamples();
        if (seen < start) {
            likelihood = 0.5;
            return;
        }
        if (!estimated || (seen - start) % params.reestimationPeriod() == 0) {
            estimate();
        }
        likelihood = 1.0 - 0.5 * Erf.erfc((shortMean - mean) / (sigma * Math.sqrt(2.0)));
    }

    /** Fits mean and variance to the history without the learning period. */
    private void estimate() {
        long first = Math.max(params.learningPeriod(), seen - history.length);
        int count = (int) (seen - first);
        double sum = 0.0;
        for (long i = first; i < seen; i++) {
            sum += history[(int) (i % history.length)];
        }
        double raw = sum / count;
        double squares = 0.0;
        for (long i = first; i < seen; i++) {
            double d = history[(int) (i % history.length)] - raw;
            squares += d * d;
        }
        mean = Math.max(MIN_MEAN, raw);
        sigma = Math.sqrt(Math.max(MIN_VARIANCE, squares / count));
        estimated = true;
    }

    private static double meanOf(double[] values, int count) {
        double sum = 0.0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "likelihood" -> Reals.of(likelihood);
            case "logLikelihood" ->
                Reals.of(Math.max(0.0, ExactMath.log(LOG_OFFSET - likelihood) / ExactMath.log(LOG_SCALE)));
            default -> throw new IllegalArgumentException("anomaly likelihood has no signal '" + signal + "'");
        };
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeDouble(mean);
        out.writeDouble(sigma);
        out.writeBoolean(estimated);
        out.writeDouble(likelihood);
        for (double[] values : new double[][] {recent, history}) {
            for (double value : values) {
                out.writeDouble(value);
            }
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        seen = in.readLong();
        mean = in.readDouble();
        sigma = in.readDouble();
        estimated = in.readBoolean();
        likelihood = in.readDouble();
        for (double[] values : new double[][] {recent, history}) {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readDouble();
            }
        }
    }
}
