package org.sparsecortex.learning.layer;

/**
 * What layers need to know about the rows they are given. Row s * frames + t holds frame t of sample s.
 *
 * @param samples number of samples (sequences)
 * @param frames frames of each sample; 1 for single images
 * @param learn whether a backward pass follows
 * @param stage regime of training
 * @param context further input of each row for layers that are gated by one; rows of length 0 if there is none
 */
public record Pass(int samples, int frames, boolean learn, Stage stage, float[][] context) {
    /** Number of rows. */
    public int rows() {
        return samples * frames;
    }
}
