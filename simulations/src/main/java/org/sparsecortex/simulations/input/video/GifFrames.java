package org.sparsecortex.simulations.input.video;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.image.Pictures;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Animated GIF. Each picture is a patch at an offset on the screen; what becomes of it afterwards is its disposal method. What no
 * patch covers is black.
 */
final class GifFrames {
    private static final int LIMIT = 1 << 14;

    private GifFrames() {}

    static Frames read(InputContext context, Path file, int from, int count) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            try {
                reader.setInput(in);
                return frames(context, reader, file, from, count);
            } finally {
                reader.dispose();
            }
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) { // the decoder's answer to damaged files
            throw new IOException("it is a damaged GIF (" + e + ")", e);
        }
    }

    private static Frames frames(InputContext context, ImageReader reader, Path file, int from, int count)
            throws IOException {
        Node screen = reader.getStreamMetadata().getAsTree("javax_imageio_gif_stream_1.0");
        int width = number(screen, "LogicalScreenDescriptor", "logicalScreenWidth");
        int height = number(screen, "LogicalScreenDescriptor", "logicalScreenHeight");
        Checks.inRange("width of the screen of " + file.getFileName(), width, 1, LIMIT);
        Checks.inRange("height of the screen of " + file.getFileName(), height, 1, LIMIT);
        int size = reader.getNumImages(true);
        FrameReader.require(from, size, file.getFileName());
        int end = (int) Math.min(size, (long) from + count);
        long pixels = (long) width * height;
        context.require("the frames of " + file.getFileName(), pixels * Float.BYTES * (end - from + 3L));
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            Node meta = reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            int x = number(meta, "ImageDescriptor", "imageLeftPosition");
            int y = number(meta, "ImageDescriptor", "imageTopPosition");
            Checks.that(
                    x + reader.getWidth(i) <= width && y + reader.getHeight(i) <= height,
                    "path",
                    file.getFileName(),
                    "picture " + i + " lies outside the screen of " + width + " x " + height);
            String disposal = text(meta, "GraphicControlExtension", "disposalMethod");
            BufferedImage before = disposal.equals("restoreToPrevious") ? copy(canvas) : canvas;
            BufferedImage patch = reader.read(i);
            Graphics2D g = canvas.createGraphics();
            g.drawImage(patch, x, y, null);
            if (i >= from) {
                images.add(grey(canvas));
            }
            if (disposal.equals("restoreToBackgroundColor")) {
                g.setComposite(AlphaComposite.Clear);
                g.fillRect(x, y, patch.getWidth(), patch.getHeight());
            }
            g.dispose();
            canvas = before;
        }
        return new Frames(height, width, images);
    }

    private static float[] grey(BufferedImage canvas) {
        float[] grey = new float[canvas.getWidth() * canvas.getHeight()];
        for (int p = 0; p < grey.length; p++) {
            grey[p] = (float) (Pictures.luma(canvas.getRGB(p % canvas.getWidth(), p / canvas.getWidth())) / 255);
        }
        return grey;
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

    private static int number(Node root, String element, String attribute) throws IOException {
        String text = text(root, element, attribute);
        if (!text.matches("\\d{1,9}")) {
            throw new IOException("its header has the " + attribute + " '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
