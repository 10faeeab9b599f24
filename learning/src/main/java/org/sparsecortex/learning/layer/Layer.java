package org.sparsecortex.learning.layer;

import java.util.List;

/**
 * One differentiable step of a network, applied to all rows of a chunk.
 *
 * <p>A layer holds its parameters and scratch arrays; it belongs to one thread. Its result for a row depends on that row, the
 * other frames of the same sample and the parameters only. Sums run in a fixed order, so results have the same bits everywhere.
 */
public interface Layer {
    /** Shape of the output of a row. */
    Volume output();

    /** Learned parameters; empty for none. The order is fixed. */
    default List<Weights> weights() {
        return List.of();
    }

    /**
     * Computes the output of all rows.
     *
     * @param x input, one array a row; not modified
     * @param y written
     */
    void forward(float[][] x, float[][] y, Pass pass);

    /**
     * Carries the gradient of the loss from the output to input and parameters. Follows {@link #forward} on the same arrays.
     *
     * @param x input of the forward pass
     * @param y output of the forward pass
     * @param dy gradient with respect to the output; may be overwritten
     * @param dx written: gradient with respect to the input; an array without rows if nobody needs it
     */
    void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass);

    /** Loss that the layer adds for the last forward pass, as for sparse activity; part of what is minimised. */
    default double penalty() {
        return 0.0;
    }

    /** Multiplications by a weight that each non-zero input element causes; 0 for a layer without weights on its input. */
    default double fanOut() {
        return 0.0;
    }

    /** Tells the layer which layer with weights its output meets next; before any pass. */
    default void drives(Layer next) {}

    /** Euclidean norms of the weights that each input element meets; empty if the layer does not know them. */
    default float[] columnNorms() {
        return new float[0];
    }

    /** State that meets weights of the same fan-out, row by row as in the last forward pass; no rows without recurrence. */
    default float[][] recurrent() {
        return new float[0][];
    }
}
