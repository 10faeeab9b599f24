package org.sparsecortex.sparsey.study;

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
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Runs the trials of a {@link Study} and keeps mean and spread of each measure by Welford's update. */
final class StudyKernel implements StreamedKernel<Tuple, Tuple> {
    private final Study study;
    private final UnitRange range;
    private final KeyedRandom seeds;
    private final long[] trials;
    private final double[][] mean;
    private final double[][] squares;

    StudyKernel(Study study, long seed, UnitRange range) {
        this.study = study;
        this.range = range;
        seeds = KeyedRandom.of(seed, "trials");
        int measures = study.measures().size();
        trials = new long[range.size()];
        mean = new double[range.size()][measures];
        squares = new double[range.size()][measures];
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
        double[] measured = new double[study.measures().size()];
        for (int i = 0; i < trials.length; i++) {
            int unit = range.from() + i;
            double[] point = study.point(unit);
            for (int t = 0; t < study.trialsPerStep(); t++) {
                long number = step.index() * study.trialsPerStep() + t;
                study.trial(point, seeds.bits(unit, number, 0), measured);
                trials[i]++;
                for (int m = 0; m < measured.length; m++) {
                    double before = measured[m] - mean[i][m];
                    mean[i][m] += before / trials[i];
                    squares[i][m] += before * (measured[m] - mean[i][m]);
                }
            }
        }
    }

    @Override
    public Signal read(String signal) {
        int axis = study.axes().indexOf(signal);
        String name = signal.replaceAll("(Low|High)$", "");
        int measure = study.measures().indexOf(name);
        if (axis < 0 && measure < 0) {
            throw new IllegalArgumentException("a study of " + study.measures() + " has no signal '" + signal + "'");
        }
        double[] values = new double[trials.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = axis >= 0 ? study.point(range.from() + i)[axis] : value(signal, i, measure);
        }
        return Reals.wrap(values);
    }

    private double value(String signal, int i, int measure) {
        double sd = trials[i] < 2 ? 0.0 : Math.sqrt(squares[i][measure] / (trials[i] - 1.0));
        Interval of = Interval.ofMean(mean[i][measure], sd, Math.max(1, trials[i]));
        return signal.endsWith("Low") ? of.low() : signal.endsWith("High") ? of.high() : mean[i][measure];
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int i = unit - range.from();
        out.writeLong(trials[i]);
        for (int m = 0; m < mean[i].length; m++) {
            out.writeDouble(mean[i][m]);
            out.writeDouble(squares[i][m]);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        int i = unit - range.from();
        trials[i] = in.readLong();
        for (int m = 0; m < mean[i].length; m++) {
            mean[i][m] = in.readDouble();
            squares[i][m] = in.readDouble();
        }
    }
}
