package org.sparsecortex.learning.layer;

/**
 * y = max(0, x), with a loss on activity if the stage asks for one: the spatial baseline of temporal sparsity.
 *
 * <pre>  penalty = spatialRate * fanOut * mean |y|  </pre>
 */
public final class ReluLayer implements Layer {
    private final Volume shape;
    private final SparsityLoss loss = new SparsityLoss();

    /** A rectifier of inputs of this shape. */
    public ReluLayer(Volume shape) {
        this.shape = shape;
    }

    @Override
    public Volume output() {
        return shape;
    }

    @Override
    public void drives(Layer next) {
        loss.drives(next.fanOut());
    }

    @Override
    public double penalty() {
        return loss.value();
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        for (int r = 0; r < pass.rows(); r++) {
            for (int i = 0; i < x[r].length; i++) {
                y[r][i] = x[r][i] > 0f ? x[r][i] : 0f;
            }
        }
        loss.measure(y, pass);
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        loss.addGradient(y, dy, pass);
        for (int r = 0; r < dx.length; r++) {
            for (int i = 0; i < x[r].length; i++) {
                dx[r][i] = x[r][i] > 0f ? dy[r][i] : 0f;
            }
        }
    }
}
