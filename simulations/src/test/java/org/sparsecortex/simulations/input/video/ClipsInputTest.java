package org.sparsecortex.simulations.input.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

class ClipsInputTest {
    private static final int LENGTH = 4;
    private static final VideoInput VIDEO =
            Params.of(VideoInput.class, "height", 8, "width", 10, "sceneFrames", LENGTH, "samples", 1);

    private static InputContext context(Path folder) {
        return new InputContext(7, folder, List.of(), 1L << 30);
    }

    private static InputSpec.Opened open(InputSpec video, Path folder, Object... more) {
        List<Object> all = new ArrayList<>(List.of("of", video, "length", LENGTH));
        all.addAll(List.of(more));
        return Params.of(ClipsInput.class, all.toArray()).open(context(folder));
    }

    private static int number(Source source, String signal, long step) {
        return ((Ints) source.read(signal, step)).get(0);
    }

    /** 3 clips twice, 2 of them once more, 2 unseen ones, then 1 begun again and left blank after its first frame. */
    @Test
    void clipsComeInFourStretches() {
        InputSpec.Opened opened = open(
                VIDEO,
                Path.of("."),
                "learned",
                3,
                "repeats",
                2,
                "known",
                2,
                "unseen",
                2,
                "recalled",
                1,
                "cueFrames",
                1);
        Source clips = opened.source();
        Source video = VIDEO.open(context(Path.of("."))).source();
        assertThat(opened.length()).hasValue((6 + 2 + 2 + 1) * LENGTH);
        long[] clipOf = {0, 1, 2, 0, 1, 2, 0, 1, 3, 4, 0};
        for (int c = 0; c < clipOf.length; c++) {
            boolean again = c == 10;
            boolean unseen = c == 8 || c == 9;
            for (int t = 0; t < LENGTH; t++) {
                long step = (long) c * LENGTH + t;
                long at = clipOf[c] * LENGTH + t;
                boolean blank = again && t > 0;
                Reals frame = (Reals) video.read("samples", at);
                assertThat(clips.read("original", step)).isEqualTo(frame);
                assertThat(clips.read("frame", step)).isEqualTo(blank ? Reals.wrap(new double[80]) : frame);
                assertThat(clips.read("sdr", step)).isEqualTo(blank ? Sdr.empty(80) : video.read("sdr", at));
                assertThat(number(clips, "blank", step)).isEqualTo(blank ? 1 : 0);
                assertThat(number(clips, "number", step)).isEqualTo(unseen ? -1 : (int) at);
                assertThat(number(clips, "time", step)).isEqualTo(t);
                int label = again ? -1 : number(video, "labels", at);
                assertThat(number(clips, "label", step)).isEqualTo(label);
                assertThat(number(clips, "endLabel", step)).isEqualTo(t == LENGTH - 1 ? label : -1);
                assertThat(clips.resetAt(step)).isEqualTo(t == 0);
            }
        }
    }

    /** A recording of 3 clips and a half has no labels of its own; those given count, and what is left is unseen. */
    @Test
    void aRecordingIsCutIntoItsWholeClips(@TempDir Path folder) throws IOException {
        byte[] header = "YUV4MPEG2 W8 H6 F10:1 Cmono\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (var out = Files.newOutputStream(folder.resolve("a.y4m"))) {
            out.write(header);
            for (int f = 0; f < 14; f++) {
                out.write("FRAME\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                byte[] pixels = new byte[48];
                java.util.Arrays.fill(pixels, (byte) (16 * f));
                out.write(pixels);
            }
        }
        InputSpec file = Params.of(VideoFileInput.class, "path", "a.y4m");
        InputSpec.Opened opened = open(file, folder, "learned", 1, "labels", List.of(4, -1, 2));
        assertThat(opened.length()).hasValue(3 * LENGTH);
        assertThat(number(opened.source(), "label", LENGTH)).isEqualTo(-1);
        assertThat(number(opened.source(), "label", 2 * LENGTH)).isEqualTo(2);
        assertThat(((Reals) opened.source().read("frame", 9)).get(0)).isGreaterThan(0.4);
        assertThat(number(open(file, folder, "learned", 1).source(), "label", 0))
                .isEqualTo(-1);
        assertThatThrownBy(() -> open(file, folder, "learned", 2, "unseen", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than the 14 frames of the video");
        assertThatThrownBy(() -> open(file, folder, "learned", 1, "labels", List.of(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one for each of the 3 clips");
        InputSpec table = Params.of(org.sparsecortex.simulations.input.generated.RandomSdrInput.class);
        assertThatThrownBy(() -> open(table, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no frames");
    }
}
