package org.sparsecortex.simulations.input.video;

/** One scene of a video: an image for each moment. */
public interface Scene {
    /** Class of the scene, from 0. */
    int label();

    /**
     * Draws the scene.
     *
     * @param time in frames
     * @param frame written; grey values, row by row, about 0..1
     */
    void draw(double time, double[] frame);
}
