package org.sparsecortex.neurons.continual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.learning.layer.Affine;
import org.sparsecortex.learning.layer.Layer;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Units whose feed-forward sum is gated by the dendritic segment that answers the context most strongly.
 *
 * <pre>
 *   t_j = w_j . x + b_j,   d_jk = u_jk . c,   k* = argmax_k |d_jk| (the lower k among equals),   y_j = t_j sigmoid(d_jk*)
 *   dt_j = dy_j sigmoid(d),   du_jk* = sum over rows of dy_j t_j sigmoid(d) (1 - sigmoid(d)) c;   other segments get none
 * </pre>
 *
 * A fixed random fraction of the weights w and u is 0 and stays 0. Without segments the layer is a sparse linear one.
 *
 * <p>The answers of all segments to a context are kept until the weights change: rows with one context cost one evaluation.
 *
 * <p>Source: Iyer, Grewal, Velu, Souza, Forest and Ahmad 2021, "Avoiding catastrophe: active dendrites enable multi-task
 * learning in dynamic environments", equations of the dendrite model. Initial weights have the standard deviation of the authors'
 * published code, uniform within 1 / sqrt(inputs (1 - sparsity) activeInputs), but are normal.
 */
final class ActiveDendriteLayer implements Layer {
    private static final int MAX_KEPT = 64;

    private final Affine affine;
    private final int segments;
    private final Weights dendrites;
    private final List<Answer> kept = new ArrayList<>();
    private int keptVersion = -1;
    private float[][] sums = new float[0][];
    private float[][] scaled = new float[0][];
    private Answer[] answers = new Answer[0];

    /** Answer of all units to one context: the chosen segment and its gate. */
    private record Answer(float[] context, int[] chosen, float[] gate) {}

    /**
     * A layer.
     *
     * @param inputs length of x
     * @param units outputs
     * @param segments dendritic segments of each unit; 0 for none
     * @param contextSize length of c
     * @param sparsity fraction of the weights that are 0
     * @param activeInputs fraction of the inputs that are expected to be non-zero, for the initial scale
     * @param dendriteScale standard deviation of a segment's first answer to a context of mean square 1
     */
    public ActiveDendriteLayer(
            int inputs,
            int units,
            int segments,
            int contextSize,
            double sparsity,
            double activeInputs,
            double dendriteScale,
            long seed) {
        affine = new Affine(inputs, units, seed, Math.sqrt(1.0 / (3 * (1 - sparsity) * activeInputs)));
        thin(affine.weights(), sparsity, KeyedRandom.of(seed, "absent weights"));
        this.segments = segments;
        dendrites = new Weights("dendrites", segments * units, segments == 0 ? 0 : contextSize, true);
        dendrites.gaussian(seed, dendriteScale / Math.sqrt((1 - sparsity) * Math.max(1, contextSize)));
        thin(dendrites, sparsity, KeyedRandom.of(seed, "absent dendritic weights"));
    }

    /** Takes away the same number of weights of every row. */
    private static void thin(Weights weights, double sparsity, KeyedRandom random) {
        int rows = weights.values().length;
        int columns = rows == 0 ? 0 : weights.values()[0].length;
        Mask mask = new Mask(rows, columns, true);
        for (int r = 0; r < rows; r++) {
            for (int c : random.sample(columns, (int) (sparsity * columns), r, 0, 0)) {
                mask.drop(r, c);
            }
        }
        weights.mask(mask, false);
    }

    @Override
    public Volume output() {
        return Volume.vector(affine.outputs());
    }

    @Override
    public List<Weights> weights() {
        return segments == 0
                ? List.of(affine.weights(), affine.bias())
                : List.of(affine.weights(), affine.bias(), dendrites);
    }

    @Override
    public double fanOut() {
        return affine.outputs();
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        if (segments == 0) {
            affine.forward(x, y, pass.rows());
            return;
        }
        if (sums.length < pass.rows()) {
            sums = new float[pass.rows()][affine.outputs()];
            scaled = new float[pass.rows()][affine.outputs()];
            answers = new Answer[pass.rows()];
        }
        affine.forward(x, sums, pass.rows());
        for (int r = 0; r < pass.rows(); r++) {
            answers[r] = answer(pass.context()[r]);
            float[] gate = answers[r].gate;
            for (int j = 0; j < gate.length; j++) {
                y[r][j] = sums[r][j] * gate[j];
            }
        }
    }

    /** The segment of each unit that a context chooses. */
    int[] chosen(float[] context) {
        return answer(context).chosen.clone();
    }

    private Answer answer(float[] context) {
        if (keptVersion != dendrites.version() || kept.size() == MAX_KEPT) {
            kept.clear();
            keptVersion = dendrites.version();
        }
        for (Answer known : kept) {
            if (Arrays.equals(known.context, context)) {
                return known;
            }
        }
        Answer made = new Answer(context.clone(), new int[affine.outputs()], new float[affine.outputs()]);
        for (int j = 0; j < affine.outputs(); j++) {
            float strongest = 0f;
            for (int k = 0; k < segments; k++) {
                float d = dot(dendrites.values()[j * segments + k], context);
                if (k == 0 || Math.abs(d) > Math.abs(strongest)) {
                    strongest = d;
                    made.chosen[j] = k;
                }
            }
            made.gate[j] = (float) ExactMath.sigmoid(strongest);
        }
        kept.add(made);
        return made;
    }

    /** Dot product in four lanes, joined as (0 + 2) + (1 + 3). */
    private static float dot(float[] a, float[] b) {
        float l0 = 0f;
        float l1 = 0f;
        float l2 = 0f;
        float l3 = 0f;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            l0 += a[i] * b[i];
            l1 += a[i + 1] * b[i + 1];
            l2 += a[i + 2] * b[i + 2];
            l3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            l0 += a[i] * b[i];
        }
        return (l0 + l2) + (l1 + l3);
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        float[][] dSums = dy;
        if (segments > 0) {
            dendriteGradient(dy, pass);
            dSums = scaled;
            for (int r = 0; r < pass.rows(); r++) {
                for (int j = 0; j < affine.outputs(); j++) {
                    scaled[r][j] = dy[r][j] * answers[r].gate[j];
                }
            }
        }
        affine.weightGradient(x, dSums, pass.rows());
        if (dx.length > 0) {
            affine.inputGradient(dSums, dx, pass.rows());
        }
    }

    /** Rows in ascending order; those that share a context are added before they meet it. */
    @SuppressWarnings("ReferenceEquality") // rows that share a context share one answer
    private void dendriteGradient(float[][] dy, Pass pass) {
        boolean[] done = new boolean[pass.rows()];
        float[] g = new float[affine.outputs()];
        for (int first = 0; first < pass.rows(); first++) {
            if (done[first]) {
                continue;
            }
            Answer answer = answers[first];
            Arrays.fill(g, 0f);
            for (int r = first; r < pass.rows(); r++) {
                if (answers[r] == answer) {
                    done[r] = true;
                    for (int j = 0; j < g.length; j++) {
                        g[j] += dy[r][j] * sums[r][j];
                    }
                }
            }
            for (int j = 0; j < g.length; j++) {
                float factor = g[j] * answer.gate[j] * (1f - answer.gate[j]);
                if (factor != 0f) {
                    int row = j * segments + answer.chosen[j];
                    float[] target = dendrites.gradient(row);
                    for (int i = 0; i < target.length; i++) {
                        target[i] += factor * answer.context[i];
                    }
                }
            }
        }
    }
}
