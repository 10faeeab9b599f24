package org.sparsecortex.dendrites;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code segment-detection}. */
public final class DetectionFamily implements ModelFamily {
    /** Called by the service loader. */
    public DetectionFamily() {}

    @Override
    public String type() {
        return "segment-detection";
    }

    @Override
    public String summary() {
        return "Error rates of pattern detection by a dendritic segment or an SDR match: exact theory and Monte Carlo.";
    }

    @Override
    public String source() {
        return "Ahmad and Hawkins 2015 (arXiv 1503.07469) and 2016 (arXiv 1601.00720)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return DetectionParams.class;
    }
}
