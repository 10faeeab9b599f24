package org.sparsecortex.learning.layer;

import java.util.Arrays;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * Learned values of a layer as rows, with the gradient of the loss beside them, and a {@link Mask} if not all of them exist. Not
 * safe for several threads.
 */
public final class Weights {
    private final String name;
    private final float[][] values;
    private final float[][] gradient;
    private final boolean[] written;
    private final boolean decays;
    private int[] shape;
    private Optional<Mask> mask = Optional.empty();
    private boolean changesMask;
    private boolean wholeGradient;
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
        this.shape = new int[] {rows, columns};
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

    /**
     * Says which shape the rows stand for, such as that of a filter: outputs, height, width, inputs.
     *
     * @return this
     */
    public Weights shaped(int... sides) {
        shape = sides.clone();
        return this;
    }

    /** Sides of the array whose elements these are; outputs first, inputs last. */
    public int[] shape() {
        return shape.clone();
    }

    /** Which of the weights exist; empty while all do and none can be taken away. */
    public Optional<Mask> mask() {
        return mask;
    }

    /**
     * Takes away all weights that {@code kept} has not.
     *
     * @param kept of the shape of the values; owned by this object from now on
     * @param changes whether it changes while learning goes on, and so belongs to the state
     */
    public void mask(Mask kept, boolean changes) {
        mask = Optional.of(kept);
        changesMask = changes;
        clearAbsent();
    }

    /** Sets the values of weights that do not exist to 0. */
    public void clearAbsent() {
        if (mask.isPresent()) {
            for (int r = 0; r < values.length; r++) {
                mask.get().clearAbsent(r, values[r]);
            }
        }
        version++;
    }

    /** Says whether the gradient of weights that do not exist is wanted too, to choose those that shall. */
    public void wantWholeGradient(boolean wanted) {
        wholeGradient = wanted;
    }

    /** Whether layers have to work out the gradient of weights that do not exist. */
    public boolean wantsWholeGradient() {
        return wholeGradient || mask.isEmpty();
    }

    /** Sets the gradient of weights that do not exist to 0, unless it is wanted. */
    void maskGradient() {
        if (!wantsWholeGradient()) {
            for (int r = 0; r < values.length; r++) {
                if (written[r]) {
                    mask.orElseThrow().clearAbsent(r, gradient[r]);
                }
            }
        }
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

    /** Visits the values, and the mask if it changes. */
    public void state(State state) {
        for (float[] row : values) {
            state.keep(name, row);
        }
        if (changesMask) {
            mask.orElseThrow().state(name + "Mask", state);
        }
        if (state.loading()) {
            clearAbsent();
        }
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
