package org.sparsecortex.neurons.column;

import java.util.List;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.neurons.column.Consensus.Active;
import org.sparsecortex.neurons.column.Consensus.Driven;
import org.sparsecortex.neurons.memory.Growth;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.ParameterException;

/** The output cells of a range; {@link ObjectPoolerParams} has the formulas. */
final class ObjectPoolerKernel implements Kernel<Driven, Active> {
    private static final double COVERED = 0.9;

    private final ObjectPoolerParams params;
    private final Outputs<ObjectPoolerKernel> outputs;
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
        outputs = outputs(params);
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
        levels = new IntBuffer[3];
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
    public Driven propose(Step step, Inputs inputs, int round) {
        if (step.reset()) {
            active = Sdr.empty(params.cells());
        }
        object = inputs.ints("object").get(0);
        if (object >= params.objects()) {
            throw new ParameterException(
                    "object",
                    object,
                    "the objects are 0.." + (params.objects() - 1) + "; objects must be larger than every number");
        }
        if (step.learn() && object >= 0) {
            Sdr mine = codes[object].within(range.from(), range.to());
            return new Driven(mine, mine, mine);
        }
        infer(inputs);
        return new Driven(level(0), level(1), level(2));
    }

    private Sdr level(int level) {
        return Sdr.ofSorted(params.cells(), levels[level].toArray());
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
    public void commit(Step step, Inputs inputs, int round, Active decision) {
        if (step.learn() && object >= 0) {
            learn(step, inputs, decision.cells());
        }
        active = decision.cells().cardinality() == 0 ? active : decision.cells();
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

    static Outputs<ObjectPoolerKernel> outputs(ObjectPoolerParams p) {
        return new Outputs<ObjectPoolerKernel>()
                .perUnit(
                        "activeCells",
                        Kind.SDR,
                        p.cells(),
                        "active output cells",
                        k -> k.active.within(k.range.from(), k.range.to()))
                .global("count", Kind.INTS, 1, "number of active output cells", k -> Ints.of(k.active.cardinality()))
                .global(
                        "candidates",
                        Kind.INTS,
                        1,
                        "objects of whose code at least 0.9 is active",
                        k -> Ints.of(k.candidates()))
                .global(
                        "recognised",
                        Kind.INTS,
                        1,
                        "1 if the sensed object is the only candidate, else 0",
                        k -> Ints.of(k.recognised() ? 1 : 0))
                .global(
                        "overlap",
                        Kind.REALS,
                        1,
                        "fraction of the sensed object's code that is active, 0..1",
                        k -> Reals.of(k.object < 0 ? 0.0 : k.covers(k.object)));
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private boolean recognised() {
        return object >= 0 && candidates() == 1 && covers(object) >= COVERED;
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
    public void shared(State state) {
        active = state.keep("activeCells", active);
        object = state.keep("object", object);
    }

    @Override
    public void unit(int unit, State state) {
        for (SegmentStore store : List.of(feedforward, own, lateral)) {
            if (state.loading()) {
                store.forget();
            }
            store.cell(unit - range.from(), state);
        }
    }
}
