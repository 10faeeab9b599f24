package org.sparsecortex.neurons.anomaly;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Parameters of the surprise of several numbers. */
@ModelType(
        name = "surprise",
        summary = "How rare each of several numbers is against its own past, as a logarithm of its rank.",
        source = "our own; ranks as in conformal anomaly detection (Laxhammar and Falkman 2014)")
public record SurpriseParams(
        @Param(doc = "numbers that are watched", min = 1, max = 1 << 20)
        int channels,

        @Param(
                doc = "steps that are not remembered: the source settles",
                unit = "steps",
                def = "80",
                min = 0,
                max = 1e9)
        int warmUp,

        @Param(
                doc = "remembered steps below which nothing is surprising",
                unit = "steps",
                def = "60",
                min = 1,
                max = 1e9)
        int minHistory,

        @Param(doc = "steps that are remembered, the last ones", unit = "steps", def = "16384", min = 10, max = 1 << 22)
        int history,

        @Param(doc = "surprise below which a channel is silent", symbol = "u0", def = "0.5", min = 0, max = 1)
        double silence,

        @Param(doc = "largest surprise beyond that of a record", def = "1", min = 0, max = 100)
        double excess)
        implements ModelParams {
    public SurpriseParams {
        Checks.that(minHistory <= history, "minHistory", minHistory, "must not exceed history = " + history);
    }

    @Override
    public int units() {
        return channels;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("values", Kind.REALS, true, "the numbers; larger ones are more unusual"));
    }

    @Override
    public List<SignalSpec> signals() {
        return SurpriseKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 2L * Double.BYTES * history * channels;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'values'", context.inputSize("values"), channels);
        return Model.of(range -> new SurpriseKernel(this, range), Reducer.joinAll());
    }
}
