package org.sparsecortex.neurons.readout;

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
 * Names spiking neurons after the class that they answer most, and answers with the class whose neurons spike most. A sample lasts
 * from the step after a label to the next one; in the steps between the label is -1.
 *
 * <pre>
 *   s_i: spikes of neuron i in the sample      a_ic = sum of s_i over learned samples of class c / number of them
 *   label_i = argmax_c a_ic, the lower class among equals; none if it never spiked
 *   class = argmax_c of the mean of s_i over the neurons with label c
 * </pre>
 *
 * Steps that learn count answers, from {@code fromStep} on, when the network knows something; others are tests. The unit is
 * a neuron. Source: Diehl and Cook 2015, doi:10.3389/fncom.2015.00099, section 2.5.
 *
 * <p>Differs from the paper: answers are counted while weights still change, in the last part of learning, instead of afterwards.
 */
@ModelType(
        name = "neuron-labels",
        summary = "Names spiking neurons after the class that they answer most; they vote by their spikes.",
        source =
                "Diehl and Cook 2015, Unsupervised learning of digit recognition using spike-timing-dependent plasticity")
public record NeuronLabelsParams(
        @Param(doc = "neurons, each a bit at the port", min = 1, max = 1 << 26)
        int neurons,

        @Param(doc = "number of classes", def = "10", min = 2, max = 100_000)
        int classes,

        @Param(doc = "step from which answers are counted", unit = "steps", def = "0", min = 0, max = 1e15)
        long fromStep)
        implements ModelParams {
    @Override
    public int units() {
        return neurons;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("spikes", Kind.SDR, true, "neurons that spike in the step"),
                new PortSpec("label", Kind.INTS, true, "class in the last step of a sample, else -1"));
    }

    @Override
    public List<SignalSpec> signals() {
        return NeuronLabelsKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return ReadoutKernel.bytes(classes) + neurons * (32L + 4L * classes);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("label: numbers that arrive", context.inputSize("label"), 1);
        Checks.equal("spikes: bits that arrive, one a neuron", context.inputSize("spikes"), neurons);
        return Model.of(range -> new NeuronLabelsKernel(this, range), NeuronLabelsKernel::counted);
    }
}
