package org.sparsecortex.neurons.anomaly;

import org.apache.commons.math3.special.Erf;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The running window and the fitted distribution of {@link AnomalyLikelihoodParams}.
 */
final class AnomalyLikelihoodKernel implements IndependentKernel {
    private static final double MIN_MEAN = 0.03;
    private static final double MIN_VARIANCE = 0.0003;
    private static final double LOG_OFFSET = 1.0000000001;
    private static final double LOG_SCALE = 1e-10;

    private final AnomalyLikelihoodParams params;
    private final UnitRange range;
    private final Outputs<AnomalyLikelihoodKernel> outputs;
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
        outputs = outputs();
        recent = new double[params.averagingWindow()];
        history = new double[params.historicWindow()];
    }

    /** The signals and where their values come from. */
    static Outputs<AnomalyLikelihoodKernel> outputs() {
        return new Outputs<AnomalyLikelihoodKernel>()
                .perUnit(
                        "likelihood",
                        Kind.REALS,
                        1,
                        "probability that recent scores are unusually high, 0..1",
                        k -> Reals.of(k.likelihood))
                .perUnit("logLikelihood", Kind.REALS, 1, "the same on a log scale, 0..1", k -> Reals.of(k.logarithm()));
    }

    private double logarithm() {
        return Math.max(0.0, ExactMath.log(LOG_OFFSET - likelihood) / ExactMath.log(LOG_SCALE));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
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
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        seen = state.keep("seen", seen);
        mean = state.keep("mean", mean);
        sigma = state.keep("sigma", sigma);
        estimated = state.keep("estimated", estimated);
        likelihood = state.keep("likelihood", likelihood);
        state.keep("recentScores", recent);
        state.keep("history", history);
    }
}
