package org.sparsecortex.simulations.input.video;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/**
 * Generated video with sensor noise: each step shows {@code frames} frames of {@code samples} scenes side by side; a scene lasts
 * {@code sceneFrames}, then the next ones follow, for ever.
 *
 * <p>Every scene, every frame and every noise value is a function of the seed and its number.
 */
@TypeName(
        value = "video",
        doc = "generated video: actors, digits, shapes, gratings or motion clouds, with sensor noise")
public record VideoInput(
        @Param(doc = "what it shows", def = "{\"type\": \"actors\"}")
        VideoContent content,

        @Param(doc = "rows", unit = "px", def = "32", min = 4, max = 1024)
        int height,

        @Param(doc = "columns", unit = "px", def = "32", min = 4, max = 1024)
        int width,

        @Param(doc = "frames of a step", unit = "frames", def = "1", min = 1, max = 1024)
        int frames,

        @Param(doc = "frames of a scene; a multiple of frames", unit = "frames", def = "1", min = 1, max = 1e9)
        int sceneFrames,

        @Param(doc = "scenes side by side", def = "1", min = 1, max = 4096)
        int samples,

        @Param(doc = "standard deviation of the sensor noise", def = "0.02", min = 0, max = 1)
        double noise,

        @Param(doc = "grey value from which a pixel is an active bit of sdr", def = "0.5", min = 0, max = 1)
        double threshold,

        @Param(doc = "whether each scene begins with a reset", def = "false")
        boolean reset)
        implements InputSpec {
    public VideoInput {
        Checks.that(sceneFrames % frames == 0, "sceneFrames", sceneFrames, "must be a multiple of frames = " + frames);
    }

    @Override
    public Opened open(InputContext context) {
        context.require("a step of the video", 16L * height * width * frames * samples);
        return Opened.endless(new VideoSource(this, context.seed(), KeyedRandom.of(context.seed(), "sensor noise")));
    }

    private record VideoSource(VideoInput spec, long seed, KeyedRandom noise) implements Source {
        @Override
        public List<SignalSpec> signals() {
            int size = spec.height * spec.width;
            List<SignalSpec> all = new ArrayList<>();
            all.add(SignalSpec.global(
                            "samples",
                            Kind.REALS,
                            spec.samples * spec.frames * size,
                            "grey values about 0..1: scene by scene, frame by frame, row by row")
                    .over(spec.samples, spec.frames, spec.height, spec.width));
            all.add(SignalSpec.global("labels", Kind.INTS, spec.samples, "class of each scene"));
            all.add(SignalSpec.global(
                    "sdr", Kind.SDR, size, "pixels of the first scene's last frame at or above the threshold"));
            return all;
        }

        private long stepsPerScene() {
            return spec.sceneFrames / spec.frames;
        }

        @Override
        public boolean resetAt(long step) {
            return spec.reset && step % stepsPerScene() == 0;
        }

        private Scene scene(long step, int b) {
            long number = step / stepsPerScene() * spec.samples + b;
            return spec.content.scene(spec.height, spec.width, seed, number);
        }

        @Override
        public Signal read(String signal, long step) {
            return switch (signal) {
                case "samples" -> Reals.wrap(samples(step));
                case "labels" -> labels(step);
                case "sdr" -> bits(step);
                default -> throw new IllegalArgumentException("a video has no signal '" + signal + "'");
            };
        }

        private Ints labels(long step) {
            int[] labels = new int[spec.samples];
            for (int b = 0; b < labels.length; b++) {
                labels[b] = scene(step, b).label();
            }
            return Ints.wrap(labels);
        }

        private double[] samples(long step) {
            int size = spec.height * spec.width;
            double[] all = new double[spec.samples * spec.frames * size];
            double[] frame = new double[size];
            long first = step % stepsPerScene() * spec.frames;
            for (int b = 0; b < spec.samples; b++) {
                Scene scene = scene(step, b);
                for (int t = 0; t < spec.frames; t++) {
                    draw(scene, first + t, step, b * spec.frames + t, frame);
                    System.arraycopy(frame, 0, all, (b * spec.frames + t) * size, size);
                }
            }
            return all;
        }

        private void draw(Scene scene, long time, long step, int draw, double[] frame) {
            scene.draw((double) time, frame);
            for (int i = 0; i < frame.length && spec.noise > 0; i++) {
                frame[i] += spec.noise * noise.gaussian(i, step, draw);
            }
        }

        private Sdr bits(long step) {
            double[] frame = new double[spec.height * spec.width];
            int last = spec.frames - 1;
            draw(scene(step, 0), step % stepsPerScene() * spec.frames + last, step, last, frame);
            boolean[] flags = new boolean[frame.length];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = frame[i] >= spec.threshold;
            }
            return Sdr.fromFlags(flags);
        }
    }
}
