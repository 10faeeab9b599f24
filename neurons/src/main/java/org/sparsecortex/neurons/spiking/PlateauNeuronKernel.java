package org.sparsecortex.neurons.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
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
 * Spike times and refractory times are not rounded to steps; input and plateaus act from the start of a step on.
 */
final class PlateauNeuronKernel implements StreamedKernel<Tuple, Tuple> {
    private final PlateauNeuronParams params;
    private final UnitRange range;
    private final double[] v;
    private final double[] refractoryUntil;
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
    private double timeMs;

    PlateauNeuronKernel(PlateauNeuronParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
        int n = range.size();
        v = new double[n];
        refractoryUntil = new double[n];
        first = new double[n];
        last = new double[n];
        spikes = new int[n];
        spiked = new boolean[n];
        onPlateau = new int[n];
        Arrays.fill(v, params.restMv());
        Arrays.fill(refractoryUntil, Double.NEGATIVE_INFINITY);
        Arrays.fill(first, Double.NaN);
        Arrays.fill(last, Double.NaN);
        int segments = n * params.segments();
        recent = new int[segments][params.windowSteps()];
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
        double from = step.index() * params.dtMs();
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
            advance(i, from, target, params.feedforwardMv() * active(i, x));
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
        int slot = (int) (step % params.windowSteps());
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
                    plateauEnd[at] = step + params.plateauSteps();
                }
                on += plateauEnd[at] > step ? 1 : 0;
            }
            onPlateau[i] = on;
        }
    }

    private void advance(int i, double from, double target, double jump) {
        double t = from;
        if (refractoryUntil[i] > t) {
            t = Math.min(timeMs, refractoryUntil[i]);
        } else {
            v[i] += jump;
            if (v[i] >= params.thresholdMv()) {
                spike(i, t);
                t = Math.min(timeMs, refractoryUntil[i]);
            }
        }
        while (t < timeMs) {
            double left = timeMs - t;
            double crossing = target > params.thresholdMv()
                    ? params.tauMs() * ExactMath.log((target - v[i]) / (target - params.thresholdMv()))
                    : Double.POSITIVE_INFINITY;
            if (crossing >= left) {
                double factor = t == from ? wholeStep : ExactMath.exp(-left / params.tauMs());
                v[i] = target + (v[i] - target) * factor;
                t = timeMs;
            } else {
                spike(i, t + crossing);
                t = Math.min(timeMs, refractoryUntil[i]);
            }
        }
    }

    private void spike(int i, double t) {
        first[i] = spikes[i] == 0 ? t : first[i];
        last[i] = t;
        spikes[i]++;
        v[i] = params.resetMv();
        refractoryUntil[i] = t + params.refractoryMs();
    }

    @Override
    public Signal read(String signal) {
        switch (signal) {
            case "spikes":
                return flags(spiked);
            case "plateaus":
                boolean[] on = new boolean[v.length];
                for (int i = 0; i < on.length; i++) {
                    on[i] = onPlateau[i] > 0;
                }
                return flags(on);
            case "timeMs":
                return Reals.of(timeMs);
            default:
                double[] values = new double[v.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(signal, i);
                }
                return Reals.wrap(values);
        }
    }

    private Sdr flags(boolean[] own) {
        boolean[] all = new boolean[params.units()];
        System.arraycopy(own, 0, all, range.from(), own.length);
        return Sdr.fromFlags(all);
    }

    private double value(String signal, int i) {
        double pa = params.current(range.from() + i);
        return switch (signal) {
            case "vMv" -> v[i];
            case "plateauSegments" -> onPlateau[i];
            case "spikeCount" -> spikes[i];
            case "rateHz" -> spikes[i] < 2 ? 0.0 : 1000.0 * (spikes[i] - 1) / (last[i] - first[i]);
            case "theoryRateHz" -> params.rateHz(pa, 0.0);
            case "theoryPlateauRateHz" -> params.rateHz(pa, params.plateauMv());
            case "firstSpikeMs" -> first[i];
            case "lastSpikeMs" -> last[i];
            case "currentPa" -> pa;
            default -> throw new IllegalArgumentException("a plateau neuron has no signal '" + signal + "'");
        };
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        out.writeDouble(timeMs);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        timeMs = in.readDouble();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int i = unit - range.from();
        out.writeDouble(v[i]);
        out.writeDouble(refractoryUntil[i]);
        out.writeDouble(first[i]);
        out.writeDouble(last[i]);
        out.writeInt(spikes[i]);
        out.writeBoolean(spiked[i]);
        out.writeInt(onPlateau[i]);
        for (int at = i * params.segments(); at < (i + 1) * params.segments(); at++) {
            out.writeLong(plateauEnd[at]);
            for (int count : recent[at]) {
                out.writeInt(count);
            }
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        int i = unit - range.from();
        v[i] = in.readDouble();
        refractoryUntil[i] = in.readDouble();
        first[i] = in.readDouble();
        last[i] = in.readDouble();
        spikes[i] = in.readInt();
        spiked[i] = in.readBoolean();
        onPlateau[i] = in.readInt();
        for (int at = i * params.segments(); at < (i + 1) * params.segments(); at++) {
            plateauEnd[at] = in.readLong();
            for (int s = 0; s < recent[at].length; s++) {
                recent[at][s] = in.readInt();
            }
        }
    }
}
