package org.sparsecortex.v1.field;

import java.util.List;
import java.util.stream.IntStream;
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
import org.sparsecortex.v1.tuning.Gratings;

/**
 * Parameters of the analysis of receptive fields; a unit is one field.
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
        return List.of(
                unit("nx", "sx f: extent across the stripes in cycles"),
                unit("ny", "sy f: extent along the stripes in cycles"),
                unit("r2", "part of the field's energy that the Gabor function explains"),
                unit("frequency", "fitted frequency, cycles/px"),
                unit("orientation", "fitted orientation of the stripes, degrees in [0, 180)"),
                unit("circularVariance", "circular variance over 36 orientations at the best frequency"),
                unit("type", "0 poor fit, 1 blob (nx and ny < 0.25), 2 edge or bar (nx < 0.5), 3 several cycles"),
                SignalSpec.global("typeFractions", Kind.REALS, 4, "fraction of fields of each type"),
                SignalSpec.global("typeIndex", Kind.REALS, 4, "0, 1, 2, 3"),
                SignalSpec.global("medianR2", Kind.REALS, 1, "median of r2"),
                SignalSpec.global("medianCircularVariance", Kind.REALS, 1, "median of circularVariance"),
                SignalSpec.global("goodFits", Kind.REALS, 1, "fraction of fields with r2 of at least goodFit"));
    }

    private SignalSpec unit(String name, String doc) {
        return SignalSpec.perUnit(name, Kind.REALS, fields, doc);
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
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new ReceptiveFieldsKernel(ReceptiveFieldsParams.this, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.joinAll();
            }
        };
    }
}
