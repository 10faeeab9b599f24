package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.spiking.wiring.SpikeHistory;

/**
 * Neurons of a range: proposes their spikes in a batch of grid steps, and hears of those of all.
 *
 * <p>Sums of a batch are made in two parts: ahead, from the spikes that are known before the others' proposals arrive, and the
 * rest when the batch begins. Sums are whole numbers, so the parts may be cut anywhere.
 */
final class SpikingNetworkKernel implements Kernel<SpikingNetworkKernel.Spikes, SpikingNetworkKernel.Spikes> {
    /** Spikes of a batch: bit neuron * batch + lag. */
    record Spikes(Sdr spikes) implements Packet {}

    private final SpikingNetworkParams params;
    private final UnitRange range;
    private final Outputs<SpikingNetworkKernel> outputs;
    private final int units;
    private final int batch;
    private final List<Segment> segments = new ArrayList<>();
    private final ArrivingWeights sums;
    private final ChangingSynapses changing;
    private final SpikeHistory history;
    private final SpikeHistory outside;
    private final Outside ports;
    private final int[] spikeCount;
    private final int[] spiked;
    private final double[] traceMv;
    private final int[] traced;
    private long aheadFrom = -1;
    private long aheadKnown;
    private Sdr decided;
    private double timeMs;

    SpikingNetworkKernel(
            SpikingNetworkParams params, Layout layout, long seed, Map<String, Integer> portSizes, UnitRange range) {
        this.params = params;
        this.range = range;
        ports = new Outside(params, seed, portSizes);
        outputs = outputs(params);
        units = params.units();
        batch = params.batch();
        for (int g = 0; g < params.groups().size(); g++) {
            int from = Math.max(range.from(), layout.firstUnit(g));
            int to = Math.min(range.to(), layout.firstUnit(g + 1));
            if (from < to) {
                segments.add(new Segment(params, layout, seed, g, from, to, range.from()));
            }
        }
        boolean apart = params.groups().stream().anyMatch(g -> g.model().channels() == 2);
        sums = new ArrivingWeights(layout.wiring(), range, batch, apart);
        changing = new ChangingSynapses(params, layout, range);
        history = new SpikeHistory(layout.longest() + batch + 1);
        outside = new SpikeHistory(layout.longest() + batch + 1);
        spikeCount = new int[range.size()];
        spiked = new int[range.size()];
        traced = params.traced().stream()
                .mapToInt(Integer::intValue)
                .filter(range::contains)
                .toArray();
        traceMv = new double[traced.length * batch];
        decided = Sdr.empty(units * batch);
    }

    /** The signals and where their values come from. */
    static Outputs<SpikingNetworkKernel> outputs(SpikingNetworkParams p) {
        int n = p.units();
        int batch = p.batch();
        Outputs<SpikingNetworkKernel> all = new Outputs<SpikingNetworkKernel>()
                .global("spikes", Kind.SDR, n * batch, "spikes: bit neuron * batch + lag", k -> k.decided)
                .over(n, batch)
                .global("active", Kind.SDR, n, "neurons that spiked in the step", k -> k.active(0, n))
                .perUnit("spikeCount", Kind.INTS, n, "spikes so far", k -> Ints.of(k.spikeCount))
                .perUnit(
                        "vMv", Kind.REALS, n, "voltage at the end of the step, mV; NaN of sources", k -> k.each(k::vMv))
                .perUnit("indegree", Kind.INTS, n, "synapses onto the neuron", k -> Ints.wrap(k.indegrees()))
                .perUnit("plateaus", Kind.INTS, n, "plateaus that are on", k -> Ints.wrap(k.plateaus()))
                .global("timeMs", Kind.REALS, 1, "end of the step, ms", k -> Reals.of(k.timeMs));
        if (p.groups().stream().anyMatch(g -> g.adaptiveThreshold().isPresent())) {
            all.perUnit("thetaMv", Kind.REALS, n, "how far the threshold has risen, mV", k -> k.each(k::thetaMv));
        }
        if (!p.traced().isEmpty()) {
            all.perUnit(
                            "traceMv",
                            Kind.REALS,
                            p.traced().size() * batch,
                            "voltage of each traced neuron at the end of each grid step of the batch, mV",
                            k -> Reals.of(k.traceMv))
                    .over(p.traced().size(), batch);
        }
        int from = 0;
        for (Group g : p.groups()) {
            int first = from;
            int end = from + g.neurons();
            String doc = "neurons of group " + g.id() + " that spiked in the step";
            all.global("active-" + g.id(), Kind.SDR, g.neurons(), doc, k -> k.active(first, end));
            from = end;
        }
        ChangingSynapses.declare(p, all);
        return all;
    }

    ChangingSynapses changing() {
        return changing;
    }

    private Reals each(IntToDoubleFunction value) {
        double[] all = new double[range.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = value.applyAsDouble(range.from() + i);
        }
        return Reals.wrap(all);
    }

    private int[] indegrees() {
        int[] all = changing.addIndegrees(sums.indegrees());
        segments.forEach(s -> s.addIndegrees(all));
        return all;
    }

    private int[] plateaus() {
        int[] all = new int[range.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = segment(range.from() + i).plateaus(range.from() + i);
        }
        return all;
    }

    private double vMv(int unit) {
        return segment(unit).vMv(unit);
    }

    private double thetaMv(int unit) {
        return segment(unit).thetaMv(unit);
    }

    private Segment segment(int unit) {
        int s = 0;
        while (!segments.get(s).contains(unit)) {
            s++;
        }
        return segments.get(s);
    }

    /** Units first .. end - 1 that spiked in the step. */
    private Sdr active(int first, int end) {
        int[] found = new int[decided.cardinality()];
        int n = 0;
        for (int i = 0; i < found.length; i++) {
            int unit = decided.active(i) / batch;
            if (unit >= first && unit < end && (n == 0 || found[n - 1] != unit - first)) {
                found[n++] = unit - first;
            }
        }
        return Sdr.ofSorted(end - first, Arrays.copyOf(found, n));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Spikes propose(Step step, Inputs inputs, int round) {
        if (step.reset()) {
            reset();
        }
        long first = step.index() * batch + 1;
        for (int lag = 0; lag < batch; lag++) {
            changing.begin(first + lag);
        }
        ports.hear(inputs, first, outside, changing::spike);
        changing.reward(inputs, first - 1, batch, step.learn());
        boolean isAhead = aheadFrom == first;
        if (!isAhead) {
            sums.clear();
        }
        for (int lag = 0; lag < batch; lag++) {
            long k = first + lag;
            sums.add(history, k, lag, isAhead ? aheadKnown : Long.MIN_VALUE, first - 1);
            sums.add(outside, k, lag, Long.MIN_VALUE, k - 1);
        }
        int[] bits = new int[16];
        int n = 0;
        for (int lag = 0; lag < batch; lag++) {
            changing.arrive(first + lag, lag, sums, history, outside, step.learn());
            int count = integrate(first + lag, lag, step.learn());
            if (n + count > bits.length) {
                bits = Arrays.copyOf(bits, Math.max(2 * bits.length, n + count));
            }
            for (int i = 0; i < count; i++) {
                spikeCount[spiked[i]]++;
                changing.fired(range.from() + spiked[i], first + lag, step.learn());
                bits[n++] = (range.from() + spiked[i]) * batch + lag;
            }
            changing.end(first + lag, step.learn());
        }
        Arrays.sort(bits, 0, n);
        sums.clear();
        aheadFrom = -1;
        timeMs = (first + batch - 1) * params.stepMs();
        return new Spikes(Sdr.ofSorted(units * batch, Arrays.copyOf(bits, n)));
    }

    private int integrate(long k, int lag, boolean isTaught) {
        int count = 0;
        for (Segment segment : segments) {
            count = segment.step(k, sums, lag, spiked, count, isTaught);
            segment.dendrites(k, history, outside);
        }
        for (int t = 0; t < traced.length; t++) {
            traceMv[t * batch + lag] = vMv(traced[t]);
        }
        return count;
    }

    private void reset() {
        history.clear();
        outside.clear();
        sums.clear();
        changing.clear();
        aheadFrom = -1;
        segments.forEach(Segment::reset);
    }

    /** Sums up for the next batch what is known before this one's spikes are. */
    @Override
    public void workAhead() {
        long last = Math.round(timeMs / params.stepMs());
        aheadFrom = last + 1;
        aheadKnown = last - batch;
        for (int lag = 0; lag < batch; lag++) {
            sums.add(history, aheadFrom + lag, lag, Long.MIN_VALUE, aheadKnown);
        }
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Spikes decision) {
        decided = decision.spikes();
        long first = step.index() * batch + 1;
        for (int lag = 0; lag < batch; lag++) {
            history.begin(first + lag);
        }
        for (int i = 0; i < decided.cardinality(); i++) {
            int bit = decided.active(i);
            history.add(first + bit % batch, bit / batch);
            changing.spike(first + bit % batch, bit / batch);
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        timeMs = state.keep("timeMs", timeMs);
        decided = state.keep("spikes", decided);
        history.state(state);
        outside.state(state);
        changing.shared(state);
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        spikeCount[i] = state.keep("spikeCount", spikeCount[i]);
        segment(unit).cell(unit, state);
        changing.unit(unit, state);
        for (int t = 0; t < traced.length; t++) {
            if (traced[t] == unit) {
                state.keep("traceMv", traceMv, t * batch, (t + 1) * batch);
            }
        }
    }

    @Override
    public void loaded() {
        aheadFrom = -1;
        sums.clear();
    }
}
