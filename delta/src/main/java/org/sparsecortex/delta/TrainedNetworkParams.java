package org.sparsecortex.delta;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.learning.connect.Connectivity;
import org.sparsecortex.learning.gradient.Batch;
import org.sparsecortex.learning.gradient.GradientLearner;
import org.sparsecortex.learning.gradient.LossSpec;
import org.sparsecortex.learning.gradient.TrainingPlan;
import org.sparsecortex.learning.gradient.Updates;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.LayerSpec;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.Signal.Kind;
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
import org.sparsecortex.sdr.param.ParameterException;

/**
 * A network of layers that learns by gradient descent to classify images, or videos of {@code frames} frames. The unit is a
 * chunk of samples.
 *
 * <pre>
 *   L    = mean over samples of -ln p_label + sum over layers of fanOut (lambda_t mean |O_t - O_(t-1)| + lambda_s mean |O_t|)
 *          p = softmax of the last layer, of the last frame or of the mean over frames
 *   w &lt;- w - rate g(dL/dw)                                     g: {@link OptimiserSpec}
 *   O    = q round(relu(z) / q)                                z: sum of a delta layer; q: its learned step
 * </pre>
 *
 * O_t: output at frame t; lambda_t, lambda_s: {@code temporalRate}, {@code spatialRate} of the {@link Stage}. In steps
 * without learning a video at port {@code stream} is shown to the event-driven form of the network, which computes from
 * changes of O / q only, or from nothing after a cut ({@code refreshAbove}).
 *
 * <p>Source: Yousefzadeh and Sifalakis 2021, "Training for temporal sparsity in deep neural networks" (arXiv 2107.07305).
 * Differs from the paper: gradients are summed chunk by chunk, so that every partitioning has the same bits; convolutional,
 * gated and recurrent layers, pruning and hysteresis are added.
 */
@ModelType(
        name = "trained-network",
        summary = "Layers trained by gradient descent to classify images or video, with losses on activity and change.",
        source = "Yousefzadeh and Sifalakis 2021, Training for temporal sparsity in deep neural networks (arXiv"
                + " 2107.07305)")
public record TrainedNetworkParams(
        @Param(doc = "rows of an input frame", def = "1", min = 1, max = 4096)
        int height,

        @Param(doc = "columns of an input frame", def = "1", min = 1, max = 4096)
        int width,

        @Param(doc = "values per place of an input frame", def = "1", min = 1, max = 1 << 20)
        int channels,

        @Param(doc = "frames of a sample", def = "1", min = 1, max = 1024)
        int frames,

        @Param(doc = "samples of a step", def = "32", min = 1, max = 4096)
        int samples,

        @Param(doc = "samples of a unit; gradients are added unit by unit", def = "8", min = 1, max = 4096)
        int chunk,

        @Param(
                doc =
                        "layers from input to output; the last one's size is the number of classes, or of the numbers of a sample"
                                + " that is reconstructed",
                def = "[{\"type\": \"dense\", \"units\": 10}]")
        List<LayerSpec> layers,

        @Param(
                doc = "whether the answer is read from the last frame only instead of the mean over frames",
                def = "false")
        boolean lastFrame,

        @Param(doc = "what the network is trained for", def = "{\"type\": \"cross-entropy\"}")
        LossSpec loss,

        @Param(doc = "update rule", def = "{\"type\": \"adam\"}")
        OptimiserSpec optimiser,

        @Param(doc = "regimes of training one after another; empty for plain training", def = "[]")
        List<Stage> stages,

        @Param(doc = "which weights exist, and how that changes", def = "{}")
        Connectivity connectivity,

        @Param(
                doc =
                        "fractions of the weights, ascending, without which each test is repeated: the smallest, and as many"
                                + " at random, all at once and not for good",
                def = "[]")
        List<Double> pruneTests,

        @Param(doc = "costs of operations for the estimate of energy", def = "{}")
        EnergyCosts energy,

        @Param(
                doc =
                        "a frame of the stream is computed from nothing, as after a cut, if more than this fraction of its values"
                                + " have moved by more than a quarter of the first layer's step since the one before; 1 for never",
                def = "1",
                min = 0,
                max = 1)
        double refreshAbove)
        implements ModelParams {
    public TrainedNetworkParams {
        Checks.that(!layers.isEmpty(), "layers", "[]", "at least one layer is needed");
        Checks.that(samples % chunk == 0, "chunk", chunk, "must divide samples = " + samples);
        for (int s = 0; s < stages.size() - 1; s++) {
            Checks.that(stages.get(s).updates() > 0, "stages", s, "only the last stage may have 0 updates");
        }
        for (int s = 0; s < stages.size(); s++) {
            Checks.that(
                    stages.get(s).pruneTo() == 0 || !connectivity.structure().isPattern(),
                    "stages[" + s + "].pruneTo",
                    stages.get(s).pruneTo(),
                    "must be 0: the structure of connectivity says which weights exist");
            Checks.that(
                    stages.get(s).pruneTo() == 0 || connectivity.tasks() == 1,
                    "stages[" + s + "].pruneTo",
                    stages.get(s).pruneTo(),
                    "must be 0: weights of earlier tasks stand still");
        }
        checkAscending(pruneTests);
        if (!loss.classifies()) {
            Checks.that(frames == 1, "frames", frames, "must be 1: a sample that is reconstructed is one frame");
            Checks.that(
                    pruneTests.isEmpty(), "pruneTests", pruneTests, "must be []: without classes there is no accuracy");
        }
    }

    private static void checkAscending(List<Double> fractions) {
        for (int f = 0; f < fractions.size(); f++) {
            Checks.inRange("pruneTests[" + f + "]", fractions.get(f), f == 0 ? 0.0 : fractions.get(f - 1), 1.0);
        }
    }

    private TrainingPlan plan(long seed) {
        return new TrainingPlan(
                new Batch(samples, chunk, frames, 0, lastFrame),
                loss,
                new Updates(optimiser, stages, false),
                connectivity,
                KeyedRandom.deriveSeed(seed, "connections"),
                pruneTests);
    }

    @Override
    public int units() {
        return samples / chunk;
    }

    @Override
    public List<PortSpec> ports() {
        List<PortSpec> ports = new ArrayList<>(GradientLearner.ports(plan(0)));
        ports.add(new PortSpec(
                StreamLearner.STREAM,
                Kind.REALS,
                false,
                "one frame of a video that the network follows event by event while it does not learn"));
        ports.add(LearnerModel.training(
                "1 in steps that teach; others test. Unconnected: all steps of a phase that learns"));
        if (connectivity.tasks() > 1) {
            ports.add(GradientLearner.taskPort());
        }
        return ports;
    }

    @Override
    public List<SignalSpec> signals() {
        return outputs(network(0)).specs();
    }

    private Outputs<LearnerKernel<StreamLearner>> outputs(LayerStack one) {
        int channels = one.layers().stream()
                .filter(DeltaLayer.class::isInstance)
                .mapToInt(l -> l.output().channels())
                .sum();
        int weighted = (int) layers.stream().filter(LayerSpec::isWeighted).count();
        Outputs<LearnerKernel<StreamLearner>> all = StreamLearner.outputs(
                plan(0), weighted, Math.max(1, layers.size() / 2), Math.max(1, channels), one.outputs());
        all.addAll(GradientLearner.prunedOutputs(plan(0)), kernel -> kernel);
        all.addAll(GradientLearner.taskOutputs(plan(0)), kernel -> kernel);
        if (weighted == 0) {
            return all;
        }
        all.addAll(GradientLearner.hiddenOutput(samples, one), kernel -> kernel);
        int columns = one.weightedLayer(0).weights().get(0).values()[0].length;
        return all.addAll(GradientLearner.strengthOutput(columns), kernel -> kernel);
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context)
                + GradientLearner.chunkBytes(plan(0), network(0).parameters());
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        LayerStack one = network(0);
        long activations =
                one.layers().stream().mapToLong(l -> l.output().size()).sum();
        return GradientLearner.ownBytes(plan(0), one.parameters(), 2 * activations)
                + (connectivity.tasks() == 1 ? 0 : bytesOfTasks(one));
    }

    /** First and kept values of all weights, a bit of each for every task, and what each task has of its own. */
    private long bytesOfTasks(LayerStack one) {
        long own = one.weights().stream()
                .filter(w -> !w.decays())
                .mapToLong(Weights::count)
                .sum();
        for (Weights w : one.weightedLayers() == 0
                ? List.<Weights>of()
                : one.weightedLayer(one.weightedLayers() - 1).weights()) {
            own += w.count();
        }
        return (8 + connectivity.tasks() / 8L) * one.parameters() + 4 * connectivity.tasks() * own;
    }

    private LayerStack network(long seed) {
        List<Layer> made = new ArrayList<>();
        Volume at = new Volume(height, width, channels);
        for (int l = 0; l < layers.size(); l++) {
            try {
                made.add(layers.get(l).build(at, KeyedRandom.deriveSeed(seed, "layer " + l)));
            } catch (ParameterException e) {
                throw e.within("layers[" + l + "]");
            }
            at = made.get(l).output();
        }
        LayerStack stack = new LayerStack(height * width * channels, made);
        try {
            connectivity.check(stack.weights().stream().filter(Weights::decays).toList());
        } catch (ParameterException e) {
            throw e.within("connectivity");
        }
        Checks.that(
                loss.classifies() || stack.outputs() == stack.inputs(),
                "layers",
                "with " + stack.outputs() + " outputs",
                "must give as many numbers as a sample has, " + stack.inputs() + ", to reconstruct it");
        return stack;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        LayerStack one = network(context.seed());
        if (context.has(StreamLearner.STREAM)) {
            Checks.equal("size of input 'stream'", context.inputSize(StreamLearner.STREAM), one.inputs());
            Checks.atLeast("layers of the stream", new DeltaNetwork(one).layers(), 1);
        }
        return GradientLearner.model(
                context,
                plan(context.seed()),
                one,
                outputs(one),
                range -> new StreamLearner(
                        plan(context.seed()),
                        network(context.seed()),
                        trained -> new DeltaNetwork(trained, refreshAbove),
                        energy,
                        context.has(StreamLearner.STREAM),
                        range));
    }
}
