package org.sparsecortex.simulations.input.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.VideoSignals;

/**
 * Any video cut into clips of {@code length} frames, in four stretches: clips to learn, the first of these once more, clips never
 * shown before, and the first of those learned begun again and left blank after {@code cueFrames} frames.
 *
 * <p>Step t of clip c is frame {@code c * length + t} of the video. Each clip begins with a reset.
 */
@TypeName(value = "clips", doc = "any video cut into clips: to learn, known, unseen, to recall from their first frames")
public record ClipsInput(
        @Param(doc = "the video: an input of one frame a step")
        InputSpec of,

        @Param(doc = "frames of a clip", unit = "frames", def = "12", min = 2, max = 1e6)
        int length,

        @Param(doc = "clips that are shown first", def = "24", min = 1, max = 1e6)
        int learned,

        @Param(doc = "times that these are shown, one after another", def = "1", min = 1, max = 1e6)
        int repeats,

        @Param(doc = "clips of these that are then shown once more", def = "0", min = 0, max = 1e6)
        int known,

        @Param(
                doc = "further clips after them; 0 takes all that a video with an end has",
                def = "0",
                min = 0,
                max = 1e6)
        int unseen,

        @Param(
                doc = "clips of those learned that are begun again at the end and left blank",
                def = "0",
                min = 0,
                max = 1e6)
        int recalled,

        @Param(doc = "frames shown of a clip begun again", unit = "frames", def = "3", min = 0, max = 1e6)
        int cueFrames,

        @Param(
                doc =
                        "class of each clip of the video in their order, -1 for none; empty takes the labels of the video",
                def = "[]",
                min = -1,
                max = 1e6)
        List<Integer> labels)
        implements InputSpec {
    public ClipsInput {
        labels = List.copyOf(labels);
        Checks.that(cueFrames <= length, "cueFrames", cueFrames, "must be at most length = " + length);
        Checks.that(recalled <= learned, "recalled", recalled, "must be at most learned = " + learned);
        Checks.that(known <= learned, "known", known, "must be at most learned = " + learned);
    }

    @Override
    public List<String> files(InputContext context) {
        return of.files(context);
    }

    @Override
    public List<String> files() {
        return of.files();
    }

    @Override
    public Opened open(InputContext context) {
        Opened video = of.open(context);
        long frames = video.length().orElse(Long.MAX_VALUE);
        Checks.that(
                frames / length >= learned + (long) unseen,
                "learned",
                learned,
                "+ unseen = " + unseen + " clips of " + length + " frames are more than the " + frames
                        + " frames of the video");
        long fresh = unseen > 0 || video.length().isEmpty() ? unseen : frames / length - learned;
        Checks.that(
                labels.isEmpty() || labels.size() == learned + fresh,
                "labels",
                labels.size() + " labels",
                "must be one for each of the " + (learned + fresh) + " clips");
        long clips = (long) learned * repeats + known + fresh + recalled;
        return new Opened(new ClipSource(this, fresh, video.source()), OptionalLong.of(clips * length));
    }

    /** A moment of a clip. */
    private record Moment(long clip, int time, boolean again, boolean unseen) {}

    private Moment moment(long step, long fresh) {
        long clip = step / length;
        int time = (int) (step % length);
        long shown = (long) learned * repeats;
        if (clip < shown) {
            return new Moment(clip % learned, time, false, false);
        }
        long later = clip - shown;
        if (later < known) {
            return new Moment(later, time, false, false);
        }
        return later < known + fresh
                ? new Moment(learned + later - known, time, false, true)
                : new Moment(later - known - fresh, time, true, false);
    }

    private record ClipSource(ClipsInput spec, long fresh, Source video, SignalSpec frame, Optional<SignalSpec> label)
            implements Source {
        ClipSource(ClipsInput spec, long fresh, Source video) {
            this(spec, fresh, video, VideoSignals.frame(video), VideoSignals.label(video));
        }

        @Override
        public List<SignalSpec> signals() {
            List<SignalSpec> all = new ArrayList<>(List.of(
                    picture("frame", "grey values, row by row; 0 where left blank"),
                    picture("original", "the same where a clip is left blank"),
                    SignalSpec.global(
                            "label", Kind.INTS, 1, "class of the clip; -1 if there is none and in clips begun again"),
                    SignalSpec.global("endLabel", Kind.INTS, 1, "the same in its last frame, else -1"),
                    SignalSpec.global("time", Kind.INTS, 1, "frame within the clip"),
                    SignalSpec.global("number", Kind.INTS, 1, "number of the frame in the video; -1 in unseen clips"),
                    SignalSpec.global("blank", Kind.INTS, 1, "1 if nothing is shown")));
            video.signals().stream()
                    .filter(s -> s.name().equals("sdr"))
                    .map(s -> SignalSpec.global(
                            "sdr", Kind.SDR, s.shape().size(), "active bits of the frame; none where left blank"))
                    .forEach(all::add);
            return all;
        }

        private SignalSpec picture(String name, String doc) {
            int[] axes = frame.axes().stream().mapToInt(i -> i).toArray();
            return SignalSpec.global(name, Kind.REALS, frame.shape().size(), doc)
                    .over(axes);
        }

        @Override
        public boolean resetAt(long step) {
            return step % spec.length == 0;
        }

        @Override
        public Signal read(String signal, long step) {
            Moment now = spec.moment(step, fresh);
            long at = now.clip * spec.length + now.time;
            boolean blank = now.again && now.time >= spec.cueFrames;
            boolean named = now.time == spec.length - 1 && !now.again;
            return switch (signal) {
                case "frame" -> blank ? Reals.wrap(new double[frame.shape().size()]) : video.read(frame.name(), at);
                case "original" -> video.read(frame.name(), at);
                case "label" -> Ints.of(now.again ? -1 : label(now, at));
                case "endLabel" -> Ints.of(named ? label(now, at) : -1);
                case "time" -> Ints.of(now.time);
                case "number" -> Ints.of(now.unseen ? -1 : Math.toIntExact(at));
                case "blank" -> Ints.of(blank ? 1 : 0);
                case "sdr" -> {
                    Sdr shown = (Sdr) video.read("sdr", at);
                    yield blank ? Sdr.empty(shown.size()) : shown;
                }
                default -> throw new IllegalArgumentException("clips have no signal '" + signal + "'");
            };
        }

        private int label(Moment now, long at) {
            if (!spec.labels.isEmpty()) {
                return spec.labels.get((int) now.clip);
            }
            return label.map(s -> ((Ints) video.read(s.name(), at)).get(0)).orElse(-1);
        }
    }
}
