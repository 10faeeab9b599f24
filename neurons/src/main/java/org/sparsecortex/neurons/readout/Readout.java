package org.sparsecortex.neurons.readout;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * Parameters of a read-out: ports and signals that all read-outs share.
 *
 * <p>While the step learns, code and label are learned together; otherwise the label is only compared with the prediction.
 */
public interface Readout extends ModelParams {
    /** Number of classes. */
    int classes();

    /** A fresh kernel over codes of {@code bits} bits. */
    Kernel<Tuple, Tuple> kernel(UnitRange range, int bits, long seed);

    /** The rule that joins the proposals to {prediction}. */
    Reducer<Tuple, Tuple> reducer();

    @Override
    default List<PortSpec> ports() {
        return List.of(
                new PortSpec("code", Kind.SDR, true, "code to classify"),
                new PortSpec("label", Kind.INTS, true, "class, 0 .. classes - 1; -1 for none"));
    }

    @Override
    default List<SignalSpec> signals() {
        return new ArrayList<>(List.of(
                SignalSpec.global(
                        "prediction", Kind.INTS, 1, "predicted class; -1 while learning or without any evidence"),
                SignalSpec.global(
                        "correct",
                        Kind.REALS,
                        1,
                        "1 if it equals the label, 0 if not; NaN while learning or without a label"),
                SignalSpec.global(
                        "accuracy",
                        Kind.REALS,
                        1,
                        "fraction correct over all steps without learning so far; NaN before the first"),
                SignalSpec.global(
                        "confusion",
                        Kind.INTS,
                        classes() * classes(),
                        "counts by label (row) and prediction (column)")));
    }

    @Override
    default Model<?, ?> build(BuildContext context) {
        Checks.equal("label: numbers that arrive", context.inputSize("label"), 1);
        int bits = context.inputSize("code");
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return Readout.this.kernel(range, bits, context.seed());
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Readout.this.reducer();
            }
        };
    }
}
