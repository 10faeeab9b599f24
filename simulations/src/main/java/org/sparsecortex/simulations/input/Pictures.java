package org.sparsecortex.simulations.input;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.LongConsumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes PNG, JPEG, GIF, BMP and TIFF files. */
final class Pictures {
    private Pictures() {}

    /**
     * The picture of a file.
     *
     * @param memory receives the number of pixels before any is decoded; it throws if they are too many
     * @throws IOException if the file is no picture or damaged
     */
    static BufferedImage read(Path file, LongConsumer memory) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("it is no image that can be read");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                memory.accept((long) reader.getHeight(0) * reader.getWidth(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }
}
