package org.sparsecortex.neurons.pooler;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
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

/** Follows the code: {@link CodeStatisticsParams}. */
final class CodeStatisticsKernel implements IndependentKernel {
    private final Outputs<CodeStatisticsKernel> outputs;
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
        outputs = outputs(params);
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
    public void step(Step step, Inputs inputs) {
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

    static Outputs<CodeStatisticsKernel> outputs(CodeStatisticsParams params) {
        return new Outputs<CodeStatisticsKernel>()
                .perUnit("sparsity", Kind.REALS, 1, "fraction of active bits, 0..1", k -> Reals.of(k.sparsity))
                .perUnit(
                        "entropy",
                        Kind.REALS,
                        1,
                        "entropy of the use of bits over its largest value, 1: all alike",
                        k -> Reals.of(k.entropy()))
                .perUnit(
                        "stability",
                        Kind.REALS,
                        1,
                        "fraction of the active bits that the last SDR of the same pattern had; NaN the first time",
                        k -> Reals.of(k.stability));
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        seen = state.keep("steps", seen);
        sparsity = state.keep("sparsity", sparsity);
        stability = state.keep("stability", stability);
        state.keep("dutyCycles", duty);
        for (int i = 0; i < last.length; i++) {
            last[i] = state.keep("lastCode", last[i]);
        }
    }
}
