package org.sparsecortex.neurons.continual;

import org.sparsecortex.sdr.kernel.ModelFamily;
import org.sparsecortex.sdr.kernel.ModelParams;

/** The family {@code task-prototypes}. */
public final class TaskPrototypesFamily implements ModelFamily {
    /** Called by the service loader. */
    public TaskPrototypesFamily() {}

    @Override
    public String type() {
        return "task-prototypes";
    }

    @Override
    public String summary() {
        return "Learns the mean sample of each task and gives the nearest one as the context of a sample of an unknown"
                + " task.";
    }

    @Override
    public String source() {
        return "Iyer et al. 2021, section on inferring the context";
    }

    @Override
    public Class<? extends ModelParams> params() {
        return TaskPrototypesParams.class;
    }
}
