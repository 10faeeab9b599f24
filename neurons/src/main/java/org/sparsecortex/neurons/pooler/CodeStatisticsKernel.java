package org.sparsecortex.neurons.pooler;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
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
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Sparsity, entropy and stability of a stream of SDRs.
 *
 * <pre>
 *   D_i += (x_i - D_i) / min(steps so far, period)
 *   entropy = sum_i h(D_i) / (n h(mean D)),  h(p) = -p ln p - (1 - p) ln(1 - p);  1 when all bits are used equally
 *   stability = |x and the last x of the same pattern| / |x|
 * </pre>
 *
 * Source: Cui, Ahmad and Hawkins 2017; dividing by the largest possible entropy is ours, so that 1 is the best value for any
 * size.
 */
final class CodeStatisticsKernel implements StreamedKernel<Tuple, Tuple> {
    private final CodeStatisticsParams params;
    private final UnitRange range;
    private final boolean hasIndex;
    private final double[] duty;
    private final Sdr[] last;
    private long seen;
    private double sparsity;
    private double stability = Double.NaN;

    CodeStatisticsKernel(CodeStatisticsParams params, BuildContext context, UnitRange range) {
        this.params = params;
        this.range = range;
        hasIndex = context.has("index");
        duty = new double[range.size() == 0 ? 0 : context.inputSize("code")];
        last = new Sdr[params.patterns()];
        Arrays.fill(last, Sdr.empty(context.inputSize("code")));
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
        Sdr x = inputs.sdr("code");
        int pattern = hasIndex ? inputs.ints("index").get(0) : 0;
        if (pattern < 0 || pattern >= last.length) {
            throw new IllegalStateException(
                    "unit 0: index " + pattern + " is outside 0.." + (last.length - 1) + " (patterns)");
        }
        seen++;
        double period = Math.min(seen, params.period());
        for (int i = 0; i < duty.length; i++) {
            duty[i] -= duty[i] / period;
        }
        for (int i = 0; i < x.cardinality(); i++) {
            duty[x.active(i)] += 1.0 / period;
        }
        sparsity = x.sparsity();
        boolean known = last[pattern].cardinality() > 0 && x.cardinality() > 0;
        stability = known ? (double) SdrOps.overlap(x, last[pattern]) / x.cardinality() : Double.NaN;
        last[pattern] = x;
    }

    private double entropy() {
        double sum = 0;
        double total = 0;
        for (double d : duty) {
            sum += binaryEntropy(d);
            total += d;
        }
        double most = duty.length * binaryEntropy(total / duty.length);
        return most == 0 ? 0 : sum / most;
    }

    private static double binaryEntropy(double p) {
        return p <= 0 || p >= 1 ? 0 : -p * ExactMath.log(p) - (1 - p) * ExactMath.log(1 - p);
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "sparsity" -> Reals.of(sparsity);
            case "entropy" -> Reals.of(entropy());
            case "stability" -> Reals.of(stability);
            default -> throw new IllegalArgumentException("code statistics have no signal '" + signal + "'");
        };
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeDouble(sparsity);
        out.writeDouble(stability);
        for (double d : duty) {
            out.writeDouble(d);
        }
        for (Sdr code : last) {
            SignalCodec.write(code, out);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        seen = in.readLong();
        sparsity = in.readDouble();
        stability = in.readDouble();
        for (int i = 0; i < duty.length; i++) {
            duty[i] = in.readDouble();
        }
        for (int i = 0; i < last.length; i++) {
            last[i] = (Sdr) SignalCodec.read(in);
        }
    }
}
