package org.sparsecortex.neurons.pooler;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code code-statistics}. */
public final class CodeStatisticsFamily implements ModelFamily {
    /** Called by the service loader. */
    public CodeStatisticsFamily() {}

    @Override
    public String type() {
        return "code-statistics";
    }

    @Override
    public String summary() {
        return "Quality of a stream of SDRs: sparsity, entropy of the use of bits, stability of the code of each"
                + " pattern.";
    }

    @Override
    public String source() {
        return "Cui, Ahmad and Hawkins 2017, The HTM spatial pooler, section on metrics";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return CodeStatisticsParams.class;
    }
}
