package org.sparsecortex.neurons.continual;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Context of each sample: the prototype of its task while it is taught, the nearest known prototype else. */
@ModelType(
        name = "task-prototypes",
        summary =
                "Learns the mean sample of each task and gives the nearest one as the context of a sample of an unknown"
                        + " task.",
        source = "Iyer et al. 2021, section on inferring the context")
public record TaskPrototypesParams(
        @Param(doc = "largest number of tasks", min = 1, max = 100_000)
        int tasks,

        @Param(doc = "values of a sample", min = 1, max = 1 << 20)
        int inputs,

        @Param(doc = "samples of a step", def = "64", min = 1, max = 4096)
        int batch,

        @Param(doc = "where the context comes from", def = "\"prototype\"")
        Source source)
        implements ModelParams {
    /** Where the context of a tested sample comes from. */
    public enum Source {
        /** The nearest prototype: the task is inferred. */
        PROTOTYPE,
        /** The prototype of the true task: an upper bound. */
        ORACLE
    }

    @Override
    public int units() {
        return batch;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("samples", Kind.REALS, true, "the batch, sample after sample"),
                new PortSpec("task", Kind.INTS, true, "task of the batch"),
                new PortSpec("training", Kind.INTS, true, "1 in steps that teach"));
    }

    @Override
    public List<SignalSpec> signals() {
        return TaskPrototypesKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * inputs * (tasks + 2L * batch);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'samples'", context.inputSize("samples"), (long) batch * inputs);
        return Model.independent(range -> new TaskPrototypesKernel(this, range));
    }
}
