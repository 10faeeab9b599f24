package org.sparsecortex.learning.layer;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/**
 * Which weights of an array exist. A weight that does not is 0 and stays 0, whatever its gradient; one that exists may be 0 by
 * chance or because it is new. Not safe for several threads.
 *
 * <p>Beside it stands which weights have ever existed: the share of those is how much of all possible networks was explored
 * ("in-time over-parameterisation", Liu et al. 2021, arXiv 2102.02887).
 */
public final class Mask {
    private static final byte EVER = 1;
    private static final byte PRESENT = 2;
    private static final byte STILL = 4;

    private final byte[][] flags;
    private int present;
    private int version;

    /** All weights of {@code rows} rows of {@code columns}, or none of them. */
    public Mask(int rows, int columns, boolean all) {
        flags = new byte[rows][columns];
        if (all) {
            for (byte[] row : flags) {
                Arrays.fill(row, (byte) (EVER | PRESENT));
            }
            present = rows * columns;
        }
    }

    /** Whether a weight exists. */
    public boolean has(int row, int column) {
        return (flags[row][column] & PRESENT) != 0;
    }

    /** Whether a weight exists or has existed. */
    public boolean everHad(int row, int column) {
        return flags[row][column] != 0;
    }

    /** Whether a weight keeps its value, whatever its gradient. */
    public boolean isStill(int row, int column) {
        return (flags[row][column] & STILL) != 0;
    }

    /** Makes a weight keep its value from now on, whether it exists or comes back. */
    public void hold(int row, int column) {
        flags[row][column] |= STILL;
        version++;
    }

    /** Number of weights that exist. */
    public int present() {
        return present;
    }

    /** Number of weights that exist or have existed. */
    public int ever() {
        int count = 0;
        for (byte[] row : flags) {
            for (byte flag : row) {
                count += flag != 0 ? 1 : 0;
            }
        }
        return count;
    }

    /** Grows by one with each change, so that whatever was derived from the mask knows when it is old. */
    public int version() {
        return version;
    }

    /** Makes a weight exist. */
    public void add(int row, int column) {
        present += has(row, column) ? 0 : 1;
        flags[row][column] |= EVER | PRESENT;
        version++;
    }

    /** Makes a weight exist no more. */
    public void drop(int row, int column) {
        present -= has(row, column) ? 1 : 0;
        flags[row][column] &= ~PRESENT;
        version++;
    }

    /** Sets to 0 whatever of a row of this shape does not exist. */
    public void clearAbsent(int row, float[] values) {
        byte[] flag = flags[row];
        for (int c = 0; c < values.length; c++) {
            values[c] = (flag[c] & PRESENT) == 0 ? 0f : values[c];
        }
    }

    /** Sets to 0 whatever of a row within a vector, from {@code first} on, does not exist or stands still: a gradient. */
    public void clearFixed(int row, double[] vector, int first) {
        byte[] flag = flags[row];
        for (int c = 0; c < flag.length; c++) {
            vector[first + c] = (flag[c] & (PRESENT | STILL)) != PRESENT ? 0.0 : vector[first + c];
        }
    }

    void state(String name, State state) {
        for (byte[] row : flags) {
            state.keep(name, row);
        }
        if (state.loading()) {
            present = 0;
            for (byte[] row : flags) {
                for (byte flag : row) {
                    present += (flag & PRESENT) != 0 ? 1 : 0;
                }
            }
            version++;
        }
    }
}
