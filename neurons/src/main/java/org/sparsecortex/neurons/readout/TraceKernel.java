package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** The shelves of a range with their codes by number. */
final class TraceKernel implements StreamedKernel<Tuple, Tuple> {
    private final TraceParams params;
    private final UnitRange range;
    private final Map<Integer, Sdr> kept = new TreeMap<>();
    private double agreement = Double.NaN;
    private int silent;

    TraceKernel(TraceParams params, UnitRange range) {
        this.params = params;
        this.range = range;
    }

    /** The proposal of the one range that has the code; -1 from all others. */
    static Tuple found(Step step, int round, List<Tuple> proposals) {
        double best = -1;
        for (Tuple proposal : proposals) {
            best = Math.max(best, proposal.reals(0).get(0));
        }
        return Tuple.of(Reals.of(best));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    private static int number(Inputs inputs) {
        return inputs.ints("number").get(0);
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        Sdr code = inputs.sdr("code");
        Sdr known = kept.get(number(inputs));
        boolean comparable = !step.learn() && known != null && known.cardinality() > 0;
        return Tuple.of(Reals.of(comparable ? (double) SdrOps.overlap(code, known) / known.cardinality() : -1.0));
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        int number = Checks.inRange("number", number(inputs), -1, params.numbers() - 1);
        if (step.learn() && number >= 0 && range.contains(number % params.shelves())) {
            kept.put(number, inputs.sdr("code"));
        }
        double found = decision.reals(0).get(0);
        agreement = found < 0 ? Double.NaN : found;
        silent = inputs.sdr("code").cardinality() == 0 ? 1 : 0;
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "agreement" -> Reals.of(agreement);
            case "silent" -> Ints.of(silent);
            default -> throw new IllegalArgumentException("a trace has no signal '" + signal + "'");
        };
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        out.writeDouble(agreement);
        out.writeInt(silent);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        agreement = in.readDouble();
        silent = in.readInt();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeInt((int)
                kept.keySet().stream().filter(n -> n % params.shelves() == unit).count());
        for (Map.Entry<Integer, Sdr> each : kept.entrySet()) {
            if (each.getKey() % params.shelves() == unit) {
                out.writeInt(each.getKey());
                SignalCodec.write(each.getValue(), out);
            }
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        kept.keySet().removeIf(n -> n % params.shelves() == unit);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int number = in.readInt();
            kept.put(number, (Sdr) SignalCodec.read(in));
        }
    }
}
