package org.sparsecortex.v1.hierarchy;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code hierarchy-recovery}. */
public final class RecoveryFamily implements ModelFamily {
    /** Called by the service loader. */
    public RecoveryFamily() {}

    @Override
    public String type() {
        return "hierarchy-recovery";
    }

    @Override
    public String summary() {
        return "Compares a dictionary with the true features of a two-level tree: recovery by level and absorption.";
    }

    @Override
    public String source() {
        return "own design after Costa et al. 2025 (arXiv 2506.03093)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return RecoveryParams.class;
    }
}
