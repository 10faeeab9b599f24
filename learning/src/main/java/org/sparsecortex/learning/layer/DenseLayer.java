package org.sparsecortex.learning.layer;

import java.util.List;

/** Fully connected layer, y = W x + b. */
public final class DenseLayer implements Layer {
    private final Affine affine;

    /**
     * Weights normal with standard deviation gain / sqrt(inputs), He et al. 2015 for gain sqrt(2); biases 0.
     */
    public DenseLayer(int inputs, int outputs, long seed, double gain) {
        affine = new Affine(inputs, outputs, seed, gain);
    }

    @Override
    public Volume output() {
        return Volume.vector(affine.outputs());
    }

    @Override
    public List<Weights> weights() {
        return List.of(affine.weights(), affine.bias());
    }

    @Override
    public double fanOut() {
        return affine.outputs();
    }

    @Override
    public float[] columnNorms() {
        return affine.columnNorms();
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        affine.forward(x, y, pass.rows());
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        affine.weightGradient(x, dy, pass.rows());
        if (dx.length > 0) {
            affine.inputGradient(dy, dx, pass.rows());
        }
    }
}
