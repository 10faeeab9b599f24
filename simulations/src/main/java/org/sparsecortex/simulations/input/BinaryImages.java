package org.sparsecortex.simulations.input;

/** What can be made of a binary image before a model sees it. Images are rows of flags and are not modified. */
final class BinaryImages {
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
}
