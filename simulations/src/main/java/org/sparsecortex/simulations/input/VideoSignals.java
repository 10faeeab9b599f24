package org.sparsecortex.simulations.input;

import java.util.Optional;
import java.util.Set;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.ParameterException;

/** The signals by which an input that holds another one finds the frames of a video and their class. */
public final class VideoSignals {
    private static final Set<String> FRAMES = Set.of("frame", "image", "samples");
    private static final Set<String> LABELS = Set.of("label", "labels", "action");
    private static final int ROWS_AND_COLUMNS = 2;

    private VideoSignals() {}

    /**
     * The signal of one frame a step, over rows and columns.
     *
     * @throws IllegalArgumentException if the input offers none
     */
    public static SignalSpec frame(Source video) {
        return video.signals().stream()
                .filter(s -> FRAMES.contains(s.name()) && s.shape().kind() == Kind.REALS)
                .filter(s -> s.axes().size() >= ROWS_AND_COLUMNS)
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        "of",
                        video.signals().stream().map(SignalSpec::name).toList(),
                        "are its signals, among which are no frames; a video has one of " + FRAMES));
    }

    /** The signal of one class a step, if there is one. */
    public static Optional<SignalSpec> label(Source video) {
        return video.signals().stream()
                .filter(s -> LABELS.contains(s.name()) && s.shape().kind() == Kind.INTS)
                .filter(s -> s.shape().size() == 1)
                .findFirst();
    }
}
