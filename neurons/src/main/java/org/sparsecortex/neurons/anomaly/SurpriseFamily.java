package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code surprise}. */
public final class SurpriseFamily implements ModelFamily {
    /** Called by the service loader. */
    public SurpriseFamily() {}

    @Override
    public String type() {
        return "surprise";
    }

    @Override
    public String summary() {
        return "How rare each of several numbers is against its own past, as a logarithm of its rank.";
    }

    @Override
    public String source() {
        return "our own; ranks as in conformal anomaly detection (Laxhammar and Falkman 2014)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SurpriseParams.class;
    }
}
