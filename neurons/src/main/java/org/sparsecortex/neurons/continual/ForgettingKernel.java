package org.sparsecortex.neurons.continual;

import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** Rows of the accuracy matrix a_kj: mean accuracy on task j over the test steps after k tasks. */
final class ForgettingKernel implements IndependentKernel {
    private final Outputs<ForgettingKernel> outputs;
    private final UnitRange range;
    private final int tasks;
    private final double[][] sum;
    private final int[][] steps;

    ForgettingKernel(ForgettingParams params, UnitRange range) {
        this.outputs = outputs(params);
        this.range = range;
        tasks = params.tasks();
        sum = new double[range.size()][tasks];
        steps = new int[range.size()][tasks];
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        int learned = Checks.inRange("learned", inputs.ints("learned").get(0), 0, tasks);
        int task = Checks.inRange("task", inputs.ints("task").get(0), 0, tasks - 1);
        if (inputs.ints("training").get(0) == 0 && range.contains(learned - 1)) {
            sum[learned - 1 - range.from()][task] += inputs.reals("accuracy").get(0);
            steps[learned - 1 - range.from()][task]++;
        }
    }

    private double accuracy(int k, int task) {
        return steps[k][task] == 0 ? Double.NaN : sum[k][task] / steps[k][task];
    }

    static Outputs<ForgettingKernel> outputs(ForgettingParams p) {
        int n = p.tasks();
        return new Outputs<ForgettingKernel>()
                .perUnit(
                        "learned",
                        Kind.REALS,
                        n,
                        "tasks learned, k = 1, 2, ...",
                        k -> k.rows((row, learned) -> learned))
                .perUnit(
                        "meanAccuracy",
                        Kind.REALS,
                        n,
                        "mean accuracy over the k tasks learned; NaN before",
                        k -> k.rows(k::meanAccuracy))
                .perUnit(
                        "firstTask",
                        Kind.REALS,
                        n,
                        "accuracy on the first task after k tasks",
                        k -> k.rows((row, learned) -> k.accuracy(row, 0)))
                .perUnit(
                        "latestTask",
                        Kind.REALS,
                        n,
                        "accuracy on task k right after it was taught",
                        k -> k.rows((row, learned) -> k.accuracy(row, learned - 1)))
                .perUnit("matrix", Kind.REALS, n * n, "accuracy after k tasks (rows) on task j", k -> k.matrix())
                .over(n, n);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private Reals matrix() {
        double[] all = new double[sum.length * tasks];
        for (int i = 0; i < all.length; i++) {
            all[i] = accuracy(i / tasks, i % tasks);
        }
        return Reals.wrap(all);
    }

    /** A number for each row of the range and the tasks learned by then. */
    private interface OfRow {
        double value(int row, int learned);
    }

    private Reals rows(OfRow number) {
        double[] values = new double[sum.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = number.value(row, range.from() + row + 1);
        }
        return Reals.wrap(values);
    }

    private double meanAccuracy(int row, int learned) {
        double total = 0.0;
        for (int j = 0; j < learned; j++) {
            total += accuracy(row, j);
        }
        return total / learned;
    }

    @Override
    public void unit(int unit, State state) {
        state.keep("accuracySum", sum[unit - range.from()]);
        state.keep("testSteps", steps[unit - range.from()]);
    }
}
