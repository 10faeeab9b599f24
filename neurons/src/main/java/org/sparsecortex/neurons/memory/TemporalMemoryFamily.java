package org.sparsecortex.neurons.memory;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code temporal-memory}. */
public final class TemporalMemoryFamily implements ModelFamily {
    /** Called by the service loader. */
    public TemporalMemoryFamily() {}

    @Override
    public String type() {
        return "temporal-memory";
    }

    @Override
    public String summary() {
        return "Sequence memory of mini-columns whose cells are predicted by active dendritic segments.";
    }

    @Override
    public String source() {
        return "Hawkins and Ahmad 2016, Why neurons have thousands of synapses, a theory of sequence memory in neocortex";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return TemporalMemoryParams.class;
    }
}
