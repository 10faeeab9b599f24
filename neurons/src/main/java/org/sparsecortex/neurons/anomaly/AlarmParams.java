package org.sparsecortex.neurons.anomaly;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Parameters of the alarm. */
@ModelType(
        name = "alarm",
        summary = "One alarm per event: a score rises above the recent ones or is held back.",
        source = "our own; an absolute and relative refractory period as of a neuron")
public record AlarmParams(
        @Param(doc = "evidence below which there is no alarm", def = "0.3", min = 0.000001, max = 1e9)
        double least,

        @Param(
                doc = "ratio from one level of evidence to the next; only a higher level than all recent ones is an"
                        + " alarm",
                symbol = "g",
                def = "1.6",
                min = 1.0001,
                max = 1000)
        double levelRatio,

        @Param(
                doc = "refractory period as a share of the steps so far: what is rare depends on how much was seen",
                symbol = "f",
                def = "0.2",
                min = 0,
                max = 1)
        double refractoryShare,

        @Param(doc = "shortest refractory period", unit = "steps", def = "50", min = 0, max = 1 << 24)
        int refractoryMin,

        @Param(doc = "longest refractory period", unit = "steps", def = "150", min = 0, max = 1 << 24)
        int refractoryMax)
        implements ModelParams {
    public AlarmParams {
        Checks.positive("least", least);
        Checks.that(
                refractoryMin <= refractoryMax,
                "refractoryMin",
                refractoryMin,
                "must not exceed refractoryMax = " + refractoryMax);
    }

    @Override
    public int units() {
        return 1;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("evidence", Kind.REALS, true, "how unusual the step is, one number, 0 and above"));
    }

    @Override
    public List<SignalSpec> signals() {
        return AlarmKernel.outputs().specs();
    }

    /** Levels within one refractory period fall, so there are hardly more than a hundred. */
    @Override
    public long estimatedBytes(BuildContext context) {
        return 64 * Math.min(128L, 2L + refractoryMax);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'evidence'", context.inputSize("evidence"), 1);
        return Model.independent(range -> new AlarmKernel(this, range));
    }
}
