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

/**
 * Lets evidence through once per event, as a neuron with a relative refractory period: after a level was reached, only higher
 * levels fire until the period is over.
 *
 * <pre>
 *   level(e) = 1 + floor(ln(e / least) / ln g)  for e &gt;= least, else 0
 *   score    = e / (1 + e)   if level(e_t) &gt; max level(e_{t-R} .. e_{t-1}),  else 0
 *   R        = f t, at least refractoryMin, at most refractoryMax
 * </pre>
 *
 * Whatever threshold a user puts on the score, an event whose evidence rises from e1 to e2 gives at most
 * 2 + ln(e2 / e1) / ln g alarms.
 *
 * <p>e: evidence, 0 or more; f: {@code refractoryShare}, t: step; g: factor between levels. Source: our own; an absolute and
 * relative refractory period as of a neuron.
 */
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
