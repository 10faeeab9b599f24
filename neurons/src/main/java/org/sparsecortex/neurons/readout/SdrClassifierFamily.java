package org.sparsecortex.neurons.readout;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code sdr-classifier}. */
public final class SdrClassifierFamily implements ModelFamily {
    /** Called by the service loader. */
    public SdrClassifierFamily() {}

    @Override
    public String type() {
        return "sdr-classifier";
    }

    @Override
    public String summary() {
        return "Learns online which number or class belongs to an SDR, now and several steps ahead.";
    }

    @Override
    public String source() {
        return "NuPIC's SDRClassifier (softmax regression), from memory of its description";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return SdrClassifierParams.class;
    }
}
