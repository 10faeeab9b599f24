package org.sparsecortex.learning.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * A classifier of any layers, trained on the batches that arrive at its ports; the base of all families that learn by
 * gradients.
 *
 * <p>A unit is a chunk of the batch. It proposes the gradient and the statistics of its chunk; the reducer adds them in unit
 * order; every range holds all parameters and applies the same update. A family of its own only has to say how its layers are
 * made and may give them a context through the port of that name.
 */
public final class GradientModel implements Model<Tuple, Tuple> {
    /** Name of the port of a video to follow. */
    public static final String STREAM = "stream";

    /** Statistics before the per-layer counts: loss, correct answers, penalty. */
    static final int FIXED = 3;

    private final TrainingPlan plan;
    private final Supplier<LayerStack> network;
    private final Function<LayerStack, FrameStream> stream;
    private final RowGradients gradients;
    private final EnergyCosts costs;
    private final int statistics;

    /**
     * Binds a network to its place.
     *
     * @param network makes the network in its initial state; called once a range
     * @throws IllegalArgumentException if the input ports do not have the sizes that plan and network ask for
     */
    public GradientModel(TrainingPlan plan, Supplier<LayerStack> network, BuildContext context) {
        this(
                plan,
                network,
                trained -> {
                    throw new IllegalStateException("this model follows no stream");
                },
                new EnergyCosts(0, 0, 0),
                context);
    }

    /**
     * Binds a network that also follows a video at the port {@link #STREAM} while it does not learn.
     *
     * @param stream makes the form of the trained network that is shown the frames
     * @param costs for the estimate of energy
     * @throws IllegalArgumentException as the other constructor, or if the network has no such form
     */
    public GradientModel(
            TrainingPlan plan,
            Supplier<LayerStack> network,
            Function<LayerStack, FrameStream> stream,
            EnergyCosts costs,
            BuildContext context) {
        this.plan = plan;
        this.network = network;
        this.stream = stream;
        this.costs = costs;
        LayerStack one = network.get();
        this.gradients = new RowGradients(one.weights());
        this.statistics = FIXED + 2 * one.weightedLayers();
        Checks.equal(
                "size of input 'samples'",
                context.inputSize("samples"),
                (long) plan.batch() * plan.frames() * one.inputs());
        if (context.has(STREAM)) {
            Checks.equal("size of input 'stream'", context.inputSize(STREAM), one.inputs());
            Checks.atLeast("layers of the stream", stream.apply(one).layers(), 1);
        }
        Checks.equal("size of input 'labels'", context.inputSize("labels"), plan.batch());
        if (plan.contextSize() > 0) {
            int size = context.inputSize("context");
            boolean shared = size == plan.contextSize();
            Checks.that(
                    shared || size == plan.batch() * plan.contextSize(),
                    "size of input 'context'",
                    size,
                    "must be " + plan.contextSize() + ", or that for each of " + plan.batch() + " samples");
        }
    }

    /** The ports of every such model. */
    public static List<PortSpec> ports(boolean context) {
        List<PortSpec> ports = new ArrayList<>();
        ports.add(new PortSpec(
                "samples", Kind.REALS, true, "a batch: all values of sample 0 frame by frame, then sample 1, ..."));
        ports.add(new PortSpec("labels", Kind.INTS, true, "class of each sample of the batch"));
        if (context) {
            ports.add(new PortSpec("context", Kind.REALS, true, "context of the batch, or of each sample"));
        }
        return ports;
    }

    /**
     * The signals of every such model.
     *
     * @param batch samples of a step
     * @param weightedLayers layers with weights on their input
     */
    public static List<SignalSpec> signals(int batch, int weightedLayers) {
        return List.of(
                SignalSpec.global("loss", Kind.REALS, 1, "mean cross entropy of the batch, nats"),
                SignalSpec.global("accuracy", Kind.REALS, 1, "fraction of the batch that is classified right"),
                SignalSpec.global("penalty", Kind.REALS, 1, "loss on activity and change that the layers add"),
                SignalSpec.global(
                        "active",
                        Kind.REALS,
                        weightedLayers,
                        "fraction of the input elements of each weighted layer that are not 0"),
                SignalSpec.global(
                        "changed",
                        Kind.REALS,
                        weightedLayers,
                        "fraction of the input elements of each weighted layer that differ from the frame before"),
                SignalSpec.global(
                        "activeFraction", Kind.REALS, 1, "non-zero elements of all weighted layers' inputs / elements"),
                SignalSpec.global(
                        "changedFraction", Kind.REALS, 1, "changed elements of all weighted layers' inputs / elements"),
                SignalSpec.global(
                        "activeOperations",
                        Kind.REALS,
                        1,
                        "multiply-accumulates caused by non-zero elements and weights / dense ones"),
                SignalSpec.global(
                        "changedOperations",
                        Kind.REALS,
                        1,
                        "multiply-accumulates caused by changed elements and non-zero weights / dense ones"),
                SignalSpec.global("zeroWeights", Kind.REALS, 1, "fraction of the weights that are 0"),
                SignalSpec.perUnit("predictions", Kind.INTS, batch, "class that each sample was given"));
    }

    /**
     * Further signals of a model that follows a stream; all 0 while it learns or nothing is connected.
     *
     * @param layers layers of the stream
     * @param channels channels of the inputs of all of them together
     */
    public static List<SignalSpec> streamSignals(int layers, int channels, int classes) {
        return List.of(
                reals("streamChanged", layers, "fraction of each layer's input units that sent an event"),
                reals("streamActive", layers, "fraction of each layer's input units whose level is not 0"),
                reals("streamBoth", layers, "fraction of each layer's input units that sent an event and are not 0"),
                reals("streamChannelChanged", channels, "fraction of a channel's units that sent an event, by layer"),
                reals("streamChannelActive", channels, "fraction of a channel's units that are not 0, by layer"),
                reals("streamOperations", 1, "multiply-accumulates of the frame / those of a dense frame"),
                reals("streamMacs", 1, "multiply-accumulates of the frame"),
                reals(
                        "streamReads",
                        1,
                        "words read: weight and sum of each of them, sum and level of each unit compared"),
                reals("streamWrites", 1, "words written: the sum of each multiply-accumulate, the level of each event"),
                reals("streamEnergy", 1, "estimated energy of the frame, uJ"),
                reals("streamDenseEnergy", 1, "estimated energy of a dense frame, sums in registers, uJ"),
                reals("streamOutput", classes, "output for the frame"));
    }

    private static SignalSpec reals(String name, int size, String doc) {
        return SignalSpec.global(name, Kind.REALS, size, doc);
    }

    /** Rough upper bound of the memory of a model with that many parameters and activations per row. */
    public static long estimatedBytes(TrainingPlan plan, long parameters, long activations) {
        return 40L * parameters
                + (plan.units() + 1L) * 16 * parameters
                + 8L * activations * plan.chunk() * plan.frames();
    }

    @Override
    public Kernel<Tuple, Tuple> kernel(UnitRange range) {
        return new GradientKernel(plan, network.get(), stream, costs, range, statistics);
    }

    @Override
    public Reducer<Tuple, Tuple> reducer() {
        return (step, round, proposals) -> {
            double[] stats = new double[statistics];
            for (Tuple proposal : proposals) {
                add(proposal.reals(1), stats);
            }
            double[] gradient = step.learn()
                    ? gradients.mean(proposals.stream().map(p -> p.reals(0)).toList(), plan.units())
                    : new double[0];
            return Tuple.of((Signal) Reals.wrap(gradient), Reals.wrap(stats));
        };
    }

    /** Adds the units' vectors, laid end to end, in unit order. */
    private static void add(Reals parts, double[] sum) {
        for (int at = 0; at < parts.size(); at += sum.length) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += parts.get(at + i);
            }
        }
    }
}
