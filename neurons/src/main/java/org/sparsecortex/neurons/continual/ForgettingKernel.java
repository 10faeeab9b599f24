package org.sparsecortex.neurons.continual;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** Rows of the accuracy matrix a_kj: mean accuracy on task j over the test steps after k tasks. */
final class ForgettingKernel implements StreamedKernel<Tuple, Tuple> {
    private final UnitRange range;
    private final int tasks;
    private final double[][] sum;
    private final int[][] steps;

    ForgettingKernel(ForgettingParams params, UnitRange range) {
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
    public Tuple propose(Step step, Inputs inputs, int round) {
        return Tuple.EMPTY;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        int learned = Checks.inRange("learned", inputs.ints("learned").get(0), 1, tasks);
        int task = Checks.inRange("task", inputs.ints("task").get(0), 0, tasks - 1);
        if (inputs.ints("training").get(0) == 0 && range.contains(learned - 1)) {
            sum[learned - 1 - range.from()][task] += inputs.reals("accuracy").get(0);
            steps[learned - 1 - range.from()][task]++;
        }
    }

    private double accuracy(int k, int task) {
        return steps[k][task] == 0 ? Double.NaN : sum[k][task] / steps[k][task];
    }

    @Override
    public Signal read(String signal) {
        if (signal.equals("matrix")) {
            double[] all = new double[sum.length * tasks];
            for (int i = 0; i < all.length; i++) {
                all[i] = accuracy(i / tasks, i % tasks);
            }
            return Reals.wrap(all);
        }
        double[] values = new double[sum.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = value(signal, k);
        }
        return Reals.wrap(values);
    }

    private double value(String signal, int k) {
        int learned = range.from() + k + 1;
        switch (signal) {
            case "learned":
                return learned;
            case "firstTask":
                return accuracy(k, 0);
            case "latestTask":
                return accuracy(k, learned - 1);
            case "meanAccuracy":
                double total = 0.0;
                for (int j = 0; j < learned; j++) {
                    total += accuracy(k, j);
                }
                return total / learned;
            default:
                throw new IllegalArgumentException("forgetting has no signal '" + signal + "'");
        }
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        for (int j = 0; j < tasks; j++) {
            out.writeDouble(sum[unit - range.from()][j]);
            out.writeInt(steps[unit - range.from()][j]);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        for (int j = 0; j < tasks; j++) {
            sum[unit - range.from()][j] = in.readDouble();
            steps[unit - range.from()][j] = in.readInt();
        }
    }
}
