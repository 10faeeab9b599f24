package org.sparsecortex.neurons.selection;

import java.util.Arrays;
import java.util.Comparator;
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
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** The choice of {@link FeatureSelectionParams}, which every range makes for itself, and the samples of a range. */
final class FeatureSelectionKernel implements IndependentKernel {
    private final FeatureSelectionParams params;
    private final Outputs<FeatureSelectionKernel> outputs;
    private final UnitRange range;
    private final double[] scores;
    private final double[] kept;
    private final double[][] rows;

    /** Of the variance: numbers of a sample have the same count. */
    private long taught;

    private final double[] mean;
    private final double[] squares;

    FeatureSelectionKernel(FeatureSelectionParams params, long seed, UnitRange range) {
        this.params = params;
        this.outputs = outputs(params);
        this.range = range;
        int n = params.inputs();
        scores = new double[n];
        kept = new double[n];
        rows = new double[range.size()][n];
        boolean measures = params.by() == FeatureSelectionParams.Criterion.VARIANCE;
        mean = new double[measures ? n : 0];
        squares = new double[measures ? n : 0];
        if (params.by() == FeatureSelectionParams.Criterion.RANDOM) {
            KeyedRandom random = KeyedRandom.of(seed, "scores");
            for (int i = 0; i < n; i++) {
                scores[i] = random.uniform(0, 0, i);
            }
        }
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        Reals samples = inputs.reals("samples");
        switch (params.by()) {
            case SCORES -> {
                Reals given = inputs.reals(FeatureSelectionParams.SCORES);
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = given.get(i);
                }
            }
            case VARIANCE -> {
                if (step.learn()) {
                    measure(samples);
                }
            }
            case RANDOM -> {}
        }
        choose();
        for (int s = 0; s < rows.length; s++) {
            int at = (range.from() + s) * kept.length;
            for (int i = 0; i < kept.length; i++) {
                rows[s][i] = kept[i] > 0 ? samples.get(at + i) : 0.0;
            }
        }
    }

    /** Mean and squared deviations, one sample after another (Welford 1962). */
    private void measure(Reals samples) {
        for (int s = 0; s < params.samples(); s++) {
            taught++;
            for (int i = 0; i < mean.length; i++) {
                double deviation = samples.get(s * mean.length + i) - mean[i];
                mean[i] += deviation / taught;
                squares[i] += deviation * (samples.get(s * mean.length + i) - mean[i]);
            }
        }
        for (int i = 0; i < mean.length; i++) {
            scores[i] = squares[i] / taught;
        }
    }

    private void choose() {
        int[] best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparing(i -> i))
                .mapToInt(i -> i)
                .limit(params.keep())
                .toArray();
        Arrays.fill(kept, 0.0);
        for (int i : best) {
            kept[i] = 1.0;
        }
    }

    static Outputs<FeatureSelectionKernel> outputs(FeatureSelectionParams p) {
        int n = p.inputs();
        return new Outputs<FeatureSelectionKernel>()
                .perUnit(
                        "samples",
                        Kind.REALS,
                        p.samples() * n,
                        "the samples, with 0 for all numbers that are not kept",
                        k -> k.all())
                .over(p.samples(), n)
                .global(
                        "kept",
                        Kind.REALS,
                        n,
                        "1 for each number of a sample that is kept, else 0",
                        k -> Reals.of(k.kept))
                .global("scores", Kind.REALS, n, "score of each number of a sample", k -> Reals.of(k.scores));
    }

    private Reals all() {
        double[] values = new double[rows.length * kept.length];
        for (int s = 0; s < rows.length; s++) {
            System.arraycopy(rows[s], 0, values, s * kept.length, kept.length);
        }
        return Reals.wrap(values);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        taught = state.keep("taught", taught);
        state.keep("mean", mean);
        state.keep("squares", squares);
        state.keep("scores", scores);
        state.keep("kept", kept);
    }

    @Override
    public void unit(int unit, State state) {
        state.keep("sample", rows[unit - range.from()]);
    }
}
