package org.sparsecortex.learning.layer;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.FloatColumns;

/**
 * Products with a matrix of few weights, which are packed row by row, and with its transpose.
 *
 * <pre>
 *   y_r = W x_r + b,   dx_r = W^T dy_r,   dW_oi += sum_r dy_ro x_ri   for the weights (o, i) that exist
 * </pre>
 *
 * Rows r of a chunk lie side by side: each weight meets a vector with one element a row, so that the loops over them use vector
 * instructions. Every element adds its terms in the order of the dense product, ascending inputs, outputs or rows; what is left
 * out is multiplied by 0 there: the results are equal bit for bit but for the sign of zeros. Not safe for several threads.
 */
final class SparseProduct {
    private static final int LANES = 8;

    private final Weights weights;
    private final Mask mask;
    private final int inputs;
    private int[] rowStart = new int[0]; // of each output, in the lists below
    private int[] ids = new int[0]; // input of each weight
    private float[] values = new float[0];
    private int[] columnStart = new int[0]; // of each input
    private int[] sources = new int[0]; // output of each weight, by input
    private int[] places = new int[0]; // its place among the values
    private float[] byColumn = new float[0];
    private int maskSeen = -1;
    private int valuesSeen = -1;
    private float[][] xT = new float[0][];
    private float[][] yT = new float[0][];
    private int[] rows = new int[0];
    private float[] factors = new float[0];

    SparseProduct(Weights weights) {
        this.weights = weights;
        this.mask = weights.mask().orElseThrow();
        this.inputs = weights.values()[0].length;
    }

    private int outputs() {
        return weights.values().length;
    }

    private void refresh(int count) {
        if (maskSeen != mask.version()) {
            pack();
            maskSeen = mask.version();
            valuesSeen = -1;
        }
        if (valuesSeen != weights.version()) {
            for (int o = 0; o < outputs(); o++) {
                float[] row = weights.values()[o];
                for (int p = rowStart[o]; p < rowStart[o + 1]; p++) {
                    values[p] = row[ids[p]];
                }
            }
            for (int p = 0; p < places.length; p++) {
                byColumn[p] = values[places[p]];
            }
            valuesSeen = weights.version();
        }
        if (rows.length != count) {
            xT = new float[inputs][count];
            yT = new float[outputs()][count];
            rows = new int[count];
            factors = new float[count];
        }
    }

    private void pack() {
        int n = mask.present();
        rowStart = new int[outputs() + 1];
        columnStart = new int[inputs + 1];
        ids = new int[n];
        values = new float[n];
        sources = new int[n];
        places = new int[n];
        byColumn = new float[n];
        int at = 0;
        for (int o = 0; o < outputs(); o++) {
            for (int i = 0; i < inputs; i++) {
                if (mask.has(o, i)) {
                    columnStart[i + 1]++;
                    ids[at++] = i;
                }
            }
            rowStart[o + 1] = at;
        }
        for (int i = 0; i < inputs; i++) {
            columnStart[i + 1] += columnStart[i];
        }
        int[] next = columnStart.clone();
        for (int o = 0; o < outputs(); o++) {
            for (int p = rowStart[o]; p < rowStart[o + 1]; p++) {
                int place = next[ids[p]]++;
                sources[place] = o;
                places[place] = p;
            }
        }
    }

    void forward(float[][] x, float[] bias, float[][] y, int count) {
        refresh(count);
        turn(x, count, xT);
        for (int o = 0; o < yT.length; o++) {
            Arrays.fill(yT[o], bias[o]);
            FloatColumns.accumulate(xT, ids, values, rowStart[o], rowStart[o + 1], yT[o]);
        }
        turnBack(yT, y, count);
    }

    void inputGradient(float[][] dy, float[][] dx, int count) {
        refresh(count);
        turn(dy, count, yT);
        for (int i = 0; i < xT.length; i++) {
            Arrays.fill(xT[i], 0f);
            FloatColumns.accumulate(yT, sources, byColumn, columnStart[i], columnStart[i + 1], xT[i]);
        }
        turnBack(xT, dx, count);
    }

    void weightGradient(float[][] x, float[][] dy, int count) {
        refresh(count);
        turn(x, count, xT);
        for (int o = 0; o < outputs(); o++) {
            int n = 0;
            for (int r = 0; r < count; r++) {
                if (dy[r][o] != 0f) {
                    rows[n] = r;
                    factors[n++] = dy[r][o];
                }
            }
            if (n > 0) {
                gradientOf(o, n, weights.gradient(o));
            }
        }
    }

    private void gradientOf(int o, int n, float[] gradient) {
        int end = rowStart[o + 1];
        int p = rowStart[o];
        for (; p + LANES <= end; p += LANES) {
            eight(n, p, gradient);
        }
        for (; p < end; p++) {
            float[] column = xT[ids[p]];
            float sum = gradient[ids[p]];
            for (int j = 0; j < n; j++) {
                sum += factors[j] * column[rows[j]];
            }
            gradient[ids[p]] = sum;
        }
    }

    /** Eight independent sums at a time hide the latency of an addition. */
    private void eight(int n, int p, float[] gradient) {
        float[] a = xT[ids[p]];
        float[] b = xT[ids[p + 1]];
        float[] c = xT[ids[p + 2]];
        float[] d = xT[ids[p + 3]];
        float[] e = xT[ids[p + 4]];
        float[] f = xT[ids[p + 5]];
        float[] g = xT[ids[p + 6]];
        float[] h = xT[ids[p + 7]];
        float sumA = gradient[ids[p]];
        float sumB = gradient[ids[p + 1]];
        float sumC = gradient[ids[p + 2]];
        float sumD = gradient[ids[p + 3]];
        float sumE = gradient[ids[p + 4]];
        float sumF = gradient[ids[p + 5]];
        float sumG = gradient[ids[p + 6]];
        float sumH = gradient[ids[p + 7]];
        for (int j = 0; j < n; j++) {
            int r = rows[j];
            float factor = factors[j];
            sumA += factor * a[r];
            sumB += factor * b[r];
            sumC += factor * c[r];
            sumD += factor * d[r];
            sumE += factor * e[r];
            sumF += factor * f[r];
            sumG += factor * g[r];
            sumH += factor * h[r];
        }
        gradient[ids[p]] = sumA;
        gradient[ids[p + 1]] = sumB;
        gradient[ids[p + 2]] = sumC;
        gradient[ids[p + 3]] = sumD;
        gradient[ids[p + 4]] = sumE;
        gradient[ids[p + 5]] = sumF;
        gradient[ids[p + 6]] = sumG;
        gradient[ids[p + 7]] = sumH;
    }

    /** Columns of rows, eight rows at a time. */
    private static void turn(float[][] rows, int count, float[][] columns) {
        int r = 0;
        for (; r + LANES <= count; r += LANES) {
            float[] a = rows[r];
            float[] b = rows[r + 1];
            float[] c = rows[r + 2];
            float[] d = rows[r + 3];
            float[] e = rows[r + 4];
            float[] f = rows[r + 5];
            float[] g = rows[r + 6];
            float[] h = rows[r + 7];
            for (int i = 0; i < columns.length; i++) {
                float[] column = columns[i];
                column[r] = a[i];
                column[r + 1] = b[i];
                column[r + 2] = c[i];
                column[r + 3] = d[i];
                column[r + 4] = e[i];
                column[r + 5] = f[i];
                column[r + 6] = g[i];
                column[r + 7] = h[i];
            }
        }
        for (; r < count; r++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][r] = rows[r][i];
            }
        }
    }

    private static void turnBack(float[][] columns, float[][] rows, int count) {
        int r = 0;
        for (; r + LANES <= count; r += LANES) {
            float[] a = rows[r];
            float[] b = rows[r + 1];
            float[] c = rows[r + 2];
            float[] d = rows[r + 3];
            float[] e = rows[r + 4];
            float[] f = rows[r + 5];
            float[] g = rows[r + 6];
            float[] h = rows[r + 7];
            for (int i = 0; i < columns.length; i++) {
                float[] column = columns[i];
                a[i] = column[r];
                b[i] = column[r + 1];
                c[i] = column[r + 2];
                d[i] = column[r + 3];
                e[i] = column[r + 4];
                f[i] = column[r + 5];
                g[i] = column[r + 6];
                h[i] = column[r + 7];
            }
        }
        for (; r < count; r++) {
            for (int i = 0; i < columns.length; i++) {
                rows[r][i] = columns[i][r];
            }
        }
    }
}
