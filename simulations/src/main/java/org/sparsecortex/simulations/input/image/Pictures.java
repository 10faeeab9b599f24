package org.sparsecortex.simulations.input.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.LongConsumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes PNG, JPEG, GIF, BMP and TIFF files to grey values. */
public final class Pictures {
    private Pictures() {}

    /**
     * The picture of a file.
     *
     * @param memory receives the number of pixels before any is decoded; it throws if they are too many
     * @throws IOException if the file is no picture or damaged
     */
    public static BufferedImage read(Path file, LongConsumer memory) throws IOException {
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

    /**
     * Luma of each pixel, row by row, 0..255, or 0..65535 for grey of 16 bits.
     *
     * <pre>  0.299 R + 0.587 G + 0.114 B of the stored, gamma-coded values (ITU-R BT.601)  </pre>
     *
     * <p>Grey is taken as stored: {@link BufferedImage#getRGB} takes it for linear light and makes 188 of 128.
     */
    public static double[] luma(BufferedImage image) {
        Raster raster = image.getRaster();
        boolean grey = isGrey(image.getColorModel());
        int width = image.getWidth();
        double[] luma = new double[image.getHeight() * width];
        for (int p = 0; p < luma.length; p++) {
            int x = p % width;
            int y = p / width;
            int rgb = grey ? 0 : image.getRGB(x, y);
            luma[p] = grey
                    ? raster.getSampleDouble(x, y, 0)
                    : 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
        }
        return luma;
    }

    /** The same as a share of the largest value. */
    public static float[] grey(BufferedImage image) {
        ColorModel model = image.getColorModel();
        double largest = isGrey(model) ? (1 << model.getComponentSize(0)) - 1 : 255;
        double[] luma = luma(image);
        float[] grey = new float[luma.length];
        for (int p = 0; p < grey.length; p++) {
            grey[p] = (float) (luma[p] / largest);
        }
        return grey;
    }

    /** Whether the first band is the grey value; the single band of a palette is not. */
    private static boolean isGrey(ColorModel model) {
        return !(model instanceof IndexColorModel) && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }
}
