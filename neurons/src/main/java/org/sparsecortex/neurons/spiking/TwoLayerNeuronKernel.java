package org.sparsecortex.neurons.spiking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.dendrites.twolayer.TwoLayer;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** y = g(sum over branches of alpha s(n_b)), {@link TwoLayer}; branches are segments of a {@link SegmentStore}. */
final class TwoLayerNeuronKernel implements StreamedKernel<Tuple, Tuple> {
    private final TwoLayerNeuronParams params;
    private final UnitRange range;
    private final SegmentStore store;
    private final double[] drive;
    private final double[] strongest;

    TwoLayerNeuronKernel(TwoLayerNeuronParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
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
        double[] values = new double[drive.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (signal) {
                case "rateHz" -> TwoLayer.soma(drive[i]);
                case "drive" -> drive[i];
                case "strongestBranch" -> strongest[i];
                case "active" -> params.activeOf(range.from() + i);
                case "spread" -> params.spreadOf(range.from() + i);
                default -> throw new IllegalArgumentException("a two-layer neuron has no signal '" + signal + "'");
            };
        }
        return Reals.wrap(values);
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeDouble(drive[unit - range.from()]);
        out.writeDouble(strongest[unit - range.from()]);
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        drive[unit - range.from()] = in.readDouble();
        strongest[unit - range.from()] = in.readDouble();
    }
}
