package org.sparsecortex.sparsey.study;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.Interval;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Runs the trials of a {@link Study} and keeps mean and spread of each measure by Welford's update. */
final class StudyKernel implements IndependentKernel {
    private static final String BOUND = "95 % interval of the mean, ";

    private final Study study;
    private final Outputs<StudyKernel> outputs;
    private final UnitRange range;
    private final KeyedRandom seeds;
    private final long[] trials;
    private final double[][] mean;
    private final double[][] squares;

    StudyKernel(Study study, long seed, UnitRange range) {
        this.study = study;
        this.outputs = outputs(study);
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
    public void step(Step step, Inputs inputs) {
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

    static Outputs<StudyKernel> outputs(Study study) {
        Outputs<StudyKernel> out = new Outputs<>();
        int units = study.units();
        List<String> measures = study.measures();
        for (int m = 0; m < measures.size(); m++) {
            int measure = m;
            String name = measures.get(m);
            out.perUnit(name, Kind.REALS, units, "mean over the trials", k -> k.values(i -> k.mean[i][measure]))
                    .perUnit(
                            name + "Low",
                            Kind.REALS,
                            units,
                            BOUND + "lower bound",
                            k -> k.values(i -> k.interval(i, measure).low()))
                    .perUnit(
                            name + "High",
                            Kind.REALS,
                            units,
                            BOUND + "upper bound",
                            k -> k.values(i -> k.interval(i, measure).high()));
        }
        for (int a = 0; a < study.axes().size(); a++) {
            int axis = a;
            out.perUnit(
                    study.axes().get(a),
                    Kind.REALS,
                    units,
                    "value of the axis",
                    k -> k.values(i -> study.point(k.range.from() + i)[axis]));
        }
        return out;
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private Reals values(IntToDoubleFunction of) {
        return Reals.wrap(IntStream.range(0, trials.length).mapToDouble(of).toArray());
    }

    private Interval interval(int i, int measure) {
        double sd = trials[i] < 2 ? 0.0 : Math.sqrt(squares[i][measure] / (trials[i] - 1.0));
        return Interval.ofMean(mean[i][measure], sd, Math.max(1, trials[i]));
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        trials[i] = state.keep("trials", trials[i]);
        state.keep("mean", mean[i]);
        state.keep("squaredDeviations", squares[i]);
    }
}
