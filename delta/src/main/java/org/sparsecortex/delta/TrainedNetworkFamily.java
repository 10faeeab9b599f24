package org.sparsecortex.delta;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code trained-network}. */
public final class TrainedNetworkFamily implements ModelFamily {
    /** Called by the service loader. */
    public TrainedNetworkFamily() {}

    @Override
    public String type() {
        return "trained-network";
    }

    @Override
    public String summary() {
        return "Layers trained by gradient descent to classify images or video, with losses on activity and change.";
    }

    @Override
    public String source() {
        return "Yousefzadeh and Sifalakis 2021, Training for temporal sparsity in deep neural networks (arXiv"
                + " 2107.07305)";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return TrainedNetworkParams.class;
    }
}
