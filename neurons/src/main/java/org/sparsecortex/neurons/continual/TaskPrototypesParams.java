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

/**
 * Context of each sample: the prototype of its task, a running mean, while it is taught, the nearest known prototype else. The unit is a place among the samples of a step.
 *
 * <pre>
 *   taught sample x of task T:  n_T += 1,  p_T += (x - p_T) / n_T,  context = z(p_T) after the step
 *   tested sample x:            context = z(p_k), k = argmin over known tasks of |x - p_k|^2 (the lower k among equals)
 *   z(p) = (p - mean of p) / standard deviation of p
 * </pre>
 *
 * Source: Iyer et al. 2021 (arXiv 2201.00042), section on inferring the context. Differs from the paper: prototypes grow while the task is taught instead of being computed beforehand.
 */
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
        int samples,

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
        return samples;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("samples", Kind.REALS, true, "the samples, one after another"),
                new PortSpec("task", Kind.INTS, true, "task of the samples"),
                new PortSpec("training", Kind.INTS, true, "1 in steps that teach"));
    }

    @Override
    public List<SignalSpec> signals() {
        return TaskPrototypesKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * inputs * (tasks + 2L * samples);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'samples'", context.inputSize("samples"), (long) samples * inputs);
        return Model.independent(range -> new TaskPrototypesKernel(this, range));
    }
}
