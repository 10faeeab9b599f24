package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code anomaly-likelihood}. */
public final class AnomalyLikelihoodFamily implements ModelFamily {
    /** Called by the service loader. */
    public AnomalyLikelihoodFamily() {}

    @Override
    public String type() {
        return "anomaly-likelihood";
    }

    @Override
    public String summary() {
        return "How unusual recent anomaly scores are, against their own history.";
    }

    @Override
    public String source() {
        return "Lavin and Ahmad 2015, Evaluating real-time anomaly detection algorithms (arXiv 1510.03336)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return AnomalyLikelihoodParams.class;
    }
}
