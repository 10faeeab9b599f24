package org.sparsecortex.simulations.input.drawn;

import java.util.List;
import java.util.OptionalLong;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/**
 * Clips of a stick figure in ten actions by several actors, one frame a step; each clip begins with a reset.
 *
 * <p>First come the clips of all actors but the one held out, action by action; then the same clips again, of which only the
 * first frames are shown and the rest is blank; then those of the actor held out.
 */
@TypeName(value = "actions", doc = "clips of a drawn figure in ten actions by several actors")
public record ActionsInput(
        @Param(doc = "height and width of a frame", unit = "px", def = "32", min = 16, max = 256)
        int size,

        @Param(doc = "frames of a clip", def = "12", min = 2, max = 1000)
        int length,

        @Param(
                doc = "actions, the first so many of walk, run, jump, hop, skip, side, jack, bend, wave one, wave two",
                def = "10",
                min = 2,
                max = 10)
        int actions,

        @Param(doc = "actors", def = "9", min = 2, max = 1000)
        int actors,

        @Param(doc = "takes of each action by each actor", def = "1", min = 1, max = 1000)
        int takes,

        @Param(doc = "actor whose clips come last", def = "0", min = 0, max = 999)
        int heldOut,

        @Param(
                doc = "blank steps before the first frame of each clip, in the first of which the signal cue names it",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1000)
        int lead,

        @Param(doc = "clips that are begun again and left blank", def = "0", min = 0, max = 1_000_000)
        int recalled,

        @Param(doc = "frames shown of a clip begun again", def = "1", min = 0, max = 1000)
        int cueFrames,

        @Param(doc = "which of the pixels that are on become active bits", def = "\"filled\"")
        BinaryImages.Shape shape,

        @Param(doc = "directions of contours, for the signal contours", def = "{}")
        BinaryImages.Contours contours)
        implements InputSpec {
    public ActionsInput {
        Checks.that(heldOut < actors, "heldOut", heldOut, "must be one of the actors, 0.." + (actors - 1));
        int stored = (actors - 1) * actions * takes;
        Checks.that(recalled <= stored, "recalled", recalled, "must not exceed the " + stored + " clips shown first");
        Checks.that(cueFrames <= length, "cueFrames", cueFrames, "must not exceed length = " + length);
    }

    /** Number of clips of the actors that are not held out. */
    private int stored() {
        return (actors - 1) * actions * takes;
    }

    /** Steps of a clip. */
    private int steps() {
        return lead + length;
    }

    @Override
    public Opened open(InputContext context) {
        long clips = (long) stored() + recalled + (long) actions * takes;
        return new Opened(new Clips(this, new StickFigure(context.seed(), size)), OptionalLong.of(clips * steps()));
    }

    private record Clips(ActionsInput spec, StickFigure figure) implements Source {
        @Override
        public List<SignalSpec> signals() {
            int pixels = spec.size * spec.size;
            return List.of(
                    SignalSpec.global("sdr", Signal.Kind.SDR, pixels, "pixels that are on, row by row"),
                    SignalSpec.global("image", Signal.Kind.REALS, pixels, "grey values, 0..1, row by row")
                            .over(spec.size, spec.size),
                    SignalSpec.global(
                            "contours",
                            Signal.Kind.SDR,
                            spec.contours.size(spec.size, spec.size),
                            "directions of contours, site by site"),
                    SignalSpec.global(
                                    "original",
                                    Signal.Kind.REALS,
                                    pixels,
                                    "the same where a clip begun again is left blank")
                            .over(spec.size, spec.size),
                    SignalSpec.global("time", Signal.Kind.INTS, 1, "step within the clip"),
                    SignalSpec.global("action", Signal.Kind.INTS, 1, "action of the clip"),
                    SignalSpec.global(
                            "endLabel",
                            Signal.Kind.INTS,
                            1,
                            "action of the clip in its last frame, else and in clips begun again -1"),
                    SignalSpec.global(
                            "frame",
                            Signal.Kind.INTS,
                            1,
                            "number of the frame among those shown first; -1 for the actor held out"),
                    SignalSpec.global(
                            "clip",
                            Signal.Kind.SDR,
                            spec.stored(),
                            "clip among those shown first, one of so many bits"),
                    SignalSpec.global(
                            "cue",
                            Signal.Kind.SDR,
                            spec.stored(),
                            "the same in the first step of a clip, else nothing"),
                    SignalSpec.global("blank", Signal.Kind.INTS, 1, "1 if nothing is shown"));
        }

        @Override
        public boolean resetAt(long step) {
            return step % spec.steps() == 0;
        }

        @Override
        public Signal read(String signal, long step) {
            int n = (int) (step / spec.steps());
            int t = (int) (step % spec.steps());
            boolean again = n >= spec.stored() && n < spec.stored() + spec.recalled;
            boolean unseen = n >= spec.stored() + spec.recalled;
            int clip = unseen ? n - spec.stored() - spec.recalled : again ? n - spec.stored() : n;
            boolean blank = t < spec.lead || (again && t - spec.lead >= spec.cueFrames);
            return switch (signal) {
                case "action" -> Ints.of(clip % spec.actions);
                case "endLabel" -> Ints.of(!again && t == spec.steps() - 1 ? clip % spec.actions : -1);
                case "frame" -> Ints.of(unseen ? -1 : clip * spec.steps() + t);
                case "clip" -> unseen ? Sdr.empty(spec.stored()) : Sdr.of(spec.stored(), clip);
                case "cue" -> unseen || t > 0 ? Sdr.empty(spec.stored()) : Sdr.of(spec.stored(), clip);
                case "time" -> Ints.of(t);
                case "original" -> image("image", t < spec.lead ? dark() : frame(clip, unseen, t - spec.lead));
                case "blank" -> Ints.of(blank ? 1 : 0);
                default -> image(signal, blank ? dark() : frame(clip, unseen, t - spec.lead));
            };
        }

        private double[] dark() {
            return new double[spec.size * spec.size];
        }

        private double[] frame(int clip, boolean unseen, int t) {
            int performer = clip / spec.actions / spec.takes;
            int actor = unseen ? spec.heldOut : performer < spec.heldOut ? performer : performer + 1;
            return figure.draw(clip % spec.actions, actor, clip / spec.actions % spec.takes, t, spec.length);
        }

        private Signal image(String signal, double[] grey) {
            boolean[] on = new boolean[grey.length];
            for (int p = 0; p < on.length; p++) {
                on[p] = grey[p] >= 0.5;
            }
            return switch (signal) {
                case "image" -> Reals.wrap(grey);
                case "sdr" -> Sdr.fromFlags(BinaryImages.shaped(on, spec.size, spec.size, spec.shape));
                case "contours" -> spec.contours.of(on, spec.size, spec.size);
                default -> throw new IllegalArgumentException("actions have no signal '" + signal + "'");
            };
        }
    }
}
