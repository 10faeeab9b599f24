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

/** Orientation tuning of the neurons of any model from their responses to drifting gratings. The unit is a neuron. */
@ModelType(
        name = "response-tuning",
        summary = "Orientation tuning of model neurons from their responses to drifting gratings.",
        source = "Ringach, Shapley and Hawken 2002 (J. Neurosci. 22(13)) for the circular variance")
public record ResponseTuningParams(
        @Param(doc = "neurons", symbol = "K", min = 1, max = 1_000_000)
        int neurons,

        @Param(doc = "frames of one cycle of drift in a step", def = "8", min = 1, max = 10_000)
        int phases,

        @Param(doc = "orientations of the gratings, over 180 degrees", def = "18", min = 4, max = 720)
        int orientations,

        @Param(doc = "number of spatial frequencies", def = "5", min = 1, max = 1000)
        int frequencies)
        implements ModelParams {
    @Override
    public int units() {
        return neurons;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec(
                        "responses", Kind.REALS, true, "responses of all neurons to the first frame, the second, ..."),
                new PortSpec("grating", Kind.REALS, true, "number of the grating, orientation fastest"));
    }

    @Override
    public List<SignalSpec> signals() {
        List<SignalSpec> all = new ArrayList<>();
        add(all, "circularVariance", "1 - resultant length at the best frequency, 0..1");
        add(all, "orientationSelectivity", "(preferred - orthogonal) / (preferred + orthogonal), 0..1");
        add(all, "preferredOrientation", "orientation of the bars, degrees");
        add(all, "halfWidth", "half-width at half height, degrees");
        add(all, "modulation", "F1 / F0 at the best grating: above 1 for simple cells");
        add(all, "bestFrequency", "number of the best frequency");
        all.add(SignalSpec.perUnit(
                "curves", Kind.REALS, neurons * orientations, "tuning curves at the best frequency, neuron by neuron"));
        all.add(SignalSpec.global("responsive", Kind.REALS, 1, "share of the neurons that respond to any grating"));
        all.add(SignalSpec.global("meanCircularVariance", Kind.REALS, 1, "mean over the neurons that respond"));
        return all;
    }

    private void add(List<SignalSpec> all, String name, String doc) {
        all.add(SignalSpec.perUnit(name, Kind.REALS, neurons, doc + "; NaN for a neuron without response"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 16L * neurons * orientations * frequencies;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'responses'", context.inputSize("responses"), (long) phases * neurons);
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new ResponseTuningKernel(ResponseTuningParams.this, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return Tuple.joinAll();
            }
        };
    }
}
