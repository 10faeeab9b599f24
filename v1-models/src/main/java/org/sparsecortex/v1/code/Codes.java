package org.sparsecortex.v1.code;

import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/**
 * Sparse codes of a batch, patch after patch: the active atoms in ascending order with their coefficients, and how far each
 * solver run got. Reused from batch to batch; grows when needed and never shrinks.
 */
public final class Codes {
    private int size;
    private int[] first = new int[2];
    private int[] atom = new int[64];
    private float[] value = new float[64];
    private int[] iterations = new int[1];
    private double[] residual = new double[1];

    /** Forgets all patches. */
    public void clear() {
        size = 0;
    }

    /** Number of patches. */
    public int size() {
        return size;
    }

    /** Entries of patch p are first(p) .. first(p + 1) - 1; first(size()) is the number of all entries. */
    public int first(int p) {
        return first[p];
    }

    /** Number of active atoms of patch p. */
    public int active(int p) {
        return first[p + 1] - first[p];
    }

    /** Atom of an entry. */
    public int atom(int entry) {
        return atom[entry];
    }

    /** Coefficient of an entry. */
    public float value(int entry) {
        return value[entry];
    }

    /** Replaces the coefficient of an entry. */
    public void set(int entry, float coefficient) {
        value[entry] = coefficient;
    }

    /** Iterations that the solver used for patch p. */
    public int iterations(int p) {
        return iterations[p];
    }

    /** The solver's measure of distance from a fixed point for patch p, 0 at one; has no unit, see {@link Solver#settles}. */
    public double residual(int p) {
        return residual[p];
    }

    /**
     * Appends a patch.
     *
     * @param support active atoms, ascending
     * @param coefficients by atom, or in the order of {@code support} if {@code compact}
     */
    public void add(int[] support, int count, float[] coefficients, boolean compact, int steps, double distance) {
        int at = first[size];
        if (atom.length < at + count) {
            int length = Math.max(2 * atom.length, at + count);
            atom = Arrays.copyOf(atom, length);
            value = Arrays.copyOf(value, length);
        }
        if (iterations.length <= size) {
            iterations = Arrays.copyOf(iterations, 2 * iterations.length);
            residual = Arrays.copyOf(residual, 2 * residual.length);
            first = Arrays.copyOf(first, 2 * first.length);
        }
        for (int i = 0; i < count; i++) {
            atom[at + i] = support[i];
            value[at + i] = coefficients[compact ? i : support[i]];
        }
        Checks.finite("residual of a code", distance);
        iterations[size] = steps;
        residual[size] = distance;
        size++;
        first[size] = at + count;
    }
}
