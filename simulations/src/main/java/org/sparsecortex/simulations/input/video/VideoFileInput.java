package org.sparsecortex.simulations.input.video;

import java.util.List;
import java.util.OptionalLong;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;

/** A recorded video, one grey frame a step. */
@TypeName(
        value = "video-file",
        doc =
                "recorded video: a folder of pictures with its sub-folders, GIF, Y4M, or the images of an IDX file in order")
@OfferedNames({"frame", "sdr"})
public record VideoFileInput(
        @Param(doc = "path of the file or folder, below the scenario's folder or a data root")
        String path,

        @Param(doc = "first frame", unit = "frames", def = "0", min = 0, max = 1e9)
        int from,

        @Param(doc = "number of frames; 0 takes all", unit = "frames", def = "0", min = 0, max = 1e9)
        int count,

        @Param(doc = "whether the video begins anew at its end", def = "false")
        boolean repeat,

        @Param(doc = "grey value from which a pixel is an active bit of sdr", def = "0.5", min = 0, max = 1)
        double threshold)
        implements InputSpec {
    @Override
    public List<String> files() {
        return List.of(path);
    }

    @Override
    public Opened open(InputContext context) {
        Frames frames = FrameReader.read(context, path, from, count == 0 ? Integer.MAX_VALUE : count);
        Source source = new FileSource(this, frames);
        return repeat
                ? Opened.endless(source)
                : new Opened(source, OptionalLong.of(frames.images().size()));
    }

    private record FileSource(VideoFileInput spec, Frames frames) implements Source {
        @Override
        public List<SignalSpec> signals() {
            int size = frames.height() * frames.width();
            return List.of(
                    SignalSpec.global("frame", Kind.REALS, size, "grey values 0..1, row by row")
                            .over(frames.height(), frames.width()),
                    SignalSpec.global("sdr", Kind.SDR, size, "pixels at or above the threshold"));
        }

        @Override
        public Signal read(String signal, long step) {
            float[] image = frames.images().get((int) (step % frames.images().size()));
            if (signal.equals("frame")) {
                double[] values = new double[image.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = image[i];
                }
                return Reals.wrap(values);
            }
            if (!signal.equals("sdr")) {
                throw new IllegalArgumentException("a video has no signal '" + signal + "'");
            }
            boolean[] flags = new boolean[image.length];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = image[i] >= spec.threshold;
            }
            return Sdr.fromFlags(flags);
        }
    }
}
