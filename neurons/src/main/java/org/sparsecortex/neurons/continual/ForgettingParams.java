package org.sparsecortex.neurons.continual;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Gathers the accuracies of a learner over a stream of tasks; the unit is a number of tasks learned. */
@ModelType(
        name = "forgetting",
        summary = "Accuracy on each task after each task of a stream: retention, forgetting and their means.",
        source = "Lopez-Paz and Ranzato 2017 (accuracy matrix, backward transfer); Chaudhry et al. 2018 (forgetting)")
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
                new PortSpec("accuracy", Kind.REALS, true, "accuracy on the batch"),
                new PortSpec("task", Kind.INTS, true, "task of the batch"),
                new PortSpec("learned", Kind.INTS, true, "tasks that have been taught, the current one included"),
                new PortSpec("training", Kind.INTS, true, "1 in steps that teach; those do not count"));
    }

    @Override
    public List<SignalSpec> signals() {
        return List.of(
                SignalSpec.perUnit("learned", Kind.REALS, tasks, "tasks learned, k = 1, 2, ..."),
                SignalSpec.perUnit(
                        "meanAccuracy", Kind.REALS, tasks, "mean accuracy over the k tasks learned; NaN before"),
                SignalSpec.perUnit("firstTask", Kind.REALS, tasks, "accuracy on the first task after k tasks"),
                SignalSpec.perUnit("latestTask", Kind.REALS, tasks, "accuracy on task k right after it was taught"),
                SignalSpec.perUnit("matrix", Kind.REALS, tasks * tasks, "accuracy after k tasks (rows) on task j"));
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
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new ForgettingKernel(ForgettingParams.this, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.none();
            }
        };
    }
}
