package org.sparsecortex.neurons.continual;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.Sums;
import org.sparsecortex.sdr.param.Checks;

/**
 * Prototypes as running means, held by every range; the unit is a place in the batch.
 *
 * <pre>
 *   taught sample x of task T:  n_T += 1,  p_T += (x - p_T) / n_T,  context = z(p_T) after the batch
 *   tested sample x:            context = z(p_k), k = argmin over known tasks of |x - p_k|^2 (the lower k among equals)
 *   z(p) = (p - mean of p) / standard deviation of p
 * </pre>
 *
 * Differs from the paper: prototypes grow while the task is taught instead of being computed beforehand.
 */
final class TaskPrototypesKernel implements StreamedKernel<Tuple, Tuple> {
    private final TaskPrototypesParams params;
    private final UnitRange range;
    private final double[][] prototype;
    private final long[] count;
    private final int[] inferred;
    private int trueTask;

    TaskPrototypesKernel(TaskPrototypesParams params, UnitRange range) {
        this.params = params;
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
    public Tuple propose(Step step, Inputs inputs, int round) {
        return Tuple.EMPTY;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        Reals samples = inputs.reals("samples");
        trueTask = Checks.inRange("task", inputs.ints("task").get(0), 0, params.tasks() - 1);
        boolean teach = step.learn() && inputs.ints("training").get(0) == 1;
        if (teach) {
            for (int s = 0; s < params.batch(); s++) {
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

    @Override
    public Signal read(String signal) {
        switch (signal) {
            case "context":
                double[] contexts = new double[inferred.length * params.inputs()];
                for (int s = 0; s < inferred.length; s++) {
                    standardised(prototype[inferred[s]], contexts, s * params.inputs());
                }
                return Reals.wrap(contexts);
            case "inferred":
                return Ints.of(inferred);
            case "isRight":
                int[] right = new int[inferred.length];
                for (int s = 0; s < right.length; s++) {
                    right[s] = inferred[s] == trueTask ? 1 : 0;
                }
                return Ints.wrap(right);
            default:
                throw new IllegalArgumentException("task prototypes have no signal '" + signal + "'");
        }
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
    public void saveShared(DataOutput out) throws IOException {
        out.writeInt(trueTask);
        for (int k = 0; k < prototype.length; k++) {
            out.writeLong(count[k]);
            for (double p : prototype[k]) {
                out.writeDouble(p);
            }
        }
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        trueTask = in.readInt();
        for (int k = 0; k < prototype.length; k++) {
            count[k] = in.readLong();
            for (int i = 0; i < prototype[k].length; i++) {
                prototype[k][i] = in.readDouble();
            }
        }
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeInt(inferred[unit - range.from()]);
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        inferred[unit - range.from()] = in.readInt();
    }
}
