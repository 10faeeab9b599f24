package org.sparsecortex.neurons.readout;

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
 * Softmax regression from an SDR to the class of the step h later, for each horizon h: of numbers, cut into buckets, or of
 * class labels.
 *
 * <pre>
 *   propose  z_hc(x_t) for the prediction made now, z_hc(x_(t-h)) for learning
 *   commit   p = softmax(z);  dw_hic = alpha ([c = class of t] - p_hc(x_(t-h)))  for i in x_(t-h)
 * </pre>
 *
 * A unit is a class and owns its weights and the moving mean of its values (rate 0.3, from memory of NuPIC). All ranges
 * hold the same past inputs and pending predictions. A step infers before it learns.
 *
 * <p>Source: NuPIC's SDRClassifier, from memory: softmax regression, one table a horizon, moving means of bucket values.
 */
@ModelType(
        name = "sdr-classifier",
        summary = "Learns online which number or class belongs to an SDR, now and several steps ahead.",
        source = "NuPIC's SDRClassifier (softmax regression), from memory of its description")
public record SdrClassifierParams(
        @Param(doc = "classes, or buckets of the range of values", def = "100", min = 2, max = 65536)
        int classes,

        @Param(
                doc = "steps ahead that are predicted, each 0 or more; 0 classifies the present",
                def = "[1]",
                min = 0,
                max = 4096)
        List<Integer> horizons,

        @Param(doc = "size of a learning step", symbol = "alpha", def = "0.1", min = 1e-9, max = 100)
        double alpha,

        @Param(doc = "lower end of the first bucket; only for port value", def = "0")
        double min,

        @Param(doc = "upper end of the last bucket; values outside count into the end buckets", def = "1")
        double max)
        implements ModelParams {
    private static final long OBJECT_BYTES = 64;

    public SdrClassifierParams {
        horizons = List.copyOf(horizons);
        Checks.that(!horizons.isEmpty(), "horizons", horizons, "at least one is needed");
        Checks.that(horizons.stream().distinct().count() == horizons.size(), "horizons", horizons, "one occurs twice");
        Checks.that(max > min, "max", max, "must be greater than min = " + min);
    }

    int longest() {
        return horizons.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    @Override
    public int units() {
        return classes;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("input", Kind.SDR, true, "SDR to predict from"),
                new PortSpec("value", Kind.REALS, false, "the number to predict; NaN if it is missing").withMissing(),
                new PortSpec("label", Kind.INTS, false, "the class to predict, 0 to classes - 1; -1 if it is missing"));
    }

    @Override
    public List<SignalSpec> signals() {
        return SdrClassifierKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long inputs = context.inputSize("input");
        long table = inputs * classes * Double.BYTES;
        long prediction = OBJECT_BYTES + (long) classes * Double.BYTES;
        long pending = horizons.stream().mapToLong(h -> h + 1L).sum() * prediction;
        long past = (longest() + 1L) * (OBJECT_BYTES + inputs); // an SDR with a quarter of its bits
        return horizons.size() * table + pending + past + OBJECT_BYTES + 16L * classes;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        boolean labels = context.has("label");
        Checks.that(labels != context.has("value"), "ports", "value and label", "connect exactly one of the two");
        Checks.equal("size of the connected value or label", context.inputSize(labels ? "label" : "value"), 1);
        int inputs = context.inputSize("input");
        return Model.of(range -> new SdrClassifierKernel(this, inputs, labels, range), Reducer.joinAll());
    }
}
