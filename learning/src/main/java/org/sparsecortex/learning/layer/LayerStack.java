package org.sparsecortex.learning.layer;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;

/**
 * Layers one after another, with the arrays between them. Not safe for several threads.
 *
 * <p>Activity is measured where it costs something: at the input of each layer that multiplies by weights.
 */
public final class LayerStack {
    private final int inputs;
    private final List<Layer> layers;
    private final List<Weights> weights = new ArrayList<>();
    private final List<Integer> weighted = new ArrayList<>();
    private float[][][] outputs = new float[0][][];
    private float[][][] gradients = new float[0][][];
    private float[][] input = new float[0][];

    /**
     * A network of at least one layer.
     *
     * @param inputs values of an input row
     */
    public LayerStack(int inputs, List<Layer> layers) {
        Checks.atLeast("layers", layers.size(), 1);
        this.inputs = inputs;
        this.layers = List.copyOf(layers);
        Layer next = null;
        for (int l = layers.size() - 1; l >= 0; l--) {
            if (next != null) {
                layers.get(l).drives(next);
            }
            if (layers.get(l).fanOut() > 0) {
                next = layers.get(l);
                weighted.add(0, l);
            }
        }
        layers.forEach(layer -> weights.addAll(layer.weights()));
    }

    /** Values of an input row. */
    public int inputs() {
        return inputs;
    }

    /** Values of an output row. */
    public int outputs() {
        return layers.get(layers.size() - 1).output().size();
    }

    /** The layers in order. */
    public List<Layer> layers() {
        return layers;
    }

    /** All parameters in layer order. */
    public List<Weights> weights() {
        return weights;
    }

    /** Number of parameters. */
    public int parameters() {
        return weights.stream().mapToInt(Weights::count).sum();
    }

    /** Number of layers with weights on their input. */
    public int weightedLayers() {
        return weighted.size();
    }

    /** The w-th layer with weights on its input. */
    public Layer weightedLayer(int w) {
        return layers.get(weighted.get(w));
    }

    /** Values of an input row of the w-th weighted layer. */
    public int weightedInputs(int w) {
        int l = weighted.get(w);
        float[][] state = layers.get(l).recurrent();
        int below = l == 0 ? inputs : layers.get(l - 1).output().size();
        return below + (state.length == 0 ? 0 : state[0].length);
    }

    /** Runs all layers; the result holds until the next pass. */
    public float[][] forward(float[][] x, Pass pass) {
        if (outputs.length == 0 || outputs[0].length != pass.rows()) {
            outputs = new float[layers.size()][pass.rows()][];
            gradients = new float[layers.size()][pass.rows()][];
            for (int l = 0; l < layers.size(); l++) {
                for (int r = 0; r < pass.rows(); r++) {
                    outputs[l][r] = new float[layers.get(l).output().size()];
                    gradients[l][r] = new float[layers.get(l).output().size()];
                }
            }
        }
        input = x;
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).forward(inputOf(l), outputs[l], pass);
        }
        return outputs[layers.size() - 1];
    }

    private float[][] inputOf(int l) {
        return l == 0 ? input : outputs[l - 1];
    }

    /** Adds the gradient of the loss to all parameters; {@code dy} belongs to the output of the last forward pass. */
    public void backward(float[][] dy, Pass pass) {
        float[][] at = dy;
        int lowest = 0;
        while (lowest < layers.size() && layers.get(lowest).weights().isEmpty()) {
            lowest++;
        }
        for (int l = layers.size() - 1; l >= lowest; l--) {
            float[][] down = l == lowest ? new float[0][] : gradients[l - 1];
            layers.get(l).backward(inputOf(l), outputs[l], at, down, pass);
            at = down;
        }
        weights.forEach(Weights::maskGradient);
    }

    /** Sum of the layers' own losses in the last forward pass. */
    public double penalty() {
        double sum = 0.0;
        for (Layer layer : layers) {
            sum += layer.penalty();
        }
        return sum;
    }

    /** Non-zero input elements of the w-th weighted layer in the last forward pass. */
    public long active(int w) {
        return nonZero(inputOf(weighted.get(w))) + nonZero(weightedLayer(w).recurrent());
    }

    /** Input elements of the w-th weighted layer that differ from the frame before, first frames left out. */
    public long changed(int w, Pass pass) {
        return changed(inputOf(weighted.get(w)), pass)
                + changed(weightedLayer(w).recurrent(), pass);
    }

    /** Input rows of the w-th weighted layer in the last forward pass. */
    public float[][] inputsOf(int w) {
        return inputOf(weighted.get(w));
    }

    private static long nonZero(float[][] rows) {
        long count = 0;
        for (float[] row : rows) {
            for (float v : row) {
                count += v != 0f ? 1 : 0;
            }
        }
        return count;
    }

    private static long changed(float[][] x, Pass pass) {
        long count = 0;
        for (int r = 0; r < x.length; r++) {
            for (int i = 0; i < x[r].length && r % pass.frames() > 0; i++) {
                count += x[r][i] != x[r - 1][i] ? 1 : 0;
            }
        }
        return count;
    }

    /** Sets the gradients of all parameters to 0. */
    public void clearGradients() {
        weights.forEach(Weights::clearGradient);
    }
}
