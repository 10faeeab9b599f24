package org.sparsecortex.neurons.continual;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.learning.gradient.Batch;
import org.sparsecortex.learning.gradient.GradientLearner;
import org.sparsecortex.learning.gradient.TrainingPlan;
import org.sparsecortex.learning.gradient.Updates;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.KwtaLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.ReluLayer;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A network of hidden layers with active dendrites and k winners each, and a linear layer that reads the class. The unit is
 * a chunk of samples.
 *
 * <pre>
 *   t_j = w_j . x + b_j,   d_jk = u_jk . c,   k* = argmax_k |d_jk|,   y_j = t_j sigmoid(d_jk*),   the largest y of a layer stay
 * </pre>
 *
 * x: input of the layer; c: context; u_jk: segment k of unit j. Gradients: {@link ActiveDendriteLayer}. Its baselines are
 * the same family: no segments leaves sparse weights and k winners; no segments, {@code keep} 1 and {@code weightSparsity} 0
 * a plain network of rectifiers.
 *
 * <p>Source: Iyer, Grewal, Velu, Souza, Forest and Ahmad 2021, "Avoiding catastrophe" (arXiv 2201.00042). Differs from the
 * paper: gradients are summed chunk by chunk; initial weights are normal with the standard deviation of the authors' code.
 */
@ModelType(
        name = "active-dendrites",
        summary = "A classifier whose units are gated by context through dendritic segments, with sparse weights and"
                + " activity, trained by gradients.",
        source = "Iyer, Grewal, Velu, Souza, Forest and Ahmad 2021, Avoiding catastrophe")
public record ActiveDendritesParams(
        @Param(doc = "values of a sample", min = 1, max = 1 << 20)
        int inputs,

        @Param(doc = "values of the context of a sample", def = "0", min = 0, max = 1 << 20)
        int contextSize,

        @Param(doc = "number of classes", def = "10", min = 2, max = 1 << 16)
        int classes,

        @Param(doc = "units of each hidden layer", def = "[2048, 2048]", min = 1, max = 1 << 20)
        List<Integer> hidden,

        @Param(
                doc = "dendritic segments of each hidden unit; 0 for none",
                symbol = "K",
                def = "10",
                min = 0,
                max = 10_000)
        int segments,

        @Param(
                doc = "fraction of the hidden units that stay active; 1 for rectifiers instead",
                def = "0.05",
                min = 1e-6,
                max = 1)
        double keep,

        @Param(doc = "fraction of the weights that are fixed at 0", def = "0.5", min = 0, max = 0.999)
        double weightSparsity,

        @Param(
                doc = "standard deviation of a segment's first answer to a context of mean square 1",
                def = "1",
                min = 0,
                max = 100)
        double dendriteScale,

        @Param(doc = "samples of a step", def = "64", min = 1, max = 4096)
        int samples,

        @Param(doc = "samples of a unit; gradients are added unit by unit", def = "64", min = 1, max = 4096)
        int chunk,

        @Param(doc = "update rule", def = "{\"type\": \"adam\", \"learningRate\": 0.0005}")
        OptimiserSpec optimiser)
        implements ModelParams {
    private static final double SCALE =
            Math.sqrt(1.0 / 3.0); // sd of a uniform value in (-1, 1), as the paper's code draws

    public ActiveDendritesParams {
        Checks.that(!hidden.isEmpty(), "hidden", "[]", "at least one hidden layer is needed");
        Checks.that(samples % chunk == 0, "chunk", chunk, "must divide samples = " + samples);
        Checks.that(
                (segments == 0) == (contextSize == 0),
                "contextSize",
                contextSize,
                "must be > 0 with segments and 0 without");
    }

    private TrainingPlan plan() {
        return new TrainingPlan(
                new Batch(samples, chunk, 1, contextSize, false), new Updates(optimiser, List.of(), true));
    }

    @Override
    public int units() {
        return samples / chunk;
    }

    @Override
    public List<PortSpec> ports() {
        List<PortSpec> ports = new ArrayList<>(GradientLearner.ports(plan()));
        ports.add(LearnerModel.training("1 in steps that teach; others test. Unconnected: all teach"));
        return ports;
    }

    @Override
    public List<SignalSpec> signals() {
        return outputs().specs();
    }

    private Outputs<LearnerKernel<GradientLearner>> outputs() {
        return GradientLearner.outputs(plan(), hidden.size() + 1);
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + GradientLearner.chunkBytes(plan(), parameters());
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        long activations = 4L * hidden.stream().mapToInt(Integer::intValue).sum();
        return GradientLearner.ownBytes(plan(), parameters(), activations);
    }

    private long parameters() {
        long parameters = 0;
        long below = inputs;
        for (int units : hidden) {
            parameters += (below + 1) * units + (long) segments * units * contextSize;
            below = units;
        }
        return parameters + (below + 1) * classes;
    }

    private LayerStack network(long seed) {
        List<Layer> layers = new ArrayList<>();
        int below = inputs;
        double active = 1.0;
        for (int l = 0; l < hidden.size(); l++) {
            int units = hidden.get(l);
            layers.add(new ActiveDendriteLayer(
                    below,
                    units,
                    segments,
                    contextSize,
                    weightSparsity,
                    active,
                    dendriteScale,
                    KeyedRandom.deriveSeed(seed, "layer " + l)));
            Volume shape = Volume.vector(units);
            int winners = Math.max(1, (int) Math.round(keep * units));
            layers.add(keep < 1 ? new KwtaLayer(shape, winners) : new ReluLayer(shape));
            below = units;
            active = keep < 1 ? keep : 1.0;
        }
        layers.add(new DenseLayer(below, classes, KeyedRandom.deriveSeed(seed, "classes"), SCALE / Math.sqrt(active)));
        return new LayerStack(inputs, layers);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return GradientLearner.model(
                context,
                plan(),
                network(context.seed()),
                outputs(),
                range -> new GradientLearner(plan(), network(context.seed())));
    }
}
