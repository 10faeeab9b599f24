package org.sparsecortex.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture for a page that shows many: half as wide and high, in at most 256 colours. The colours are the most frequent ones
 * after rounding each channel to five bits; any other takes the nearest of them.
 */
final class SmallPicture {
    private static final int COLOURS = 256;
    private static final int ROUNDED = 0xF8F8F8;

    private SmallPicture() {}

    static void write(Path from, Path to) throws IOException {
        BufferedImage whole = ImageIO.read(from.toFile());
        BufferedImage half = new BufferedImage(whole.getWidth() / 2, whole.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = half.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(whole, 0, 0, half.getWidth(), half.getHeight(), null);
        g.dispose();
        if (!ImageIO.write(indexed(half), "png", to.toFile())) {
            throw new IOException("this Java writes no PNG files");
        }
    }

    private static BufferedImage indexed(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        int[] palette = palette(pixels);
        Map<Integer, Integer> nearest = new HashMap<>();
        IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        BufferedImage small =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        int[] row = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            row[i] = nearest.computeIfAbsent(pixels[i] & ROUNDED, colour -> nearest(palette, colour));
        }
        small.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), row);
        return small;
    }

    /** The most frequent rounded colours; white, which rounding would make grey, is white. */
    private static int[] palette(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel & ROUNDED, 1, Integer::sum);
        }
        List<Integer> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        return frequent.stream()
                .mapToInt(c -> c | (c >> 5 & 0x070707)) // 0xF8 becomes 0xFF
                .toArray();
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int difference = (palette[i] >> shift & 0xF8) - (colour >> shift & 0xF8);
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
