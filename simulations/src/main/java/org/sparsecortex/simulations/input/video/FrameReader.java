package org.sparsecortex.simulations.input.video;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.input.image.Pictures;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads recorded video as grey frames: folders of PNG or JPEG files in natural order of their names, animated GIF, Y4M, IDX.
 *
 * <p>Grey is 0.299 R + 0.587 G + 0.114 B of the stored (gamma-coded) values, ITU-R BT.601; of Y4M the Y plane, as stored.
 */
public final class FrameReader {
    private static final int IDX_IMAGES = 0x0803;
    private static final int LIMIT = 1 << 14;

    private FrameReader() {}

    /**
     * Reads at most {@code count} frames from frame {@code from} on.
     *
     * @throws IOException if the file cannot be read or is damaged
     * @throws IllegalArgumentException if the format is unknown or there are no such frames
     */
    public static Frames read(Path path, int from, int count) throws IOException {
        if (Files.isDirectory(path)) {
            return folder(path, from, count);
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gif")) {
            return gif(path, from, count);
        }
        if (name.endsWith(".y4m")) {
            return y4m(path, from, count);
        }
        if (name.contains("idx") || name.endsWith(".gz")) {
            return idx(path, from, count);
        }
        throw new ParameterException(
                "path",
                path.getFileName(),
                "is no folder of PNG or JPEG files, .gif, .y4m or IDX file; convert with: ffmpeg -i IN OUT.y4m");
    }

    private static Frames folder(Path path, int from, int count) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(path)) {
            files = all.filter(f ->
                            f.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)"))
                    .sorted((a, b) ->
                            natural(a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
        }
        require(from, files.size(), path);
        List<float[]> images = new ArrayList<>();
        int height = 0;
        int width = 0;
        for (Path file : files.subList(from, Math.min(files.size(), from + count))) {
            BufferedImage image = picture(file);
            Checks.that(
                    images.isEmpty() || (image.getHeight() == height && image.getWidth() == width),
                    "path",
                    file.getFileName(),
                    "has another size than the first image, " + height + " x " + width);
            height = image.getHeight();
            width = image.getWidth();
            images.add(Pictures.grey(image));
        }
        return new Frames(height, width, images);
    }

    private static BufferedImage picture(Path file) throws IOException {
        try {
            return Pictures.read(file, pixels -> Checks.inRange("pixels", pixels, 1, (long) LIMIT * LIMIT));
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static void require(int from, int size, Path path) {
        Checks.that(from < size, "from", from, path.getFileName() + " has only " + size + " frames");
    }

    /** Order in which runs of digits compare as numbers: frame 2 before frame 10. */
    static int natural(String a, String b) {
        String[] left = a.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        String[] right = b.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d{1,18}") && right[i].matches("\\d{1,18}");
            int order = numbers
                    ? Long.compare(Long.parseLong(left[i]), Long.parseLong(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return left.length != right.length ? Integer.compare(left.length, right.length) : a.compareTo(b);
    }

    /** Each picture of a GIF is a patch at an offset; what becomes of it afterwards is its disposal method. */
    private static Frames gif(Path path, int from, int count) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            int size = reader.getNumImages(true);
            require(from, size, path);
            BufferedImage canvas = null;
            List<float[]> images = new ArrayList<>();
            for (int i = 0; i < Math.min(size, from + count); i++) {
                BufferedImage patch = reader.read(i);
                Node meta = reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                if (canvas == null) {
                    Node screen = reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0");
                    int width = number(screen, "LogicalScreenDescriptor", "logicalScreenWidth", patch.getWidth());
                    int height = number(screen, "LogicalScreenDescriptor", "logicalScreenHeight", patch.getHeight());
                    canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
                }
                int x = number(meta, "ImageDescriptor", "imageLeftPosition", 0);
                int y = number(meta, "ImageDescriptor", "imageTopPosition", 0);
                BufferedImage before = copy(canvas);
                Graphics2D g = canvas.createGraphics();
                g.drawImage(patch, x, y, null);
                if (i >= from) {
                    images.add(Pictures.grey(canvas));
                }
                String disposal = text(meta, "GraphicControlExtension", "disposalMethod");
                if (disposal.equals("restoreToBackgroundColor")) {
                    g.setComposite(java.awt.AlphaComposite.Clear);
                    g.fillRect(x, y, patch.getWidth(), patch.getHeight());
                }
                g.dispose();
                canvas = disposal.equals("restoreToPrevious") ? before : canvas;
            }
            reader.dispose();
            return new Frames(canvas.getHeight(), canvas.getWidth(), images);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(path + " is a damaged GIF", e);
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
        image.copyData(copy.getRaster());
        return copy;
    }

    private static String text(Node root, String element, String attribute) {
        NodeList found = ((IIOMetadataNode) root).getElementsByTagName(element);
        return found.getLength() == 0 ? "" : ((IIOMetadataNode) found.item(0)).getAttribute(attribute);
    }

    private static int number(Node root, String element, String attribute, int otherwise) {
        String text = text(root, element, attribute);
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    /** {@code YUV4MPEG2 W.. H.. ..}, then {@code FRAME} lines with planes of bytes; only 8 bits a sample. */
    private static Frames y4m(Path path, int from, int count) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            String[] header = line(in).split(" ");
            Checks.that(header[0].equals("YUV4MPEG2"), "path", path.getFileName(), "is no Y4M file");
            int width = 0;
            int height = 0;
            String chroma = "420";
            for (String field : header) {
                width = field.startsWith("W") ? Integer.parseInt(field.substring(1)) : width;
                height = field.startsWith("H") ? Integer.parseInt(field.substring(1)) : height;
                chroma = field.startsWith("C") ? field.substring(1) : chroma;
            }
            Checks.inRange("width in " + path.getFileName(), width, 1, LIMIT);
            Checks.inRange("height in " + path.getFileName(), height, 1, LIMIT);
            int rest = chromaBytes(chroma, width, height);
            List<float[]> images = new ArrayList<>();
            for (int i = 0; images.size() < count; i++) {
                int first = in.read();
                if (first < 0) {
                    require(from, i, path);
                    break;
                }
                Checks.that(
                        first == 'F' && line(in).startsWith("RAME"), "path", path.getFileName(), "lacks FRAME " + i);
                byte[] y = in.readNBytes(width * height);
                in.skipNBytes(rest);
                if (y.length < width * height) {
                    throw new EOFException(path + " ends within frame " + i);
                }
                if (i >= from) {
                    images.add(bytes(y));
                }
            }
            return new Frames(height, width, images);
        }
    }

    private static int chromaBytes(String chroma, int width, int height) {
        int halfWidth = (width + 1) / 2;
        if (chroma.matches("420(jpeg|mpeg2|paldv)?")) {
            return 2 * halfWidth * ((height + 1) / 2);
        }
        return switch (chroma) {
            case "422" -> 2 * halfWidth * height;
            case "444" -> 2 * width * height;
            case "mono" -> 0;
            default ->
                throw new IllegalArgumentException(
                        "colour space C" + chroma + ": must be C420, C422, C444 or Cmono with 8 bits a sample");
        };
    }

    private static String line(DataInputStream in) throws IOException {
        java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            text.write(c);
            Checks.inRange("length of a header line", text.size(), 0, 1 << 12);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    private static float[] bytes(byte[] raw) {
        float[] grey = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            grey[i] = (raw[i] & 0xFF) / 255f;
        }
        return grey;
    }

    private static Frames idx(Path path, int from, int count) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path));
        boolean packed = path.toString().endsWith(".gz");
        try (DataInputStream in =
                new DataInputStream(packed ? new BufferedInputStream(new GZIPInputStream(raw)) : raw)) {
            Checks.that(in.readInt() == IDX_IMAGES, "path", path.getFileName(), "is no IDX file of images of bytes");
            int size = in.readInt();
            require(from, size, path);
            int height = Checks.inRange("height in " + path.getFileName(), in.readInt(), 1, LIMIT);
            int width = Checks.inRange("width in " + path.getFileName(), in.readInt(), 1, LIMIT);
            in.skipNBytes((long) from * height * width);
            List<float[]> images = new ArrayList<>();
            for (int i = from; i < Math.min(size, (long) from + count); i++) {
                byte[] image = in.readNBytes(height * width);
                if (image.length < height * width) {
                    throw new EOFException(path + " ends within image " + i);
                }
                images.add(bytes(image));
            }
            return new Frames(height, width, images);
        }
    }
}
