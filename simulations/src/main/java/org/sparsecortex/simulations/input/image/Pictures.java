package org.sparsecortex.simulations.input.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Decodes PNG, JPEG, WebP, GIF, BMP and TIFF files to grey values, upright as their orientation tag (Exif, TIFF 274) says.
 *
 * <pre>  grey = 0.299 R + 0.587 G + 0.114 B of the stored, gamma-coded values (ITU-R BT.601)  </pre>
 *
 * <p>Grey is taken as stored: {@link BufferedImage#getRGB} takes it for linear light and makes 188 of 128. Samples of 16 and 32
 * bits and floating-point samples keep their precision. JPEG of four inks (CMYK) is turned into RGB by its profile, or
 * R = (1 - C)(1 - K) and so on without one. What grey values cannot hold is refused: several pictures in a file,
 * transparent pixels, colours of TIFF other than RGB and grey, signed integers, floating-point samples of 16 or 24 bits (which the decoder takes for others), NaN and infinite samples.
 */
public final class Pictures {
    private static final long MAX_PIXELS = 1L << 28;

    /** What libjpeg says of pixels that it could not decode; cameras leave bytes too many, which harm nothing. */
    private static final Pattern DAMAGE =
            Pattern.compile("(?i)premature|truncated|corrupt(?!.*extraneous)|inconsistent");

    /** Endings of the names of pictures. */
    static final List<String> ENDINGS = List.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");

    private Pictures() {}

    /** Whether the ending of a name is that of a picture. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * A picture in grey.
     *
     * @param height rows
     * @param width columns
     * @param luma value of each pixel as stored, row by row
     * @param largest value of white: 2^bits - 1 of integers, 1 of floating-point samples
     */
    public record Picture(int height, int width, double[] luma, double largest) {
        /** Its size. */
        Picture withoutPixels() {
            return new Picture(height, width, new double[0], largest);
        }

        /** The values as a share of white. */
        public float[] grey() {
            float[] grey = new float[luma.length];
            for (int p = 0; p < grey.length; p++) {
                grey[p] = (float) (luma[p] / largest);
            }
            return grey;
        }
    }

    /**
     * The picture of a file.
     *
     * @param memory receives the number of pixels before any is decoded; it throws if they are too many
     * @throws IOException if the file is no picture, damaged, or holds what grey values cannot
     */
    public static Picture read(Path file, LongConsumer memory) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            PictureHeader header = PictureHeader.of(file);
            ImageReader reader = reader(in, header.isCmyk());
            try {
                reader.setInput(in);
                return decoded(reader, header, pixels -> requireRoom(memory, pixels));
            } finally {
                reader.dispose();
            }
        } catch (TooLarge e) {
            throw e.refusal;
        } catch (ParameterException e) {
            throw e;
        } catch (RuntimeException e) { // the decoders' answer to damaged files, IllegalArgumentException among them
            throw new IOException("it is damaged (" + e + ")", e);
        }
    }

    /** The JDK's reader where it has one, so that the values of a picture are its own; that of CMYK and WebP is of a library. */
    private static ImageReader reader(ImageInputStream in, boolean cmyk) throws IOException {
        List<ImageReader> readers = new ArrayList<>();
        ImageIO.getImageReaders(in).forEachRemaining(readers::add);
        return readers.stream()
                .filter(reader -> reader.getClass().getName().startsWith("com.sun.") != cmyk)
                .findFirst()
                .or(() -> readers.stream().findFirst())
                .orElseThrow(() -> new IOException("it is no image that can be read"));
    }

    /** Carries the caller's refusal past the decoders' own exceptions. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IllegalArgumentException refusal;

        TooLarge(IllegalArgumentException refusal) {
            super(refusal);
            this.refusal = refusal;
        }
    }

    private static void requireRoom(LongConsumer memory, long pixels) {
        try {
            memory.accept(pixels);
        } catch (IllegalArgumentException e) {
            throw new TooLarge(e);
        }
    }

    private static Picture decoded(ImageReader reader, PictureHeader header, LongConsumer memory) throws IOException {
        int pages = reader.getNumImages(true);
        require(
                pages == 1,
                "it holds " + pages + " pictures; save each in a file of its own, or read video as video-file");
        long pixels = (long) reader.getHeight(0) * reader.getWidth(0);
        require(pixels <= MAX_PIXELS, "it has " + pixels + " pixels, more than " + MAX_PIXELS);
        memory.accept(pixels);
        int orientation = header.orientation();
        int format = BaselineTIFFTagSet.SAMPLE_FORMAT_UNSIGNED_INTEGER;
        if (header.isTiff()) {
            TIFFDirectory tags = TIFFDirectory.createFromMetadata(reader.getImageMetadata(0));
            orientation = tag(tags, BaselineTIFFTagSet.TAG_ORIENTATION, 1);
            format = tag(tags, BaselineTIFFTagSet.TAG_SAMPLE_FORMAT, format);
            requireTiff(tags, format);
        }
        Picture stored = picture(whole(reader), format);
        return orientation == 1 ? stored : turned(stored, orientation);
    }

    /** The pixels; what the decoder of JPEG only warns of, where it fills pixels that are not there with grey, is an error. */
    private static BufferedImage whole(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            require(!DAMAGE.matcher(warning).find(), "it is damaged (" + warning + ")");
        }
        return image;
    }

    private static int tag(TIFFDirectory tags, int number, int otherwise) {
        TIFFField field = tags.getTIFFField(number);
        return field == null ? otherwise : field.getAsInt(0);
    }

    private static void requireTiff(TIFFDirectory tags, int format) throws IOException {
        int bits = tag(tags, BaselineTIFFTagSet.TAG_BITS_PER_SAMPLE, 1);
        int meaning = tag(tags, BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION, 1);
        require(
                meaning != BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_CMYK
                        && meaning < BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_CIELAB,
                "its colours are CMYK or Lab; save it as RGB or grey");
        require(
                meaning != BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_WHITE_IS_ZERO || bits <= 8,
                "its white is 0 at " + bits + " bits; save it with black as 0");
        require(
                format == BaselineTIFFTagSet.SAMPLE_FORMAT_UNSIGNED_INTEGER
                        || format == BaselineTIFFTagSet.SAMPLE_FORMAT_UNDEFINED
                        || format == BaselineTIFFTagSet.SAMPLE_FORMAT_FLOATING_POINT,
                "its samples are signed integers, of which none is white; save it as unsigned or floating point");
        boolean real = format == BaselineTIFFTagSet.SAMPLE_FORMAT_FLOATING_POINT;
        require(
                real ? bits == Float.SIZE || bits == Double.SIZE : bits <= Integer.SIZE,
                "its samples have " + bits + " bits, "
                        + (real ? "known are floating-point ones of 32 and 64" : "at most 32")
                        + "; save it as float32");
    }

    /** The grey values of a decoded picture. */
    private static Picture picture(BufferedImage image, int format) throws IOException {
        ColorModel model = image.getColorModel();
        requireOpaque(image, model);
        int type = model.getColorSpace().getType();
        boolean grey = type == ColorSpace.TYPE_GRAY && !(model instanceof IndexColorModel);
        require(
                grey || type == ColorSpace.TYPE_RGB || model instanceof IndexColorModel,
                "its colours are not RGB or grey");
        boolean bytes = image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE;
        boolean deep = !(model instanceof IndexColorModel) && model.getComponentSize(0) > 8 && !bytes;
        boolean real = format == BaselineTIFFTagSet.SAMPLE_FORMAT_FLOATING_POINT;
        double largest = real ? 1 : deep || grey ? Math.pow(2, model.getComponentSize(0)) - 1 : 255;
        Raster raster = image.getRaster();
        double wrap = raster.getTransferType() == DataBuffer.TYPE_INT ? largest + 1 : 0;
        int width = image.getWidth();
        double[] luma = new double[image.getHeight() * width];
        for (int p = 0; p < luma.length; p++) {
            int x = p % width;
            int y = p / width;
            luma[p] = grey
                    ? sample(raster, x, y, 0, wrap)
                    : deep
                            ? 0.299 * sample(raster, x, y, 0, wrap)
                                    + 0.587 * sample(raster, x, y, 1, wrap)
                                    + 0.114 * sample(raster, x, y, 2, wrap)
                            : luma(image.getRGB(x, y));
            require(Double.isFinite(luma[p]), "pixel (" + y + ", " + x + ") is " + luma[p] + "; images must be finite");
        }
        return new Picture(image.getHeight(), width, luma, largest);
    }

    private static double sample(Raster raster, int x, int y, int band, double wrap) {
        double sample = raster.getSampleDouble(x, y, band);
        return sample < 0 ? sample + wrap : sample;
    }

    /** Luma of 8 bits a channel, 0..255. */
    public static double luma(int rgb) {
        return 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
    }

    private static void requireOpaque(BufferedImage image, ColorModel model) throws IOException {
        if (!model.hasAlpha()) {
            return;
        }
        Raster alpha = image.getAlphaRaster();
        int bits = model.getComponentSize(model.getNumComponents() - 1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean opaque =
                        alpha == null ? image.getRGB(x, y) >>> 24 == 255 : alpha.getSample(x, y, 0) == (1 << bits) - 1;
                require(opaque, "pixel (" + y + ", " + x + ") is transparent; put the picture on a background");
            }
        }
    }

    /** The picture that the tag describes: 2 to 4 mirror or turn it in place, 5 to 8 exchange rows and columns as well. */
    private static Picture turned(Picture stored, int orientation) {
        boolean swap = orientation > 4;
        int h = stored.height;
        int w = stored.width;
        int width = swap ? h : w;
        boolean fromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        double[] luma = new double[h * w];
        for (int p = 0; p < luma.length; p++) {
            int row = swap ? p % width : p / width;
            int column = swap ? p / width : p % width;
            luma[p] = stored.luma[(fromBelow ? h - 1 - row : row) * w + (fromRight ? w - 1 - column : column)];
        }
        return new Picture(swap ? w : h, width, luma, stored.largest);
    }

    private static void require(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException(what);
        }
    }
}
