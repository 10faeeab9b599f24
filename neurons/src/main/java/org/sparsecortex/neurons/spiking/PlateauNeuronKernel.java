package org.sparsecortex.neurons.spiking;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Exact integration: within a step the drive is constant, so voltage and threshold crossing have closed forms.
 *
 * <pre>
 *   V(t) = V_inf + (V_0 - V_inf) exp(-t / tau),   t* = tau ln((V_inf - V_0) / (V_inf - V_th)) if V_inf &gt; V_th
 * </pre>
 *
 * Spike times are not rounded to steps; each is a step and a time within it, so that what follows does not depend on the
 * absolute time. Refractory times are whole steps; input and plateaus act from the start of a step on.
 */
final class PlateauNeuronKernel implements IndependentKernel {
    private final PlateauNeuronParams params;
    private final UnitRange range;
    private final Outputs<PlateauNeuronKernel> outputs;
    private final double[] v;
    private final long[] readyStep;
    private final double[] readyAtMs;
    private final double[] first;
    private final double[] last;
    private final int[] spikes;
    private final boolean[] spiked;
    private final SegmentStore store;
    private final int[][] recent;
    private final long[] plateauEnd;
    private final int[] onPlateau;
    private final int[][] sources;
    private final long[] sourceBits;
    private final double wholeStep;
    private final long refractorySteps;
    private final int windowSteps;
    private final long plateauSteps;
    private double timeMs;

    PlateauNeuronKernel(PlateauNeuronParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        int n = range.size();
        v = new double[n];
        readyStep = new long[n];
        readyAtMs = new double[n];
        first = new double[n];
        last = new double[n];
        spikes = new int[n];
        spiked = new boolean[n];
        onPlateau = new int[n];
        Arrays.fill(v, params.restMv());
        Arrays.fill(readyStep, Long.MIN_VALUE);
        Arrays.fill(first, Double.NaN);
        Arrays.fill(last, Double.NaN);
        windowSteps = params.windowSteps();
        plateauSteps = params.plateauSteps();
        int segments = n * params.segments();
        recent = new int[segments][windowSteps];
        plateauEnd = new long[segments];
        Arrays.fill(plateauEnd, Long.MIN_VALUE);
        store = segments == 0 ? null : segments(context);
        int inputs = context.has("feedforward") ? context.inputSize("feedforward") : 0;
        sourceBits = new long[Sdr.wordCount(inputs)];
        sources = new int[params.feedforwardSynapses() > 0 && inputs > 0 ? n : 0][];
        KeyedRandom wiring = KeyedRandom.of(context.seed(), "feed-forward sources");
        for (int i = 0; i < sources.length; i++) {
            sources[i] = wiring.sample(inputs, params.feedforwardSynapses(), range.from() + i, 0, 0);
        }
        refractorySteps = params.refractorySteps();
        wholeStep = ExactMath.exp(-params.dtMs() / params.tauMs());
    }

    private SegmentStore segments(BuildContext context) {
        int inputs = context.inputSize("distal");
        SegmentStore made = new SegmentStore(
                range.size(), inputs, Permanence.of(0.5), params.segments(), params.synapsesPerSegment());
        KeyedRandom wiring = KeyedRandom.of(context.seed(), "distal sources");
        for (int i = 0; i < range.size(); i++) {
            for (int d = 0; d < params.segments(); d++) {
                int segment = made.create(i, 0);
                for (int source : wiring.sample(inputs, params.synapsesPerSegment(), range.from() + i, d, 0)) {
                    made.grow(segment, source, Permanence.ONE);
                }
            }
        }
        return made;
    }

    /** The signals and where their values come from. */
    static Outputs<PlateauNeuronKernel> outputs(PlateauNeuronParams p) {
        Outputs<PlateauNeuronKernel> all = new Outputs<>();
        int n = p.units();
        all.perUnit("spikes", Kind.SDR, n, "neurons that spiked in the step", k -> k.flags(i -> k.spiked[i]));
        all.perUnit(
                "plateaus",
                Kind.SDR,
                n,
                "neurons with a segment on its plateau: predicted ones",
                k -> k.flags(i -> k.onPlateau[i] > 0));
        all.global("timeMs", Kind.REALS, 1, "end of the step, ms", k -> Reals.of(k.timeMs));
        all.perUnit("vMv", Kind.REALS, n, "voltage at the end of the step, mV", k -> Reals.of(k.v));
        all.perUnit("plateauSegments", Kind.REALS, n, "segments on their plateau", k -> k.each(i -> k.onPlateau[i]));
        all.perUnit("spikeCount", Kind.REALS, n, "spikes so far", k -> k.each(i -> k.spikes[i]));
        all.perUnit(
                "rateHz",
                Kind.REALS,
                n,
                "one over the mean interval so far, Hz; 0 before the second spike",
                k -> k.each(k::rateHz));
        all.perUnit(
                "theoryRateHz",
                Kind.REALS,
                n,
                "closed form of the rate without a plateau, Hz",
                k -> k.each(i -> p.rateHz(k.pa(i), 0.0)));
        all.perUnit(
                "theoryPlateauRateHz",
                Kind.REALS,
                n,
                "closed form of the rate on a plateau, Hz",
                k -> k.each(i -> p.rateHz(k.pa(i), p.plateauMv())));
        all.perUnit(
                "firstSpikeMs", Kind.REALS, n, "time of the first spike, ms; NaN before it", k -> Reals.of(k.first));
        all.perUnit("lastSpikeMs", Kind.REALS, n, "time of the last spike, ms; NaN before it", k -> Reals.of(k.last));
        all.perUnit("currentPa", Kind.REALS, n, "current of the condition, pA", k -> k.each(k::pa));
        return all;
    }

    private double pa(int i) {
        return params.current(range.from() + i);
    }

    private double rateHz(int i) {
        return spikes[i] < 2 ? 0.0 : 1000.0 * (spikes[i] - 1) / (last[i] - first[i]);
    }

    private Reals each(IntToDoubleFunction value) {
        return Reals.wrap(IntStream.range(0, v.length).mapToDouble(value).toArray());
    }

    private Sdr flags(IntPredicate own) {
        int[] active = IntStream.range(0, v.length)
                .filter(own)
                .map(i -> range.from() + i)
                .toArray();
        return Sdr.ofSorted(params.units(), active);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        timeMs = (step.index() + 1) * params.dtMs();
        if (store != null) {
            updatePlateaus(step.index(), inputs.sdr("distal"));
        }
        Sdr x = inputs.has("feedforward") ? inputs.sdr("feedforward") : Sdr.empty(0);
        Arrays.fill(sourceBits, 0L);
        x.setBits(sourceBits);
        Reals current = inputs.has("current") ? inputs.reals("current") : null;
        for (int i = 0; i < v.length; i++) {
            double pa = params.current(range.from() + i) + (current == null ? 0.0 : current.get(range.from() + i));
            double target = params.restMv()
                    + PlateauNeuronParams.MV_PER_MOHM_PA * params.resistanceMohm() * pa
                    + (onPlateau[i] > 0 ? params.plateauMv() : 0.0);
            int before = spikes[i];
            advance(i, step.index(), target, params.feedforwardMv() * active(i, x));
            spiked[i] = spikes[i] > before;
            if (Double.isNaN(v[i])) {
                throw new ArithmeticException("the voltage of neuron " + (range.from() + i) + " is not a number");
            }
        }
    }

    private int active(int i, Sdr x) {
        if (sources.length == 0) {
            return x.cardinality();
        }
        int count = 0;
        for (int source : sources[i]) {
            count += (int) (sourceBits[source >>> 6] >>> source & 1L);
        }
        return count;
    }

    private void updatePlateaus(long step, Sdr x) {
        store.detect(x);
        int slot = (int) (step % windowSteps);
        for (int i = 0; i < v.length; i++) {
            int on = 0;
            for (int d = 0; d < params.segments(); d++) {
                int segment = store.segmentOn(i, d);
                int at = i * params.segments() + d;
                recent[at][slot] = store.connectedOverlap(segment);
                int within = 0;
                for (int count : recent[at]) {
                    within += count;
                }
                if (recent[at][slot] > 0 && within >= params.nmdaThreshold()) {
                    plateauEnd[at] = step + plateauSteps;
                }
                on += plateauEnd[at] > step ? 1 : 0;
            }
            onPlateau[i] = on;
        }
    }

    /** Times within the step, 0 at its start. A neuron that spikes is refractory until the step is over, at least. */
    private void advance(int i, long step, double target, double jump) {
        double t = step < readyStep[i] ? params.dtMs() : step == readyStep[i] ? readyAtMs[i] : 0.0;
        if (t == 0.0) {
            v[i] += jump;
            if (v[i] >= params.thresholdMv()) {
                spike(i, step, 0.0);
                return;
            }
        }
        double left = params.dtMs() - t;
        if (left <= 0.0) {
            return;
        }
        double crossing = target > params.thresholdMv()
                ? params.tauMs() * ExactMath.log((target - v[i]) / (target - params.thresholdMv()))
                : Double.POSITIVE_INFINITY;
        if (crossing < left) {
            spike(i, step, t + crossing);
        } else {
            double factor = t == 0.0 ? wholeStep : ExactMath.exp(-left / params.tauMs());
            v[i] = target + (v[i] - target) * factor;
        }
    }

    private void spike(int i, long step, double atMs) {
        last[i] = step * params.dtMs() + atMs;
        first[i] = spikes[i] == 0 ? last[i] : first[i];
        spikes[i]++;
        v[i] = params.resetMv();
        readyStep[i] = step + refractorySteps;
        readyAtMs[i] = atMs;
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        timeMs = state.keep("timeMs", timeMs);
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        v[i] = state.keep("vMv", v[i]);
        readyStep[i] = state.keep("readyStep", readyStep[i]);
        readyAtMs[i] = state.keep("readyAtMs", readyAtMs[i]);
        first[i] = state.keep("firstSpikeMs", first[i]);
        last[i] = state.keep("lastSpikeMs", last[i]);
        spikes[i] = state.keep("spikeCount", spikes[i]);
        spiked[i] = state.keep("spiked", spiked[i]);
        onPlateau[i] = state.keep("plateauSegments", onPlateau[i]);
        state.keep("plateauEndSteps", plateauEnd, i * params.segments(), (i + 1) * params.segments());
        for (int at = i * params.segments(); at < (i + 1) * params.segments(); at++) {
            state.keep("activeSynapses", recent[at]);
        }
    }
}
