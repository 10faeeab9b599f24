package org.sparsecortex.neurons.spiking;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.dendrites.twolayer.TwoLayer;
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
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** y = g(sum over branches of alpha s(n_b)), {@link TwoLayer}; branches are segments of a {@link SegmentStore}. */
final class TwoLayerNeuronKernel implements IndependentKernel {
    private final TwoLayerNeuronParams params;
    private final UnitRange range;
    private final Outputs<TwoLayerNeuronKernel> outputs;
    private final SegmentStore store;
    private final double[] drive;
    private final double[] strongest;

    TwoLayerNeuronKernel(TwoLayerNeuronParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs(params);
        drive = new double[range.size()];
        strongest = new double[range.size()];
        int inputs = context.has("input") ? context.inputSize("input") : 0;
        store = new SegmentStore(
                range.size(), inputs, Permanence.of(0.5), params.branches(), params.synapsesPerBranch());
        KeyedRandom wiring = KeyedRandom.of(context.seed(), "sources of the branches");
        for (int i = 0; i < range.size() && inputs > 0; i++) {
            for (int b = 0; b < params.branches(); b++) {
                int segment = store.create(i, 0);
                for (int s : wiring.sample(inputs, params.synapsesPerBranch(), range.from() + i, b, 0)) {
                    store.grow(segment, s, Permanence.ONE);
                }
            }
        }
    }

    /** The signals and where their values come from. */
    static Outputs<TwoLayerNeuronKernel> outputs(TwoLayerNeuronParams p) {
        int n = p.units();
        return new Outputs<TwoLayerNeuronKernel>()
                .perUnit("rateHz", Kind.REALS, n, "firing rate g, Hz", k -> k.each(i -> TwoLayer.soma(k.drive[i])))
                .perUnit("drive", Kind.REALS, n, "weighted sum over the branches", k -> Reals.of(k.drive))
                .perUnit(
                        "strongestBranch", Kind.REALS, n, "largest answer s(n) of a branch", k -> Reals.of(k.strongest))
                .perUnit(
                        "active",
                        Kind.REALS,
                        n,
                        "active synapses of the condition",
                        k -> k.each(i -> p.activeOf(k.range.from() + i)))
                .perUnit(
                        "spread",
                        Kind.REALS,
                        n,
                        "branches over which they are spread",
                        k -> k.each(i -> p.spreadOf(k.range.from() + i)));
    }

    private Reals each(IntToDoubleFunction value) {
        return Reals.wrap(IntStream.range(0, drive.length).mapToDouble(value).toArray());
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        boolean connected = inputs.has("input");
        if (connected) {
            Sdr x = inputs.sdr("input");
            store.detect(x);
        }
        for (int i = 0; i < drive.length; i++) {
            int unit = range.from() + i;
            int active = params.activeOf(unit);
            int spread = params.spreadOf(unit);
            drive[i] = 0.0;
            strongest[i] = 0.0;
            for (int b = 0; b < params.branches(); b++) {
                int given = b < spread ? active / spread + (b < active % spread ? 1 : 0) : 0;
                int n = given + (connected ? store.connectedOverlap(store.segmentOn(i, b)) : 0);
                double answer = TwoLayer.branch(n);
                drive[i] += params.branchWeight() * answer;
                strongest[i] = Math.max(strongest[i], answer);
            }
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        drive[i] = state.keep("drive", drive[i]);
        strongest[i] = state.keep("strongestBranch", strongest[i]);
    }
}
