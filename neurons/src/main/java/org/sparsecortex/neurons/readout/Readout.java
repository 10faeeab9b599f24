package org.sparsecortex.neurons.readout;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;

/**
 * Parameters of a read-out: ports and signals that all read-outs share.
 *
 * <p>While the step learns, code and label are learned together; otherwise the label is only compared with the prediction.
 */
public interface Readout extends ModelParams {
    /** Number of classes. */
    int classes();

    /** The model over codes of {@code bits} bits. */
    Model<?, ?> model(int bits, long seed);

    @Override
    default List<PortSpec> ports() {
        return List.of(
                new PortSpec("code", Kind.SDR, true, "code to classify"),
                new PortSpec("label", Kind.INTS, true, "class, 0 .. classes - 1; -1 for none"));
    }

    @Override
    default List<SignalSpec> signals() {
        return ReadoutKernel.outputs(classes()).specs();
    }

    @Override
    default Model<?, ?> build(BuildContext context) {
        Checks.equal("label: numbers that arrive", context.inputSize("label"), 1);
        return model(context.inputSize("code"), context.seed());
    }
}
