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
 * Orientation tuning of the neurons of any model from their responses to drifting gratings. The unit of ranges is a neuron.
 *
 * <pre>
 *   F0 = mean over phases of max(r, 0);   F1 = 2 |mean over phases of max(r, 0) e^(-i phase)|;   R = max(F0, F1)
 *   V = 1 - |sum_k R(theta_k) exp(2 i theta_k)| / sum_k R(theta_k)   at the frequency of the largest R
 * </pre>
 *
 * r: response to one frame of the drift; theta_k: orientation of grating k; V: circular variance, 0 sharp .. 1 flat. Source:
 * Ringach, Shapley and Hawken 2002, doi:10.1523/JNEUROSCI.22-13-05639.2002 [from memory]. Differs from the paper: negative codes
 * count as no response, as a firing rate has no sign.
 */
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
        return ResponseTuningKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 16L * neurons * orientations * frequencies;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'responses'", context.inputSize("responses"), (long) phases * neurons);
        return Model.of(range -> new ResponseTuningKernel(this, range), Reducer.joinAll());
    }
}
