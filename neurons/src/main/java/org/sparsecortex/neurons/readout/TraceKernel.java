package org.sparsecortex.neurons.readout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** The shelves of a range with their codes by number. */
final class TraceKernel implements Kernel<TraceKernel.Found, TraceKernel.Found> {
    private final TraceParams params;
    private final UnitRange range;
    private final Outputs<TraceKernel> outputs;
    private final Map<Integer, Sdr> kept = new TreeMap<>();
    private double agreement = Double.NaN;
    private int silent;

    TraceKernel(TraceParams params, UnitRange range) {
        this.params = params;
        this.range = range;
        outputs = outputs();
    }

    /** The proposal of the one range that has the code; -1 from all others. */
    static Found found(Step step, int round, List<Found> proposals) {
        double best = -1;
        for (Found proposal : proposals) {
            best = Math.max(best, proposal.agreement.get(0));
        }
        return Found.of(best);
    }

    /** Agreement with the code kept under the number; -1 if there is none. */
    record Found(Reals agreement) implements Packet {
        static Found of(double agreement) {
            return new Found(Reals.of(agreement));
        }
    }

    /** The signals and where their values come from. */
    static Outputs<TraceKernel> outputs() {
        return new Outputs<TraceKernel>()
                .global(
                        "agreement",
                        Kind.REALS,
                        1,
                        "common bits over the bits of the code kept; NaN while learning or if there is none",
                        k -> Reals.of(k.agreement))
                .global("silent", Kind.INTS, 1, "1 if there is no active bit", k -> Ints.of(k.silent));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    private static int number(Inputs inputs) {
        return inputs.ints("number").get(0);
    }

    @Override
    public Found propose(Step step, Inputs inputs, int round) {
        Sdr code = inputs.sdr("code");
        Sdr known = kept.get(number(inputs));
        boolean comparable = !step.learn() && known != null && known.cardinality() > 0;
        return Found.of(comparable ? (double) SdrOps.overlap(code, known) / known.cardinality() : -1.0);
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Found decision) {
        int number = Checks.inRange("number", number(inputs), -1, params.numbers() - 1);
        if (step.learn() && number >= 0 && range.contains(number % params.shelves())) {
            kept.put(number, inputs.sdr("code"));
        }
        double found = decision.agreement.get(0);
        agreement = found < 0 ? Double.NaN : found;
        silent = inputs.sdr("code").cardinality() == 0 ? 1 : 0;
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void shared(State state) {
        agreement = state.keep("agreement", agreement);
        silent = state.keep("silent", silent);
    }

    @Override
    public void unit(int unit, State state) {
        List<Integer> numbers = new ArrayList<>(kept.keySet());
        numbers.removeIf(n -> n % params.shelves() != unit);
        int count = state.keep("codeCount", numbers.size());
        if (state.loading()) {
            kept.keySet().removeAll(numbers);
        }
        for (int i = 0; i < count; i++) {
            int number = state.keep("number", state.loading() ? 0 : numbers.get(i));
            kept.put(number, state.keep("code", kept.get(number)));
        }
    }
}
