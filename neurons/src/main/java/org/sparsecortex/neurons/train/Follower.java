package org.sparsecortex.neurons.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;

/** Shows the frames of the stream port to the trained network; belongs to unit 0. Learning or a reset begins a new video. */
final class Follower {
    private final LayerStack network;
    private final Function<LayerStack, FrameStream> make;
    private Optional<FrameStream> running = Optional.empty();
    private float[] output = new float[0];

    Follower(LayerStack network, Function<LayerStack, FrameStream> make) {
        this.network = network;
        this.make = make;
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

    Signal read(String signal) {
        FrameStream shown = running.orElseGet(() -> make.apply(network));
        double[] changed = new double[shown.layers()];
        double macs = 0;
        double dense = 0;
        for (int l = 0; l < changed.length; l++) {
            changed[l] = shown.events(l) / (double) shown.units(l);
            macs += shown.macs(l);
            dense += shown.denseMacs(l);
        }
        return switch (signal) {
            case "streamChanged" -> Reals.wrap(changed);
            case "streamOperations" -> Reals.of(macs / dense);
            case "streamMacs" -> Reals.of(macs);
            default -> {
                double[] values = new double[network.outputs()];
                for (int i = 0; i < values.length && running.isPresent(); i++) {
                    values[i] = output[i];
                }
                yield Reals.wrap(values);
            }
        };
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
