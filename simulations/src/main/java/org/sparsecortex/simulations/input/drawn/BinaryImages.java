package org.sparsecortex.simulations.input.drawn;

import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Param;

/** What can be made of a binary image before a model sees it. Images are rows of flags and are not modified. */
final class BinaryImages {
    private static final double MIN_SQUARED_CONTRAST = 0.1;

    private BinaryImages() {}

    /** What becomes of the pixels at or above the threshold. */
    enum Shape {
        /** They are the active bits. */
        FILLED,
        /** Only those with a silent neighbour to the left, right, above or below. */
        EDGES,
        /** Lines of one pixel's width, by thinning. */
        SKELETON
    }

    static boolean[] shaped(boolean[] image, int height, int width, Shape shape) {
        return switch (shape) {
            case FILLED -> image;
            case EDGES -> edges(image, height, width);
            case SKELETON -> skeleton(image, height, width);
        };
    }

    private static boolean[] edges(boolean[] image, int height, int width) {
        boolean[] edges = new boolean[image.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = at(image, y - 1, x, height, width)
                        && at(image, y + 1, x, height, width)
                        && at(image, y, x - 1, height, width)
                        && at(image, y, x + 1, height, width);
                edges[y * width + x] = image[y * width + x] && !inside;
            }
        }
        return edges;
    }

    private static boolean at(boolean[] image, int y, int x, int height, int width) {
        return y >= 0 && y < height && x >= 0 && x < width && image[y * width + x];
    }

    /** Thinning by Zhang and Suen 1984, "A fast parallel algorithm for thinning digital patterns". */
    private static boolean[] skeleton(boolean[] image, int height, int width) {
        boolean[] now = image.clone();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int pass = 0; pass < 2; pass++) {
                boolean[] next = now.clone();
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        if (now[y * width + x] && isRemovable(now, y, x, height, width, pass)) {
                            next[y * width + x] = false;
                            changed = true;
                        }
                    }
                }
                now = next;
            }
        }
        return now;
    }

    private static boolean isRemovable(boolean[] image, int y, int x, int height, int width, int pass) {
        boolean[] p = new boolean[8]; // clockwise from above
        int[] dy = {-1, -1, 0, 1, 1, 1, 0, -1};
        int[] dx = {0, 1, 1, 1, 0, -1, -1, -1};
        int neighbours = 0;
        for (int i = 0; i < 8; i++) {
            p[i] = at(image, y + dy[i], x + dx[i], height, width);
            neighbours += p[i] ? 1 : 0;
        }
        int transitions = 0;
        for (int i = 0; i < 8; i++) {
            transitions += !p[i] && p[(i + 1) % 8] ? 1 : 0;
        }
        boolean open = pass == 0
                ? !(p[0] && p[2] && p[4]) && !(p[2] && p[4] && p[6])
                : !(p[0] && p[2] && p[6]) && !(p[0] && p[4] && p[6]);
        return neighbours >= 2 && neighbours <= 6 && transitions == 1 && open;
    }

    /**
     * Directions of contours, as simple and complex cells of V1 would signal them: site by site, one bit a direction.
     *
     * @param directions number of directions of the brightness gradient, over the full circle
     * @param reachPx pixels around the middle of a site, in each axis, in which a contour is seen
     * @param stridePx pixels from one site to the next
     */
    record Contours(
            @Param(doc = "directions of the brightness gradient over the full circle", def = "8", min = 2, max = 64)
            int directions,

            @Param(
                    doc = "distance from the middle of a site, in each axis, within which a contour is seen",
                    unit = "px",
                    def = "2",
                    min = 0,
                    max = 64)
            double reachPx,

            @Param(doc = "distance from one site to the next", unit = "px", def = "2", min = 1, max = 64)
            int stridePx) {
        int size(int height, int width) {
            return (height / stridePx) * (width / stridePx) * directions;
        }

        /** The contours of an image, smoothed by the binomial 3 x 3 mask, where the squared contrast is at least 0.1. */
        Sdr of(boolean[] image, int height, int width) {
            double[] smooth = smoothed(image, height, width);
            boolean[] bits = new boolean[size(height, width)];
            for (int y = 1; y < height - 1; y++) {
                for (int x = 1; x < width - 1; x++) {
                    double gx = smooth[y * width + x + 1] - smooth[y * width + x - 1];
                    double gy = smooth[(y + 1) * width + x] - smooth[(y - 1) * width + x];
                    if (gx * gx + gy * gy >= MIN_SQUARED_CONTRAST) {
                        double turn = ExactMath.atan2(gy, gx) / (2 * Math.PI) * directions;
                        mark(bits, y, x, Math.floorMod((int) Math.rint(turn), directions), height, width);
                    }
                }
            }
            return Sdr.fromFlags(bits);
        }

        private void mark(boolean[] bits, int y, int x, int direction, int height, int width) {
            int columns = width / stridePx;
            for (int r = first(y); r <= last(y, height); r++) {
                for (int c = first(x); c <= last(x, width); c++) {
                    bits[(r * columns + c) * directions + direction] = true;
                }
            }
        }

        private int first(int pixel) {
            return Math.max(0, (int) Math.ceil((pixel - (stridePx - 1) / 2.0 - reachPx) / stridePx));
        }

        private int last(int pixel, int extent) {
            int at = (int) Math.floor((pixel - (stridePx - 1) / 2.0 + reachPx) / stridePx);
            return Math.min(extent / stridePx - 1, at);
        }
    }

    private static double[] smoothed(boolean[] image, int height, int width) {
        double[] smooth = new double[image.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += at(image, y + dy, x + dx, height, width) ? (2 - Math.abs(dy)) * (2 - Math.abs(dx)) : 0;
                    }
                }
                smooth[y * width + x] = sum / 16.0;
            }
        }
        return smooth;
    }
}
