package org.sparsecortex.learning.layer;

import java.util.Arrays;
import java.util.Optional;
import org.sparsecortex.sdr.numeric.FloatColumns;
import org.sparsecortex.sdr.param.Checks;

/**
 * y = W x + b on single rows, its transpose and its gradient, all by adding columns of non-zero elements.
 *
 * <p>W is kept by rows (one a unit of the output) and, refreshed after each update, by columns: both products then run
 * through {@link FloatColumns}. Zeros in x or dy cost nothing, so sparse activity makes training faster too. Where few weights
 * exist, {@link SparseProduct} gives the same numbers in less time.
 */
public final class Affine {
    private static final int BLOCK_FLOATS = 1 << 17;
    private static final int ROW_BLOCK = 32;
    private static final int TILE = 16;
    private static final long MAX_WEIGHTS = 1L << 27;

    /** Up to these densities the packed form is faster on chunks of this size ({@code bench sparse-layers}). */
    private static final double PACKED_PRODUCT = 0.3;

    private static final double PACKED_GRADIENT = 0.1;
    private static final int PACKED_ROWS = 16;

    private final Weights weights;
    private final Weights bias;
    private final float[][] columns;
    private final int[] ids;
    private final float[] values;
    private final float[] norms;
    private Optional<SparseProduct> packed = Optional.empty();
    private int seen = -1;
    private int normsSeen = -1;

    /**
     * Weights normal with standard deviation gain / sqrt(inputs); biases 0.
     *
     * @throws IllegalArgumentException if there are more than 2^27 weights
     */
    public Affine(int inputs, int outputs, long seed, double gain) {
        Checks.inRange("weights", (long) inputs * outputs, 1L, MAX_WEIGHTS);
        weights = new Weights("weights", outputs, inputs, true).gaussian(seed, gain / Math.sqrt(inputs));
        bias = new Weights("bias", 1, outputs, false);
        columns = new float[inputs][outputs];
        norms = new float[inputs];
        int longest = Math.max(Math.max(inputs, outputs), ROW_BLOCK);
        ids = new int[longest];
        values = new float[longest];
    }

    /** W, one row an output. */
    public Weights weights() {
        return weights;
    }

    /** b, one row. */
    public Weights bias() {
        return bias;
    }

    /** Length of x. */
    public int inputs() {
        return columns.length;
    }

    /** Length of y. */
    public int outputs() {
        return weights.values().length;
    }

    /** Brings the columns up to date. */
    public void refresh() {
        if (seen == weights.version()) {
            return;
        }
        float[][] rows = weights.values();
        for (int from = 0; from < columns.length; from += TILE) {
            int to = Math.min(columns.length, from + TILE);
            for (int o = 0; o < rows.length; o++) {
                float[] row = rows[o];
                for (int i = from; i < to; i++) {
                    columns[i][o] = row[i];
                }
            }
        }
        seen = weights.version();
    }

    /** Euclidean norm of each column of W. */
    public float[] columnNorms() {
        refresh();
        if (normsSeen != seen) {
            for (int i = 0; i < norms.length; i++) {
                double squares = 0.0;
                for (float w : columns[i]) {
                    squares += (double) w * w;
                }
                norms[i] = (float) Math.sqrt(squares);
            }
            normsSeen = seen;
        }
        return norms.clone();
    }

    /** Whether so few weights exist that the packed form is worth it. */
    private boolean isPacked(double below, int count) {
        if (count < PACKED_ROWS || weights.mask().isEmpty()) {
            return false;
        }
        if (packed.isEmpty()) {
            packed = Optional.of(new SparseProduct(weights));
        }
        return weights.mask().get().present() <= below * weights.count();
    }

    /** y_r = W x_r + b for rows 0 .. count - 1; blocks of columns stay in the cache over all rows. */
    public void forward(float[][] x, float[][] y, int count) {
        if (isPacked(PACKED_PRODUCT, count)) {
            packed.orElseThrow().forward(x, bias.values()[0], y, count);
            return;
        }
        refresh();
        int block = Math.max(4, (BLOCK_FLOATS / outputs()) & ~3);
        for (int r = 0; r < count; r++) {
            System.arraycopy(bias.values()[0], 0, y[r], 0, outputs());
        }
        for (int from = 0; from < inputs(); from += block) {
            int to = Math.min(inputs(), from + block);
            for (int r = 0; r < count; r++) {
                int n = FloatColumns.nonZero(x[r], from, to, ids, values);
                FloatColumns.accumulate(columns, ids, values, n, y[r]);
            }
        }
    }

    /** dx_r = W^T dy_r for rows 0 .. count - 1. */
    public void inputGradient(float[][] dy, float[][] dx, int count) {
        if (isPacked(PACKED_PRODUCT, count)) {
            packed.orElseThrow().inputGradient(dy, dx, count);
            return;
        }
        int block = Math.max(4, (BLOCK_FLOATS / inputs()) & ~3);
        for (int r = 0; r < count; r++) {
            Arrays.fill(dx[r], 0f);
        }
        for (int from = 0; from < outputs(); from += block) {
            int to = Math.min(outputs(), from + block);
            for (int r = 0; r < count; r++) {
                int n = FloatColumns.nonZero(dy[r], from, to, ids, values);
                FloatColumns.accumulate(weights.values(), ids, values, n, dx[r]);
            }
        }
    }

    /**
     * Adds sum_r dy_r x_r^T to the gradient of W and sum_r dy_r to that of b, rows in ascending order; that of weights that do not
     * exist is left out if nobody wants it.
     */
    public void weightGradient(float[][] x, float[][] dy, int count) {
        float[] db = bias.gradient()[0];
        for (int r = 0; r < count; r++) {
            for (int o = 0; o < db.length; o++) {
                db[o] += dy[r][o];
            }
        }
        if (!weights.wantsWholeGradient() && isPacked(PACKED_GRADIENT, count)) {
            packed.orElseThrow().weightGradient(x, dy, count);
            return;
        }
        for (int from = 0; from < count; from += ROW_BLOCK) {
            int to = Math.min(count, from + ROW_BLOCK);
            for (int o = 0; o < outputs(); o++) {
                int n = 0;
                for (int r = from; r < to; r++) {
                    if (dy[r][o] != 0f) {
                        ids[n] = r;
                        values[n++] = dy[r][o];
                    }
                }
                if (n > 0) {
                    FloatColumns.accumulate(x, ids, values, n, weights.gradient(o));
                }
            }
        }
    }
}
