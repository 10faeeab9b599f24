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
 * Gathers the accuracies of a learner over a stream of tasks; the unit is a number of tasks learned.
 *
 * <pre>
 *   a_kj = mean accuracy on task j over the test steps after k tasks,   mean accuracy_k = mean of a_kj over j &lt;= k
 *   first task: a_k1,   latest task: a_kk
 * </pre>
 *
 * Source: Lopez-Paz and Ranzato 2017 (arXiv 1706.08840) for the matrix, Chaudhry et al. 2018
 * (arXiv 1801.10112) for forgetting.
 *
 * <p>Differs from the papers: test steps of a task come as they are in the stream; forgetting is read off the matrix.
 */
@ModelType(
        name = "forgetting",
        summary = "Accuracy on each task after each task of a stream: retention, forgetting and their means.",
        source = "Lopez-Paz and Ranzato 2017 (accuracy matrix, backward transfer); Chaudhry et al. 2018 (forgetting)",
        kind = ModelType.Kind.MEASURE)
public record ForgettingParams(
        @Param(doc = "number of tasks", symbol = "T", min = 1, max = 10_000)
        int tasks) implements ModelParams {
    @Override
    public int units() {
        return tasks;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("accuracy", Kind.REALS, true, "accuracy on the samples"),
                new PortSpec("task", Kind.INTS, true, "task of the samples"),
                new PortSpec(
                        "learned",
                        Kind.INTS,
                        true,
                        "tasks that have been taught, the current one included; 0 before the first"),
                new PortSpec("training", Kind.INTS, true, "1 in steps that teach; those do not count"));
    }

    @Override
    public List<SignalSpec> signals() {
        return ForgettingKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 16L * tasks * tasks;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        for (String port : List.of("accuracy", "task", "learned", "training")) {
            Checks.equal("size of input '" + port + "'", context.inputSize(port), 1);
        }
        return Model.independent(range -> new ForgettingKernel(this, range));
    }
}
