package org.sparsecortex.v1.convolution;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code convolutional-coding}. */
public final class ConvolutionFamily implements ModelFamily {
    /** Called by the service loader. */
    public ConvolutionFamily() {}

    @Override
    public String type() {
        return "convolutional-coding";
    }

    @Override
    public String summary() {
        return "Convolutional sparse coding by ADMM in the Fourier domain with a log-Gabor bank, its learning and"
                + " pruning.";
    }

    @Override
    public String source() {
        return "Ladret, Casanova and Perrinet 2023 (Neuromorphic Computing and Engineering 4, 2024)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return ConvolutionParams.class;
    }
}
