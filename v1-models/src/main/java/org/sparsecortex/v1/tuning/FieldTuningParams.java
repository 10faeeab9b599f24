package org.sparsecortex.v1.tuning;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/** Orientation tuning of linear fields, measured in every step without learning. The unit is a field. */
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
        List<SignalSpec> all = new ArrayList<>();
        add(all, "circularVariance", "1 - resultant length of the responses at the best frequency, 0..1");
        add(all, "orientationSelectivity", "(preferred - orthogonal) / (preferred + orthogonal), 0..1");
        add(all, "preferredOrientation", "orientation of the bars, degrees");
        add(all, "preferredFrequency", "cycles per pixel");
        add(all, "halfWidth", "half-width at half height, degrees; NaN if the curve stays above");
        add(all, "shape", "0 unstructured, 1 globular, 2 bar, 3 edge, 4 grating of three lobes or more");
        int shapes = FieldShape.values().length;
        all.add(SignalSpec.global("shapeShare", Kind.REALS, shapes, "share of the fields of each shape"));
        all.add(SignalSpec.global("shapeNumber", Kind.REALS, shapes, "0, 1, 2, 3, 4: abscissa for shapeShare"));
        all.add(SignalSpec.global("meanCircularVariance", Kind.REALS, 1, "mean over the fields that respond"));
        all.add(SignalSpec.global("medianCircularVariance", Kind.REALS, 1, "median over the fields that respond"));
        return all;
    }

    private void add(List<SignalSpec> all, String name, String doc) {
        all.add(SignalSpec.perUnit(name, Kind.REALS, fields, doc + "; NaN before the first step without learning"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 8L * (2L * gratings().count() + fields) * side * side;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'fields'", context.inputSize("fields"), (long) fields * side * side);
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new FieldTuningKernel(FieldTuningParams.this, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.joinAll();
            }
        };
    }
}
