package org.sparsecortex.v1.population;

import org.sparsecortex.sdr.param.Checks;

/**
 * Where the hypercolumns of a frame lie: a grid of patches, row by row, {@code stride} pixels apart.
 *
 * @param frameHeight height of the frame, px
 * @param frameWidth width of the frame, px
 * @param patch height and width of a patch, px
 * @param stride distance between neighbours, px
 */
record Sheet(int frameHeight, int frameWidth, int patch, int stride) {
    Sheet {
        Checks.that(patch <= Math.min(frameHeight, frameWidth), "patch", patch, "must fit into the frame");
    }

    int rows() {
        return (frameHeight - patch) / stride + 1;
    }

    int columns() {
        return (frameWidth - patch) / stride + 1;
    }

    int patches() {
        return rows() * columns();
    }

    /** First row of pixels of a patch. */
    int top(int unit) {
        return unit / columns() * stride;
    }

    /** First column of pixels of a patch. */
    int left(int unit) {
        return unit % columns() * stride;
    }
}
