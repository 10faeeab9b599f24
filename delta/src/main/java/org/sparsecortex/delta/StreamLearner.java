package org.sparsecortex.delta;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.learning.gradient.GradientLearner;
import org.sparsecortex.learning.gradient.TrainingPlan;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * Trains a network, and shows the frames of a video at the port {@link #STREAM} to its event-driven form while it does not learn.
 *
 * <p>The stream belongs to unit 0. Learning, a reset or another task's network begins a new video; so after every step the video
 * that goes on is that of the network as it is, from which a resumed run makes its event-driven form again.
 */
final class StreamLearner extends GradientLearner {
    /** Name of the port of a video to follow. */
    static final String STREAM = "stream";

    private final Function<LayerStack, FrameStream> make;
    private final EnergyCosts costs;
    private final boolean follows;
    private final boolean connected;
    private Optional<FrameStream> running = Optional.empty();
    private int task;
    private float[] output = new float[0];

    /** A learner of a range; {@code connected} says whether anything arrives at the port {@link #STREAM}. */
    StreamLearner(
            TrainingPlan plan,
            LayerStack network,
            Function<LayerStack, FrameStream> make,
            EnergyCosts costs,
            boolean connected,
            UnitRange range) {
        super(plan, network);
        this.make = make;
        this.costs = costs;
        this.connected = connected;
        this.follows = range.contains(0);
    }

    /**
     * Further signals of a model that can follow a stream; all 0 if nothing is connected, those of a fresh network while it learns.
     *
     * @param layers layers of the stream
     * @param channels channels of the inputs of all of them together
     */
    static Outputs<LearnerKernel<StreamLearner>> outputs(
            TrainingPlan plan, int weightedLayers, int layers, int channels, int classes) {
        Outputs<LearnerKernel<StreamLearner>> all = GradientLearner.outputs(plan, weightedLayers);
        return all.addAll(streamOutputs(layers, channels, classes), LearnerKernel::learner);
    }

    static Outputs<StreamLearner> streamOutputs(int layers, int channels, int classes) {
        Outputs<StreamLearner> all = new Outputs<>();
        add(
                all,
                "streamChanged",
                layers,
                "fraction of each layer's input units that sent an event",
                (s, f) -> perLayer(f, l -> f.changed(l).length));
        add(
                all,
                "streamActive",
                layers,
                "fraction of each layer's input units whose level is not 0",
                (s, f) -> perLayer(f, l -> active(f.levels(l))));
        add(
                all,
                "streamBoth",
                layers,
                "fraction of each layer's input units that sent an event and are not 0",
                (s, f) -> perLayer(f, l -> both(f, l)));
        add(
                all,
                "streamChannelChanged",
                channels,
                "fraction of a channel's units that sent an event, by layer",
                (s, f) -> perChannel(f, false));
        add(
                all,
                "streamChannelActive",
                channels,
                "fraction of a channel's units that are not 0, by layer",
                (s, f) -> perChannel(f, true));
        add(
                all,
                "streamOperations",
                1,
                "multiply-accumulates of the frame / those of a dense frame",
                (s, f) -> Reals.of(sum(f, f::macs) / (double) sum(f, f::denseMacs)));
        add(all, "streamMacs", 1, "multiply-accumulates of the frame", (s, f) -> Reals.of((double) sum(f, f::macs)));
        add(
                all,
                "streamReads",
                1,
                "words read: weight and sum of each of them, sum and level of each unit compared",
                (s, f) -> Reals.of((double) reads(f)));
        add(
                all,
                "streamWrites",
                1,
                "words written: the sum of each multiply-accumulate, the level of each event",
                (s, f) -> Reals.of((double) writes(f)));
        add(
                all,
                "streamEnergy",
                1,
                "estimated energy of the frame, uJ",
                (s, f) -> Reals.of(s.costs.microjoules((double) sum(f, f::macs), reads(f) + (double) writes(f))));
        add(
                all,
                "streamDenseEnergy",
                1,
                "estimated energy of a dense frame, sums in registers, uJ",
                (s, f) -> Reals.of(s.denseEnergy(f)));
        add(all, "streamOutput", classes, "output for the frame", (s, f) -> Reals.wrap(s.output()));
        return all;
    }

    /** A signal of the running stream, which the range of unit 0 holds whole and all others hold nothing of. */
    private static void add(
            Outputs<StreamLearner> all,
            String name,
            int size,
            String doc,
            BiFunction<StreamLearner, FrameStream, Reals> value) {
        all.perUnit(name, Kind.REALS, size, doc, s -> {
            if (!s.follows || !s.connected) {
                return Reals.zeros(s.follows ? size : 0);
            }
            return value.apply(s, s.running.orElseGet(() -> s.make.apply(s.network())));
        });
    }

    @Override
    public void take(Step step, Inputs inputs, StepSums sums) {
        if (follows) {
            show(step, inputs);
        }
        super.take(step, inputs, sums);
    }

    void show(Step step, Inputs inputs) {
        if (!inputs.has(STREAM)) {
            return;
        }
        if (step.learn()) {
            running = Optional.empty();
            return;
        }
        if (running.isEmpty() || step.reset() || shownTask() != task) {
            running = Optional.of(begun());
        }
        Reals frame = inputs.reals(STREAM);
        float[] values = new float[frame.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) frame.get(i);
        }
        running.get().clearCounts();
        output = running.get().step(values).clone();
    }

    /** The event-driven form of the network of the task that is shown, before its first frame. */
    private FrameStream begun() {
        task = shownTask();
        return make.apply(network());
    }

    private double[] output() {
        double[] values = new double[network().outputs()];
        for (int i = 0; i < values.length && running.isPresent(); i++) {
            values[i] = output[i];
        }
        return values;
    }

    private static long sum(FrameStream shown, IntToLongFunction count) {
        return IntStream.range(0, shown.layers()).mapToLong(count).sum();
    }

    private static Reals perLayer(FrameStream shown, IntToLongFunction count) {
        double[] fractions = new double[shown.layers()];
        for (int l = 0; l < fractions.length; l++) {
            fractions[l] = count.applyAsLong(l) / (double) shown.units(l);
        }
        return Reals.wrap(fractions);
    }

    private static long active(float[] levels) {
        long active = 0;
        for (float level : levels) {
            active += level != 0f ? 1 : 0;
        }
        return active;
    }

    private static long both(FrameStream shown, int l) {
        float[] levels = shown.levels(l);
        return Arrays.stream(shown.changed(l)).filter(u -> levels[u] != 0f).count();
    }

    private static Reals perChannel(FrameStream shown, boolean active) {
        double[] fractions = new double[(int) sum(shown, shown::channels)];
        int first = 0;
        for (int l = 0; l < shown.layers(); l++) {
            int channels = shown.channels(l);
            double share = channels / (double) shown.units(l);
            float[] levels = shown.levels(l);
            int[] units = active
                    ? IntStream.range(0, levels.length)
                            .filter(u -> levels[u] != 0f)
                            .toArray()
                    : shown.changed(l);
            for (int unit : units) {
                fractions[first + unit % channels] += share;
            }
            first += channels;
        }
        return Reals.wrap(fractions);
    }

    private static long reads(FrameStream shown) {
        return 2 * (sum(shown, shown::macs) + sum(shown, shown::compared));
    }

    private static long writes(FrameStream shown) {
        return sum(shown, shown::macs) + sum(shown, shown::events);
    }

    /** Each multiply-accumulate reads a weight and an input; each unit is written once. */
    private double denseEnergy(FrameStream shown) {
        double macs = sum(shown, shown::denseMacs);
        return costs.microjoules(macs, 2 * macs + sum(shown, shown::units));
    }

    /** Follows the shared state, so the weights are there. */
    @Override
    public void unit(int unit, State state) {
        if (unit == 0) {
            boolean runs = state.keep("streamRuns", running.isPresent());
            if (state.loading()) {
                running = runs ? Optional.of(begun()) : Optional.empty();
            }
            running.ifPresent(stream -> stream.state(state));
        }
    }
}
