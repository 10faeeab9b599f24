package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.numeric.KeyedRandom;

/** A static texture: random greys on a grid of 4 px, interpolated bilinearly. */
final class Background {
    private static final int GRID = 4;

    private Background() {}

    static double[] texture(int height, int width, double mean, double contrast, long seed, long number) {
        KeyedRandom random = KeyedRandom.of(seed, "background");
        int across = width / GRID + 2;
        double[] grid = new double[(height / GRID + 2) * across];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = mean + contrast * (random.uniform(i, number, 0) - 0.5);
        }
        double[] image = new double[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fy = (y % GRID) / (double) GRID;
                double fx = (x % GRID) / (double) GRID;
                int at = y / GRID * across + x / GRID;
                double top = grid[at] * (1 - fx) + grid[at + 1] * fx;
                double low = grid[at + across] * (1 - fx) + grid[at + across + 1] * fx;
                image[y * width + x] = top * (1 - fy) + low * fy;
            }
        }
        return image;
    }
}
