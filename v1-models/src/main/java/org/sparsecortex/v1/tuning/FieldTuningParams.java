package org.sparsecortex.v1.tuning;

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

/**
 * Orientation tuning of linear fields, measured in every step without learning. The unit of ranges is a field.
 *
 * <pre>
 *   R(theta, f) = |sum over pixels of field * exp(2 pi i f (x cos theta + y sin theta))|,   f* = argmax over f of max R
 *   V = 1 - |sum_k R(theta_k, f*) exp(2 i theta_k)| / sum_k R(theta_k, f*)     circular variance, 0 sharp .. 1 flat
 *   OSI = (R_pref - R_orth) / (R_pref + R_orth)                                orientation selectivity, 0..1
 * </pre>
 *
 * theta_k: orientation of grating k; f: cycles per pixel. Source: Ringach, Shapley and Hawken 2002,
 * doi:10.1523/JNEUROSCI.22-13-05639.2002 [from memory]. Differs from the paper: responses are those of the linear field to all
 * phases at once, not spikes.
 */
@ModelType(
        name = "field-tuning",
        summary = "Orientation tuning, circular variance, selectivity and shapes of receptive fields.",
        source = "Ringach, Shapley and Hawken 2002 (J. Neurosci. 22(13)) for the circular variance")
public record FieldTuningParams(
        @Param(doc = "number of fields", symbol = "K", min = 1, max = 1_000_000)
        int fields,

        @Param(doc = "pixels along a side of a field", unit = "px", def = "12", min = 2, max = 256)
        int side,

        @Param(doc = "orientations of the gratings, over 180 degrees", def = "36", min = 4, max = 720)
        int orientations,

        @Param(
                doc = "spatial frequencies of the gratings",
                unit = "c/px",
                def = "[0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.23, 0.26, 0.29, 0.32, 0.35, 0.38, 0.41, 0.44]",
                min = 0,
                max = 0.71)
        List<Double> frequencies)
        implements ModelParams {
    @Override
    public int units() {
        return fields;
    }

    Gratings gratings() {
        return new Gratings(side, orientations, frequencies, 1);
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("fields", Kind.REALS, true, "the fields, one after another"));
    }

    @Override
    public List<SignalSpec> signals() {
        return FieldTuningKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * (2L * gratings().count() + fields) * side * side;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'fields'", context.inputSize("fields"), (long) fields * side * side);
        return Model.of(range -> new FieldTuningKernel(this, range), Reducer.joinAll());
    }
}
