package org.sparsecortex.simulations.input.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.encode.ImageThresholdParams;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputProblems;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.image.FrameOptions.Order;
import org.sparsecortex.simulations.input.video.FrameReader;

/** Photographs as people have them: folders in folders, sizes of all kinds, WebP, four inks, turned; see make.py beside them. */
class OwnPhotosTest {
    private static final Path FOLDER = Path.of("src/test/resources");
    private static final double RED = 76.245;

    private static InputContext context() {
        return new InputContext(1, FOLDER, List.of(), 1 << 24);
    }

    private static FrameOptions patches(int size) {
        return new FrameOptions(Order.CYCLIC, size, 0, new ImageThresholdParams(0.5));
    }

    @ParameterizedTest
    @CsvSource({
        "lossless.webp, 16, 32, 0.01",
        "lossy.webp, 16, 32, 3",
        "turned.webp, 32, 16, 0.01",
        "turned.jpg, 32, 16, 3",
        "inks.jpg, 24, 48, 6",
    })
    void everyPictureIsUprightAndGrey(String name, int height, int width, double error) throws IOException {
        Pictures.Picture picture = Pictures.read(FOLDER.resolve("photos/" + name), pixels -> {});
        assertThat(picture.height()).isEqualTo(height);
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.largest()).isEqualTo(255);
        assertThat(picture.luma()[1]).as("red, upper left").isCloseTo(RED, within(error));
        double last = picture.luma()[picture.luma().length - 2];
        assertThat(last).as("dark, lower right").isCloseTo(32, within(error));
    }

    @Test
    void aFolderIsAFolderInEveryInput() {
        InputSpec images = new ImagesInput("photos", patches(8));
        assertThat(images.files(context()))
                .contains("photos/inks.jpg", "photos/sub/square.png")
                .hasSize(6);
        Source source = images.open(context()).source();
        for (int step = 0; step < 12; step++) {
            assertThat(((Reals) source.read("image", step)).toArray())
                    .hasSize(64)
                    .doesNotContain(0.0);
        }
        assertThat(source.signals()).anyMatch(s -> s.name().equals("label"));
        assertThat(new ImagesInput("photos/", patches(16))
                        .open(context())
                        .source()
                        .signals())
                .isNotEmpty();

        ImageSource.Files files = Params.of(ImageSource.Files.class, "paths", List.of("photos"));
        ImageSource.Images read = files.open(context());
        assertThat(read.count()).isEqualTo(6);
        assertThat(read.least()).isEqualTo(16);

        assertThat(FrameReader.read(context(), "photos/sub", 0, 10).images()).hasSize(1);
        assertThatThrownBy(() -> FrameReader.read(context(), "photos", 0, 10)).hasMessageContaining("has another size");
    }

    @Test
    void sizesThatDoNotFitAreAllTold() {
        InputSpec whole = new ImagesInput("photos", patches(0));
        assertThatThrownBy(() -> whole.open(context()))
                .hasMessageContaining("patches (frames.patch) may be cut")
                .isInstanceOfSatisfying(
                        InputProblems.class, e -> assertThat(e.all()).hasSizeGreaterThan(2));
        assertThatThrownBy(() -> new ImagesInput("photos", patches(20)).open(context()))
                .hasMessageContaining("exceeds photos/lossless.webp of 16 x 32 pixels");
        assertThatThrownBy(() -> new ImagesInput("smaller", patches(0)).open(context()))
                .hasMessageContaining("the folder holds no picture");
    }

    @Test
    void aWebPThatEndsTooEarlyIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve("photos/turned.webp"));
        Path cut = Files.createTempFile("cut", ".webp");
        for (int length = 4; length < 40; length += 4) {
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Pictures.read(cut, pixels -> {}))
                    .as("%d", length)
                    .isInstanceOf(IOException.class);
        }
        Files.delete(cut);
    }
}
