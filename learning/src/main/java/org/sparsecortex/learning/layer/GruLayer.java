package org.sparsecortex.learning.layer;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Gated recurrent units over the frames of each sample; the state starts at 0.
 *
 * <pre>
 *   r = sigma(a_r + b_r),  u = sigma(a_u + b_u),  c = tanh(a_c + r b_c),   a = W x_t + bias,  b = V s_t-1 + bias
 *   h_t = (1 - u) h_t-1 + u c,    s = q round(h / q) while the stage quantises, h otherwise
 * </pre>
 *
 * The reset gate multiplies only the recurrent part, so that W x and V s can each be integrated from changes. Source: Cho et al.
 * 2014 in the form that delta networks use (Neil et al. 2017, arXiv 1612.05571, from memory). Rounding of s passes the gradient.
 */
public final class GruLayer implements Layer {
    private final int size;
    private final float step;
    private final Affine fromInput;
    private final Affine fromState;
    private float[][] a = new float[0][];
    private float[][] b = new float[0][];
    private float[][] gates = new float[0][];
    private float[][] previous = new float[0][];
    private float[][] da = new float[0][];
    private float[][] db = new float[0][];
    private float[][] dh = new float[0][];
    private float[][] dState = new float[0][];

    /** A layer of {@code size} units whose state is sent in steps of {@code step}. */
    public GruLayer(int inputs, int size, double step, long seed) {
        this.size = size;
        this.step = (float) step;
        fromInput = new Affine(inputs, 3 * size, seed, 1.0);
        fromState = new Affine(size, 3 * size, seed + 1, 1.0);
    }

    @Override
    public Volume output() {
        return Volume.vector(size);
    }

    @Override
    public List<Weights> weights() {
        return List.of(fromInput.weights(), fromInput.bias(), fromState.weights(), fromState.bias());
    }

    @Override
    public double fanOut() {
        return 3.0 * size;
    }

    /** Quantisation step of the state. */
    public float step() {
        return step;
    }

    @Override
    public float[][] recurrent() {
        return previous;
    }

    private void allocate(Pass pass) {
        if (a.length != pass.rows()) {
            a = new float[pass.rows()][3 * size];
            b = new float[pass.rows()][3 * size];
            gates = new float[pass.rows()][3 * size];
            previous = new float[pass.rows()][size];
            da = new float[pass.rows()][3 * size];
            db = new float[pass.rows()][3 * size];
        }
        if (dh.length != pass.samples()) {
            dh = new float[pass.samples()][size];
            dState = new float[pass.samples()][size];
        }
    }

    @Override
    public void forward(float[][] x, float[][] y, Pass pass) {
        allocate(pass);
        fromInput.forward(x, a, pass.rows());
        for (int t = 0; t < pass.frames(); t++) {
            float[][] state = frame(previous, t, pass);
            for (int s = 0; s < pass.samples(); s++) {
                for (int i = 0; i < size; i++) {
                    float h = t == 0 ? 0f : y[s * pass.frames() + t - 1][i];
                    state[s][i] = pass.stage().quantise() ? step * (float) Math.rint(h / step) : h;
                }
            }
            fromState.forward(state, frame(b, t, pass), pass.samples());
            for (int s = 0; s < pass.samples(); s++) {
                int row = s * pass.frames() + t;
                cell(a[row], b[row], gates[row], t == 0 ? new float[size] : y[row - 1], y[row]);
            }
        }
    }

    private void cell(float[] in, float[] rec, float[] gate, float[] before, float[] h) {
        for (int i = 0; i < size; i++) {
            float r = (float) ExactMath.sigmoid(in[i] + rec[i]);
            float u = (float) ExactMath.sigmoid(in[size + i] + rec[size + i]);
            float c = (float) ExactMath.tanh(in[2 * size + i] + r * rec[2 * size + i]);
            gate[i] = r;
            gate[size + i] = u;
            gate[2 * size + i] = c;
            h[i] = (1 - u) * before[i] + u * c;
        }
    }

    /** Rows of frame t of all samples. */
    private static float[][] frame(float[][] rows, int t, Pass pass) {
        float[][] at = new float[pass.samples()][];
        for (int s = 0; s < at.length; s++) {
            at[s] = rows[s * pass.frames() + t];
        }
        return at;
    }

    @Override
    public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, Pass pass) {
        for (float[] row : dh) {
            Arrays.fill(row, 0f);
        }
        for (int t = pass.frames() - 1; t >= 0; t--) {
            for (int s = 0; s < pass.samples(); s++) {
                int row = s * pass.frames() + t;
                cellGradient(row, t == 0 ? new float[size] : y[row - 1], dy[row], dh[s]);
            }
            float[][] dbt = frame(db, t, pass);
            fromState.weightGradient(frame(previous, t, pass), dbt, pass.samples());
            fromState.inputGradient(dbt, dState, pass.samples());
            for (int s = 0; s < pass.samples(); s++) {
                for (int i = 0; i < size; i++) {
                    dh[s][i] += dState[s][i];
                }
            }
        }
        fromInput.weightGradient(x, da, pass.rows());
        if (dx.length > 0) {
            fromInput.inputGradient(da, dx, pass.rows());
        }
    }

    /** carried: in, gradient from the next frame; out, the direct part for the frame before. */
    private void cellGradient(int row, float[] before, float[] dy, float[] carried) {
        for (int i = 0; i < size; i++) {
            float r = gates[row][i];
            float u = gates[row][size + i];
            float c = gates[row][2 * size + i];
            float g = dy[i] + carried[i];
            float dc = g * u * (1 - c * c);
            float dr = dc * b[row][2 * size + i] * r * (1 - r);
            float du = g * (c - before[i]) * u * (1 - u);
            da[row][i] = dr;
            da[row][size + i] = du;
            da[row][2 * size + i] = dc;
            db[row][i] = dr;
            db[row][size + i] = du;
            db[row][2 * size + i] = dc * r;
            carried[i] = g * (1 - u);
        }
    }
}
