package org.sparsecortex.neurons.column;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.neurons.memory.Growth;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Output layer of a cortical column: while an object is explored its code stays, and what fits no object sensed so far drops
 * out.
 *
 * <pre>
 *   code of object k: R_k, a fixed random set of {@code active} cells
 *   learning object k: the cells of R_k are active; each grows feed-forward synapses to the input, and distal segments to the
 *                      other cells of R_k and to the active cells of other columns
 *   inferring: driven_c = feed-forward overlap of c &gt;= feedforwardThreshold
 *              support_c = [a segment on the own cells active before is active] + [one on other columns is]
 *              active = driven cells of the highest support that at least active / 2 of them have; without any driven cell
 *              the activity stays
 * </pre>
 *
 * At the first touch all objects that have the feature there are active together; each further touch, and other columns,
 * leave those that agree. Source: Hawkins, Ahmad and Cui 2017, "Output layer". Differs from the paper: a synapse is
 * connected from its first growth, because an object is shown a few times only; feed-forward synapses are never weakened.
 */
final class ObjectPoolerKernel implements StreamedKernel<Tuple, Tuple> {
    private static final double COVERED = 0.9;

    private final ObjectPoolerParams params;
    private final UnitRange range;
    private final boolean hasGrowth;
    private final boolean hasLateral;
    private final Sdr[] codes;
    private final SegmentStore feedforward;
    private final SegmentStore own;
    private final SegmentStore lateral;
    private final Growth feedforwardGrowth;
    private final Growth ownGrowth;
    private final Growth lateralGrowth;
    private final IntBuffer[] levels;
    private Sdr active;
    private int object = -1;

    ObjectPoolerKernel(ObjectPoolerParams params, Sdr[] codes, BuildContext context, UnitRange range) {
        this.params = params;
        this.codes = codes;
        this.range = range;
        hasGrowth = context.has("growth");
        hasLateral = context.has("lateral");
        int inputs = context.inputSize("feedforward");
        int others = hasLateral ? context.inputSize("lateral") : 0;
        feedforward = new SegmentStore(range.size(), inputs, 1, 1, params.maxFeedforwardSynapses());
        own = new SegmentStore(range.size(), params.cells(), 1, params.maxSegmentsPerCell(), params.distalSample());
        lateral = new SegmentStore(range.size(), others, 1, params.maxSegmentsPerCell(), params.distalSample());
        feedforwardGrowth = growth(context.seed(), "feed-forward growth", params.maxFeedforwardSynapses(), inputs);
        ownGrowth = growth(context.seed(), "own distal growth", params.distalSample(), params.cells());
        lateralGrowth = growth(context.seed(), "lateral growth", params.distalSample(), others);
        levels = new IntBuffer[hasLateral ? 3 : 2];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = new IntBuffer();
        }
        active = Sdr.empty(params.cells());
    }

    private static Growth growth(long seed, String purpose, int maxSynapses, int sources) {
        return new Growth(KeyedRandom.of(seed, purpose), Permanence.ONE, maxSynapses, sources);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        if (step.reset()) {
            active = Sdr.empty(params.cells());
        }
        object = inputs.ints("object").get(0);
        if (object >= params.objects()) {
            throw new IllegalStateException("object " + object + " is outside 0.." + (params.objects() - 1));
        }
        Signal[] proposal = new Signal[levels.length];
        if (step.learn() && object >= 0) {
            Sdr mine = codes[object].within(range.from(), range.to());
            java.util.Arrays.fill(proposal, mine);
        } else {
            infer(inputs);
            for (int level = 0; level < levels.length; level++) {
                proposal[level] = Sdr.ofSorted(params.cells(), levels[level].toArray());
            }
        }
        return Tuple.of(proposal);
    }

    private void infer(Inputs inputs) {
        feedforward.detect(inputs.sdr("feedforward"));
        own.detect(active);
        if (hasLateral) {
            lateral.detect(inputs.sdr("lateral"));
        }
        for (IntBuffer level : levels) {
            level.clear();
        }
        for (int cell = 0; cell < range.size(); cell++) {
            if (feedforward.segmentsOn(cell) == 0
                    || feedforward.connectedOverlap(feedforward.segmentOn(cell, 0)) < params.feedforwardThreshold()) {
                continue;
            }
            int support = supported(own, cell) + (hasLateral ? supported(lateral, cell) : 0);
            for (int level = 0; level <= support; level++) {
                levels[level].add(range.from() + cell);
            }
        }
    }

    private int supported(SegmentStore store, int cell) {
        for (int i = 0; i < store.segmentsOn(cell); i++) {
            if (store.connectedOverlap(store.segmentOn(cell, i)) >= params.distalThreshold()) {
                return 1;
            }
        }
        return 0;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        if (step.learn() && object >= 0) {
            learn(step, inputs, decision.sdr(0));
        }
        active = decision.sdr(0).cardinality() == 0 ? active : decision.sdr(0);
    }

    private void learn(Step step, Inputs inputs, Sdr code) {
        Sdr grow = inputs.sdr(hasGrowth ? "growth" : "feedforward");
        feedforward.detect(grow);
        own.detect(code);
        if (hasLateral) {
            lateral.detect(inputs.sdr("lateral"));
        }
        Sdr mine = code.within(range.from(), range.to());
        for (int i = 0; i < mine.cardinality(); i++) {
            int cell = mine.active(i) - range.from();
            int segment = feedforward.segmentsOn(cell) == 0
                    ? feedforward.create(cell, step.index())
                    : feedforward.segmentOn(cell, 0);
            int wanted = params.feedforwardSample() - feedforward.potentialOverlap(segment);
            feedforwardGrowth.grow(feedforward, segment, grow, wanted, mine.active(i), step.index());
            learnDistal(own, ownGrowth, SdrOps.difference(code, Sdr.of(params.cells(), mine.active(i))), cell, step);
            if (hasLateral) {
                learnDistal(lateral, lateralGrowth, inputs.sdr("lateral"), cell, step);
            }
        }
    }

    /** A cell that no segment of its own tells to be active grows one to the context. */
    private void learnDistal(SegmentStore store, Growth growth, Sdr context, int cell, Step step) {
        if (context.cardinality() >= params.distalThreshold() && supported(store, cell) == 0) {
            int segment = store.create(cell, step.index());
            growth.grow(store, segment, context, params.distalSample(), range.from() + cell, step.index());
        }
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "activeCells" -> active.within(range.from(), range.to());
            case "count" -> Ints.of(active.cardinality());
            case "candidates" -> Ints.of(candidates());
            case "recognised" -> Ints.of(object >= 0 && candidates() == 1 && covers(object) >= COVERED ? 1 : 0);
            case "overlap" -> Reals.of(object < 0 ? 0.0 : covers(object));
            default -> throw new IllegalArgumentException("object pooler has no signal '" + signal + "'");
        };
    }

    private int candidates() {
        int count = 0;
        for (int k = 0; k < params.objects(); k++) {
            count += covers(k) >= COVERED ? 1 : 0;
        }
        return count;
    }

    private double covers(int k) {
        return (double) SdrOps.overlap(active, codes[k]) / params.active();
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        SignalCodec.write(active, out);
        out.writeInt(object);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        active = (Sdr) SignalCodec.read(in);
        object = in.readInt();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        for (SegmentStore store : new SegmentStore[] {feedforward, own, lateral}) {
            store.saveCell(unit - range.from(), out);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        for (SegmentStore store : new SegmentStore[] {feedforward, own, lateral}) {
            store.forget();
            store.loadCell(unit - range.from(), in);
        }
    }
}
