package org.sparsecortex.learning.layer;

import org.sparsecortex.sdr.param.Checks;

/**
 * Shape of what a layer takes or gives: rows, then columns, then channels (channels last). A plain vector is 1 x 1 x n.
 *
 * @param height rows
 * @param width columns
 * @param channels values per place
 */
public record Volume(int height, int width, int channels) {
    public Volume {
        Checks.atLeast("height", height, 1);
        Checks.atLeast("width", width, 1);
        Checks.atLeast("channels", channels, 1);
        Checks.inRange("size", (long) height * width * channels, 1L, 1L << 26);
    }

    /** A vector of n values. */
    public static Volume vector(int n) {
        return new Volume(1, 1, n);
    }

    /** Number of values. */
    public int size() {
        return height * width * channels;
    }
}
