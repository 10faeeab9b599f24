package org.sparsecortex.simulations.input.image;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/** Frames, whole or as patches at keyed places, as numbers and as an SDR; whole ones are all of one size. */
final class FrameSource implements Source {
    /**
     * Frames in memory.
     *
     * @param height rows of the lowest frame
     * @param width columns of the narrowest frame
     * @param pixels values of each frame, row by row
     * @param labels class of each frame; empty for none
     * @param widths columns of each frame; empty if all are alike
     */
    record Frames(int height, int width, List<float[]> pixels, int[] labels, int[] widths) {
        /** Frames of one size. */
        Frames(int height, int width, List<float[]> pixels, int[] labels) {
            this(height, width, pixels, labels, new int[0]);
        }

        int widthOf(int frame) {
            return widths.length == 0 ? width : widths[frame];
        }

        int heightOf(int frame) {
            return pixels.get(frame).length / widthOf(frame);
        }
    }

    private final Frames frames;
    private final FrameOptions options;
    private final int height;
    private final int width;
    private final Encoder encoder;
    private final KeyedRandom order;
    private final KeyedRandom place;
    private final List<SignalSpec> signals = new ArrayList<>();

    FrameSource(Frames frames, FrameOptions options, long seed) {
        this.frames = frames;
        this.options = options;
        Checks.that(
                options.patch() <= Math.min(frames.height(), frames.width()),
                "patch",
                options.patch(),
                "exceeds the frames of " + frames.height() + " x " + frames.width());
        height = options.patch() == 0 ? frames.height() : options.patch();
        width = options.patch() == 0 ? frames.width() : options.patch();
        encoder = options.encoder().encoder(height, width);
        order = KeyedRandom.of(seed, "frame order");
        place = KeyedRandom.of(seed, "patch place");
        int size = height * width;
        signals.add(SignalSpec.global("sdr", Signal.Kind.SDR, size, "the frame or patch as an SDR"));
        signals.add(SignalSpec.global("image", Signal.Kind.REALS, size, "its values, row by row")
                .over(height, width));
        signals.add(SignalSpec.global("index", Signal.Kind.INTS, 1, "number of the frame"));
        if (frames.labels().length > 0) {
            signals.add(SignalSpec.global("label", Signal.Kind.INTS, 1, "class of the frame"));
        }
    }

    @Override
    public List<SignalSpec> signals() {
        return signals;
    }

    @Override
    public boolean resetAt(long step) {
        return options.sequenceLength() > 0 && step % options.sequenceLength() == 0;
    }

    @Override
    public Signal read(String signal, long step) {
        int count = frames.pixels().size();
        int frame =
                options.order() == FrameOptions.Order.RANDOM ? order.below(count, 0, step, 0) : (int) (step % count);
        return switch (signal) {
            case "sdr" -> encoder.encode(values(frame, step));
            case "image" -> Reals.wrap(values(frame, step));
            case "index" -> Ints.of(frame);
            case "label" -> Ints.of(frames.labels()[frame]);
            default -> throw new IllegalArgumentException("frames have no signal '" + signal + "'");
        };
    }

    private double[] values(int frame, long step) {
        float[] all = frames.pixels().get(frame);
        boolean whole = options.patch() == 0;
        int wide = frames.widthOf(frame);
        int top = whole ? 0 : place.below(frames.heightOf(frame) - height + 1, 0, step, 0);
        int left = whole ? 0 : place.below(wide - width + 1, 0, step, 1);
        double[] values = new double[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = all[(top + y) * wide + left + x];
            }
        }
        return values;
    }
}
