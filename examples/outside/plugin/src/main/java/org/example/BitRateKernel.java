package org.example;

import java.util.List;
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

/** The bits of a range. */
final class BitRateKernel implements Kernel<BitRateKernel.Best, BitRateKernel.Best> {
    private final UnitRange range;
    private final double tau;
    private final Outputs<BitRateKernel> outputs;
    private final double[] rates;
    private final double[] next;
    private int busiest;

    BitRateKernel(BitRateParams params, UnitRange range) {
        this.range = range;
        tau = params.tau();
        outputs = outputs(params);
        rates = new double[range.size()];
        next = new double[range.size()];
    }

    /** The highest rate of a range, or of all, and its bit. */
    record Best(Reals rate, Ints bit) implements Packet {}

    /** The signals and where their values come from. */
    static Outputs<BitRateKernel> outputs(BitRateParams params) {
        return new Outputs<BitRateKernel>()
                .perUnit("rates", Kind.REALS, params.bits(), "rate of each bit, 0..1", k -> Reals.of(k.rates))
                .global("busiest", Kind.INTS, 1, "bit with the highest rate", k -> Ints.of(k.busiest));
    }

    /** The decision: proposals come in unit order, and the first of equals wins, so that ties go to the lower bit. */
    static Best busiest(Step step, int round, List<Best> proposals) {
        Best best = proposals.get(0);
        for (Best proposal : proposals) {
            if (proposal.rate.get(0) > best.rate.get(0)) {
                best = proposal;
            }
        }
        return best;
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Best propose(Step step, Inputs inputs, int round) {
        Sdr sdr = inputs.sdr("sdr");
        int best = 0;
        for (int i = 0; i < rates.length; i++) {
            double bit = sdr.contains(range.from() + i) ? 1 : 0;
            next[i] = rates[i] + (bit - rates[i]) / tau;
            if (next[i] > next[best]) {
                best = i;
            }
        }
        return new Best(Reals.of(next[best]), Ints.of(range.from() + best));
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Best decision) {
        System.arraycopy(next, 0, rates, 0, rates.length);
        busiest = decision.bit.get(0);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        busiest = state.keep("busiest", busiest);
    }

    @Override
    public void unit(int unit, State state) {
        int i = unit - range.from();
        rates[i] = state.keep("rate", rates[i]);
    }
}
