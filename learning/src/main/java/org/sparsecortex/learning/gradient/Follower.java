package org.sparsecortex.learning.gradient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;

/** Shows the frames of the stream port to the trained network; belongs to unit 0. Learning or a reset begins a new video. */
final class Follower {
    private final LayerStack network;
    private final Function<LayerStack, FrameStream> make;
    private final EnergyCosts costs;
    private Optional<FrameStream> running = Optional.empty();
    private float[] output = new float[0];

    Follower(LayerStack network, Function<LayerStack, FrameStream> make, EnergyCosts costs) {
        this.network = network;
        this.make = make;
        this.costs = costs;
    }

    void show(Step step, Inputs inputs) {
        if (!inputs.hasPort(GradientModel.STREAM) || !inputs.has(GradientModel.STREAM)) {
            return;
        }
        if (step.learn()) {
            running = Optional.empty();
            return;
        }
        if (running.isEmpty() || step.reset()) {
            running = Optional.of(make.apply(network));
        }
        Reals frame = inputs.reals(GradientModel.STREAM);
        float[] values = new float[frame.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) frame.get(i);
        }
        running.get().clearCounts();
        output = running.get().step(values).clone();
    }

    /** Signals of {@link GradientModel#streamSignals}; before the first frame those of a fresh network. */
    Signal read(String signal) {
        FrameStream shown = running.orElseGet(() -> make.apply(network));
        return switch (signal) {
            case "streamChanged" -> perLayer(shown, l -> shown.changed(l).length);
            case "streamActive" -> perLayer(shown, l -> active(shown.levels(l)));
            case "streamBoth" -> perLayer(shown, l -> both(shown, l));
            case "streamChannelChanged" -> perChannel(shown, false);
            case "streamChannelActive" -> perChannel(shown, true);
            case "streamOperations" -> Reals.of(sum(shown, shown::macs) / (double) sum(shown, shown::denseMacs));
            case "streamMacs" -> Reals.of((double) sum(shown, shown::macs));
            case "streamReads" -> Reals.of((double) reads(shown));
            case "streamWrites" -> Reals.of((double) writes(shown));
            case "streamEnergy" ->
                Reals.of(costs.microjoules((double) sum(shown, shown::macs), reads(shown) + (double) writes(shown)));
            case "streamDenseEnergy" -> Reals.of(denseEnergy(shown));
            case "streamOutput" -> Reals.wrap(output());
            default -> throw new IllegalArgumentException("a trained network has no signal '" + signal + "'");
        };
    }

    private double[] output() {
        double[] values = new double[network.outputs()];
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

    void save(DataOutput out) throws IOException {
        out.writeBoolean(running.isPresent());
        if (running.isPresent()) {
            running.get().save(out);
        }
    }

    /** Follows {@link GradientKernel#loadShared}, so the weights are there. */
    void load(DataInput in) throws IOException {
        running = Optional.empty();
        if (in.readBoolean()) {
            running = Optional.of(make.apply(network));
            running.get().load(in);
        }
    }
}
