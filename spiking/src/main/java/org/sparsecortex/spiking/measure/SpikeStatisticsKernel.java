package org.sparsecortex.spiking.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.spiking.measure.SpikeStatisticsParams.MeasuredGroup;

/** Statistics of all groups in one unit. */
final class SpikeStatisticsKernel implements IndependentKernel {
    private final SpikeStatisticsParams params;
    private final int batch;
    private final UnitRange range;
    private final Outputs<SpikeStatisticsKernel> outputs;
    private final List<GroupStatistics> groups = new ArrayList<>();
    private final int[] groupOf;
    private final int[] firstOf;
    private final long fromStep;
    private long steps;

    SpikeStatisticsKernel(SpikeStatisticsParams params, int batch, UnitRange range) {
        this.params = params;
        this.batch = batch;
        this.range = range;
        outputs = outputs(params);
        groupOf = new int[params.neurons()];
        firstOf = new int[params.groups().size()];
        int unit = 0;
        for (int g = 0; g < params.groups().size() && range.size() > 0; g++) {
            firstOf[g] = unit;
            int n = params.groups().get(g).neurons();
            Arrays.fill(groupOf, unit, unit + n, g);
            unit += n;
            groups.add(new GroupStatistics(params, n));
        }
        fromStep = Math.round(params.fromMs() / params.stepMs());
    }

    /** The signals and where their values come from. */
    static Outputs<SpikeStatisticsKernel> outputs(SpikeStatisticsParams p) {
        Outputs<SpikeStatisticsKernel> all = new Outputs<>();
        each(all, p, "rateHz", "mean rate, Hz", (k, g) -> k.rateHz(g, g.spikes()));
        each(all, p, "cv", "mean CV of intervals; NaN without a neuron of enough intervals", (k, g) -> g.cv());
        each(all, p, "cv2", "mean CV2 of intervals; NaN without a neuron of enough intervals", (k, g) -> g.cv2());
        each(all, p, "cvNeurons", "neurons with enough intervals for CV", (k, g) -> g.regularNeurons());
        each(all, p, "synchrony", "variance by mean of spikes in a bin; NaN without spikes", (k, g) -> g.synchrony());
        each(all, p, "correlation", "mean correlation of pairs; NaN without pairs", (k, g) -> g.correlation());
        each(all, p, "binRateHz", "rate in the last whole bin, Hz", (k, g) -> k.binRateHz(g));
        published(all, p, "publishedRateHz", "published rate, Hz; NaN if none", MeasuredGroup::publishedRateHz);
        published(all, p, "publishedCv", "published CV; NaN if none", MeasuredGroup::publishedCv);
        published(all, p, "publishedSynchrony", "published synchrony; NaN if none", MeasuredGroup::publishedSynchrony);
        all.perUnit("neuronRateHz", Kind.REALS, p.neurons(), "rate of each neuron, Hz", k -> k.neuronRates());
        all.perUnit(
                "neuronCv",
                Kind.REALS,
                p.neurons(),
                "CV of intervals of each neuron; NaN without enough intervals",
                k -> k.neuronCvs());
        int n = p.groups().size();
        all.perUnit("group", Kind.REALS, n, "number of each group", k -> k.numbers(n));
        if (p.periodMs() > 0) {
            for (int g = 0; g < n; g++) {
                int at = g;
                all.perUnit(
                        "psth" + g + "Hz",
                        Kind.REALS,
                        p.periodBins(),
                        "rate of " + p.groups().get(g).id() + " in each bin of the period, Hz",
                        k -> Reals.of(k.groups.get(at).periodRateHz(k.steps)));
            }
            all.perUnit("psthMs", Kind.REALS, p.periodBins(), "start of each bin of the period, ms", k -> k.bins());
        }
        if (p.spectrumMs() > 0) {
            spectra(all, p);
        }
        return all;
    }

    private static void spectra(Outputs<SpikeStatisticsKernel> all, SpikeStatisticsParams p) {
        int size = p.spectrumBins() / 2;
        for (int g = 0; g < p.groups().size(); g++) {
            int at = g;
            all.perUnit(
                    "spectrum" + g,
                    Kind.REALS,
                    size,
                    "power spectrum of the rate of " + p.groups().get(g).id() + ", Hz",
                    k -> Reals.wrap(k.groups.get(at).power()));
        }
        all.perUnit("spectrumHz", Kind.REALS, size, "frequencies of the spectra, Hz", k -> k.frequencies(size));
    }

    private Reals frequencies(int size) {
        double[] hz = new double[size];
        for (int f = 0; f < size; f++) {
            hz[f] = (f + 1) * 1000 / params.spectrumMs();
        }
        return Reals.wrap(hz);
    }

    private Reals neuronRates() {
        double[] all = new double[params.neurons()];
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).spikes(all, firstOf[g]);
        }
        for (int i = 0; i < all.length; i++) {
            all[i] = steps == 0 ? 0 : 1000.0 * all[i] / (steps * params.stepMs());
        }
        return Reals.wrap(all);
    }

    private Reals neuronCvs() {
        double[] all = new double[params.neurons()];
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).cvs(all, firstOf[g]);
        }
        return Reals.wrap(all);
    }

    private interface Measure {
        double of(SpikeStatisticsKernel kernel, GroupStatistics group);
    }

    private static void each(
            Outputs<SpikeStatisticsKernel> all, SpikeStatisticsParams p, String name, String doc, Measure measure) {
        all.perUnit(name, Kind.REALS, p.groups().size(), doc, k -> k.all(g -> measure.of(k, g)));
    }

    private static void published(
            Outputs<SpikeStatisticsKernel> all,
            SpikeStatisticsParams p,
            String name,
            String doc,
            Function<MeasuredGroup, Optional<Double>> value) {
        double[] values = p.groups().stream()
                .mapToDouble(g -> value.apply(g).orElse(Double.NaN))
                .toArray();
        all.perUnit(name, Kind.REALS, values.length, doc, k -> Reals.of(values));
    }

    private Reals all(ToDoubleFunction<GroupStatistics> measure) {
        return Reals.wrap(groups.stream().mapToDouble(measure).toArray());
    }

    private Reals numbers(int n) {
        double[] numbers = new double[n];
        for (int g = 0; g < n; g++) {
            numbers[g] = g;
        }
        return Reals.wrap(numbers);
    }

    private Reals bins() {
        double[] starts = new double[params.periodBins()];
        for (int b = 0; b < starts.length; b++) {
            starts[b] = b * params.binMs();
        }
        return Reals.wrap(starts);
    }

    private double rateHz(GroupStatistics g, long spikes) {
        return steps == 0 ? 0 : 1000.0 * spikes / (g.neurons() * (steps * params.stepMs()));
    }

    private double binRateHz(GroupStatistics g) {
        return 1000.0 * g.lastBin() / (g.neurons() * params.binMs());
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        if (step.reset()) {
            groups.forEach(GroupStatistics::forgetIntervals);
        }
        long first = step.index() * batch + 1;
        Sdr spikes = inputs.sdr("spikes");
        long[] sorted = new long[spikes.cardinality()];
        for (int i = 0; i < sorted.length; i++) {
            int bit = spikes.active(i);
            sorted[i] = (long) (bit % batch) << 32 | bit / batch;
        }
        Arrays.sort(sorted);
        int next = 0;
        for (int lag = 0; lag < batch; lag++) {
            long k = first + lag - fromStep;
            for (; next < sorted.length && sorted[next] >>> 32 == lag; next++) {
                if (k > 0) {
                    int unit = (int) sorted[next];
                    int g = groupOf[unit];
                    groups.get(g).spike(unit - firstOf[g], k);
                }
            }
            if (k > 0) {
                steps = k;
                if (k % params.binSteps() == 0) {
                    groups.forEach(g -> g.endBin(k / params.binSteps()));
                }
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        steps = state.keep("steps", steps);
        groups.forEach(g -> g.state(state));
    }
}
