package org.sparsecortex.learning.layer;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Learned values of a layer as rows, with the gradient of the loss beside them. Not safe for several threads. */
public final class Weights {
    private final String name;
    private final float[][] values;
    private final float[][] gradient;
    private final boolean[] written;
    private final boolean decays;
    private int version;

    /**
     * Zeros.
     *
     * @param name name within the layer
     * @param rows number of rows
     * @param columns length of each row
     * @param decays whether weight decay and pruning apply
     */
    public Weights(String name, int rows, int columns, boolean decays) {
        this.name = name;
        this.values = new float[rows][columns];
        this.gradient = new float[rows][columns];
        this.written = new boolean[rows];
        this.decays = decays;
    }

    /**
     * Draws all values from a normal distribution of mean 0.
     *
     * @return this
     */
    public Weights gaussian(long seed, double sd) {
        KeyedRandom random = KeyedRandom.of(seed, "initial weights " + name);
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < values[r].length; c++) {
                values[r][c] = (float) (sd * random.gaussian(r, 0, c));
            }
        }
        version++;
        return this;
    }

    /**
     * Sets all values.
     *
     * @return this
     */
    public Weights fill(double value) {
        for (float[] row : values) {
            Arrays.fill(row, (float) value);
        }
        version++;
        return this;
    }

    /** Name within the layer. */
    public String name() {
        return name;
    }

    /** The values; whoever writes to them calls {@link #changed}. */
    public float[][] values() {
        return values;
    }

    /** Gradient of the loss; layers add to it. Whoever adds to few rows asks for those alone, which is cheaper. */
    public float[][] gradient() {
        Arrays.fill(written, true);
        return gradient;
    }

    /** Gradient of one row; layers add to it. */
    public float[] gradient(int row) {
        written[row] = true;
        return gradient[row];
    }

    /** Whether a row has been asked for since gradients were cleared, and holds anything but zeros. */
    public boolean hasGradient(int row) {
        if (written[row]) {
            for (float g : gradient[row]) {
                if (g != 0f) { // also true for NaN
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether weight decay and pruning apply. */
    public boolean decays() {
        return decays;
    }

    /** Number of values. */
    public int count() {
        return values.length == 0 ? 0 : values.length * values[0].length;
    }

    /** Grows by one with each change, so that copies know when they are old. */
    public int version() {
        return version;
    }

    /** Says that the values were written to. */
    public void changed() {
        version++;
    }

    /** Number of values that are exactly 0. */
    public int zeros() {
        int zeros = 0;
        for (float[] row : values) {
            for (float v : row) {
                zeros += v == 0f ? 1 : 0;
            }
        }
        return zeros;
    }

    /** Visits the values. */
    public void state(State state) {
        for (float[] row : values) {
            state.keep(name, row);
        }
        version += state.loading() ? 1 : 0;
    }

    /** Sets the gradient to 0. */
    public void clearGradient() {
        for (int r = 0; r < written.length; r++) {
            if (written[r]) {
                Arrays.fill(gradient[r], 0f);
                written[r] = false;
            }
        }
    }
}
