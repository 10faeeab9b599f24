package org.sparsecortex.neurons.continual;

import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.Sums;
import org.sparsecortex.sdr.param.Checks;

/**
 * The prototypes of {@link TaskPrototypesParams}, which every range holds.
 */
final class TaskPrototypesKernel implements IndependentKernel {
    private final TaskPrototypesParams params;
    private final Outputs<TaskPrototypesKernel> outputs;
    private final UnitRange range;
    private final double[][] prototype;
    private final long[] count;
    private final int[] inferred;
    private int trueTask;

    TaskPrototypesKernel(TaskPrototypesParams params, UnitRange range) {
        this.params = params;
        this.outputs = outputs(params);
        this.range = range;
        prototype = new double[params.tasks()][params.inputs()];
        count = new long[params.tasks()];
        inferred = new int[range.size()];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        Reals samples = inputs.reals("samples");
        trueTask = Checks.inRange("task", inputs.ints("task").get(0), 0, params.tasks() - 1);
        boolean teach = step.learn() && inputs.ints("training").get(0) == 1;
        if (teach) {
            for (int s = 0; s < params.samples(); s++) {
                count[trueTask]++;
                double[] p = prototype[trueTask];
                for (int i = 0; i < p.length; i++) {
                    p[i] += (samples.get(s * p.length + i) - p[i]) / count[trueTask];
                }
            }
        }
        boolean known = teach || params.source() == TaskPrototypesParams.Source.ORACLE;
        for (int s = 0; s < inferred.length; s++) {
            inferred[s] = known ? trueTask : nearest(samples, range.from() + s);
        }
    }

    private int nearest(Reals samples, int s) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < prototype.length; k++) {
            double distance = 0.0;
            double[] p = prototype[k];
            for (int i = 0; i < p.length && count[k] > 0; i++) {
                double d = samples.get(s * p.length + i) - p[i];
                distance += d * d;
            }
            if (count[k] > 0 && distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }

    static Outputs<TaskPrototypesKernel> outputs(TaskPrototypesParams p) {
        int n = p.samples();
        return new Outputs<TaskPrototypesKernel>()
                .perUnit("context", Kind.REALS, n * p.inputs(), "context of each sample", k -> k.contexts())
                .over(n, p.inputs())
                .perUnit("inferred", Kind.INTS, n, "task of each sample's context", k -> Ints.of(k.inferred))
                .perUnit("isRight", Kind.INTS, n, "1 where the inferred task is the true one", k -> k.right());
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private Reals contexts() {
        double[] contexts = new double[inferred.length * params.inputs()];
        for (int s = 0; s < inferred.length; s++) {
            standardised(prototype[inferred[s]], contexts, s * params.inputs());
        }
        return Reals.wrap(contexts);
    }

    private Ints right() {
        int[] right = new int[inferred.length];
        for (int s = 0; s < right.length; s++) {
            right[s] = inferred[s] == trueTask ? 1 : 0;
        }
        return Ints.wrap(right);
    }

    /** (p - mean of p) / sd of p; zeros for a constant p. */
    private static void standardised(double[] p, double[] target, int at) {
        double mean = Sums.inOrder(p, 0, p.length) / p.length;
        double squares = 0.0;
        for (double value : p) {
            squares += (value - mean) * (value - mean);
        }
        double scale = squares > 0 ? 1.0 / Math.sqrt(squares / p.length) : 0.0;
        for (int i = 0; i < p.length; i++) {
            target[at + i] = (p[i] - mean) * scale;
        }
    }

    @Override
    public void shared(State state) {
        trueTask = state.keep("trueTask", trueTask);
        state.keep("counts", count);
        for (double[] p : prototype) {
            state.keep("prototypes", p);
        }
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        inferred[i] = state.keep("inferred", inferred[i]);
    }
}
