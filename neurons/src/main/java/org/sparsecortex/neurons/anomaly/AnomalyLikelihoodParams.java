package org.sparsecortex.neurons.anomaly;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * How unusual the recent anomaly scores are, against a Gaussian fitted to their history.
 *
 * <pre>
 *   m_t = mean of the last averagingWindow scores;  mu, sigma of m over the history, re-estimated every so often
 *   L_t = 1 - Q((m_t - mu) / sigma),  Q(z) = erfc(z / sqrt 2) / 2;    log scale: ln(1.0000000001 - L_t) / ln(1e-10)
 * </pre>
 *
 * Floors: mean 0.03, variance 0.0003. Until learningPeriod + estimationSamples scores were seen L is 0.5. The history goes
 * on in every step, also in one that does not learn.
 *
 * <p>Source: Lavin and Ahmad 2015 (arXiv 1510.03336); windows and floors are those of NuPIC, from memory.
 */
@ModelType(
        name = "anomaly-likelihood",
        summary = "How unusual recent anomaly scores are, against their own history.",
        source = "Lavin and Ahmad 2015, Evaluating real-time anomaly detection algorithms (arXiv 1510.03336)")
public record AnomalyLikelihoodParams(
        @Param(doc = "first steps during which the likelihood is 0.5", unit = "steps", def = "288", min = 0, max = 1e9)
        int learningPeriod,

        @Param(doc = "further steps before the first estimate", unit = "steps", def = "100", min = 1, max = 1e9)
        int estimationSamples,

        @Param(
                doc = "history over which the scores' distribution is estimated",
                unit = "steps",
                def = "8640",
                min = 10,
                max = 1 << 22)
        int historicWindow,

        @Param(doc = "steps between estimates", unit = "steps", def = "100", min = 1, max = 1e9)
        int reestimationPeriod,

        @Param(doc = "window of the short-term mean", unit = "steps", def = "10", min = 1, max = 100000)
        int averagingWindow)
        implements ModelParams {
    public AnomalyLikelihoodParams {
        Checks.that(
                averagingWindow < historicWindow,
                "averagingWindow",
                averagingWindow,
                "must be smaller than historicWindow = " + historicWindow);
    }

    @Override
    public int units() {
        return 1;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("score", Kind.REALS, true, "raw anomaly score, one number 0..1"));
    }

    @Override
    public List<SignalSpec> signals() {
        return AnomalyLikelihoodKernel.outputs().specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 2L * Double.BYTES * historicWindow;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'score'", context.inputSize("score"), 1);
        return Model.independent(range -> new AnomalyLikelihoodKernel(this, range));
    }
}
