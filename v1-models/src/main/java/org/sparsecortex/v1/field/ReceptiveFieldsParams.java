package org.sparsecortex.v1.field;

import java.util.List;
import java.util.stream.IntStream;
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
import org.sparsecortex.v1.tuning.Gratings;

/**
 * Parameters of the analysis of receptive fields; a unit of ranges is one field.
 *
 * <pre>
 *   h(x, y) = exp(-u^2 / 2 sx^2 - v^2 / 2 sy^2) (a cos(2 pi f u) + b sin(2 pi f u))
 *   u = (x - x0) cos theta + (y - y0) sin theta,   v = (y - y0) cos theta - (x - x0) sin theta
 *   nx = sx f,   ny = sy f,   R^2 = 1 - |field - h|^2 / |field|^2
 * </pre>
 *
 * h: the Gabor function of least squares; (x0, y0): centre, px; theta: direction of modulation; sx, sy: extents across and along
 * the stripes, px; f: cycles per px, at least {@code lowestFrequency}. Source: Ringach 2002, doi:10.1152/jn.00881.2001 [from
 * memory]. Differs from the paper: all parameters are held within bounds, so that a single edge has a fit.
 *
 * <p>Fields are fitted in steps without learning only; all signals are 0 in steps that learn.
 */
@ModelType(
        name = "receptive-fields",
        summary = "Gabor fits, Ringach's nx and ny, circular variance and types of the fields of a dictionary.",
        source = "Ringach 2002, Spatial structure and symmetry of simple-cell receptive fields; Ringach et al. 2002")
public record ReceptiveFieldsParams(
        @Param(doc = "number of fields", def = "288", symbol = "K", min = 1, max = 65536)
        int fields,

        @Param(doc = "height and width of a field", unit = "px", def = "12", min = 4, max = 256)
        int patch,

        @Param(
                doc = "lower bound of the fitted frequency; nx and ny depend on it",
                unit = "cycles/px",
                def = "0.08",
                min = 0.001,
                max = 0.4)
        double lowestFrequency,

        @Param(doc = "R^2 from which a fit counts as good", def = "0.8", min = 0, max = 1)
        double goodFit)
        implements ModelParams {
    private static final int ORIENTATIONS = 36;
    private static final int FREQUENCIES = 16;
    private static final double HIGHEST = 0.45;

    @Override
    public int units() {
        return fields;
    }

    /** Gratings of all orientations at evenly spaced frequencies. */
    Gratings gratings() {
        List<Double> frequencies = IntStream.range(0, FREQUENCIES)
                .mapToObj(k -> lowestFrequency + (HIGHEST - lowestFrequency) * k / (FREQUENCIES - 1.0))
                .toList();
        return new Gratings(patch, ORIENTATIONS, frequencies, 1);
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("dictionary", Kind.REALS, true, "fields one after another, each row by row"));
    }

    @Override
    public List<SignalSpec> signals() {
        return ReceptiveFieldsKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * patch * patch * (fields + 2L * FREQUENCIES * ORIENTATIONS);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal(
                "dictionary = fields " + fields + " x patch " + patch + "^2, whose size",
                context.inputSize("dictionary"),
                (long) fields * patch * patch);
        return Model.of(range -> new ReceptiveFieldsKernel(this, range), Reducer.joinAll());
    }
}
