package org.sparsecortex.v1.code;

import java.util.Arrays;
import org.sparsecortex.learning.blas.Blas;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;

/**
 * K atoms of n pixels, with their Gram matrix and its largest eigenvalue.
 *
 * <pre>  G = Phi^T Phi     L = max eigenvalue of G, the Lipschitz constant of the gradient of 1/2 |x - Phi r|^2  </pre>
 *
 * <p>Single precision. Atoms are changed through {@link #atoms()}; {@link #refresh} then makes them unit vectors and
 * brings the derived matrices up to date. L is followed by power iteration from the vector of the last refresh, which is
 * part of the state ({@link #direction}).
 */
public final class Dictionary {
    private static final int FIRST_ITERATIONS = 100;
    private static final int LATER_ITERATIONS = 4;

    /** floor(sqrt(2^31 - 1)): G is one array while it is computed. */
    private static final int MAX_COUNT = 46_340;

    /** By how much the second start must lead higher. */
    private static final double CLEARLY = 1.01;

    private final int count;
    private final int pixels;
    private final Blas blas;
    private final float[] atoms;
    private final float[] byPixel;
    private final float[] square;
    private final float[][] gram;
    private final float[][] rows;
    private final float[] direction;
    private double lipschitz;

    /**
     * K = {@code count} atoms of zeros.
     *
     * @throws IllegalArgumentException as {@link #checkSize}, or unless count &gt;= 1 and pixels &gt;= 1
     */
    public Dictionary(int count, int pixels, Blas blas) {
        this.count = Checks.atLeast("atoms", count, 1);
        this.pixels = Checks.atLeast("pixels", pixels, 1);
        checkSize("atoms", count, pixels);
        this.blas = blas;
        this.atoms = new float[count * pixels];
        this.byPixel = new float[count * pixels];
        this.square = new float[count * count];
        this.gram = new float[count][count];
        this.rows = new float[count][pixels];
        this.direction = new float[count];
    }

    /**
     * Requires that atoms, and the Gram matrix of all of them, fit into an array each.
     *
     * @param name of the parameter that says how many atoms there are
     * @throws IllegalArgumentException unless count^2 and count * pixels are below 2^31
     */
    public static void checkSize(String name, int count, int pixels) {
        Checks.that(
                count <= MAX_COUNT,
                name,
                count,
                "have a Gram matrix of more than 2^31 - 1 numbers; at most " + MAX_COUNT + " are possible");
        checkAtoms(name, count, pixels);
    }

    /**
     * Requires that atoms fit into an array.
     *
     * @throws IllegalArgumentException unless count * pixels is below 2^31
     */
    public static void checkAtoms(String name, int count, int pixels) {
        int most = Integer.MAX_VALUE / pixels;
        Checks.that(
                count <= most,
                name,
                count,
                "of " + pixels + " pixels have more than 2^31 - 1 numbers; at most " + most + " are possible");
    }

    /** Bytes of a dictionary: 4 (2 K^2 + 3 K n + K). */
    public static long bytes(long count, long pixels) {
        return Float.BYTES * count * (2 * count + 3 * pixels + 1);
    }

    /** Independent normal entries, then unit norm: the start of the online rule. Unit k of the generator is atom k. */
    public static Dictionary random(int count, int pixels, Blas blas, KeyedRandom random) {
        Dictionary d = new Dictionary(count, pixels, blas);
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < pixels; i++) {
                d.atoms[k * pixels + i] = (float) random.gaussian(k, 0, i);
            }
        }
        d.refresh();
        return d;
    }

    /** Number of atoms. */
    public int count() {
        return count;
    }

    /** Pixels of an atom. */
    public int pixels() {
        return pixels;
    }

    /** The atoms one after another, not a copy; call {@link #refresh} after writing. */
    public float[] atoms() {
        return atoms;
    }

    /** Atom {@code k} as of the last {@link #refresh}, not a copy, not to be written. */
    public float[] atom(int k) {
        return rows[k];
    }

    /** Rows of G, not copies, not to be written. */
    public float[][] gram() {
        return gram;
    }

    /** Largest eigenvalue of G, from below. */
    public double lipschitz() {
        return lipschitz;
    }

    /** The step nearest to {@code rate} with which Euler's method stays stable on any code: min(rate, 1.5 / L). */
    public double stable(double rate) {
        return Math.min(rate, 1.5 / lipschitz);
    }

    /** The vector that power iteration goes on from, not a copy; all zeros before the first refresh. */
    public float[] direction() {
        return direction;
    }

    /** Makes all atoms unit vectors and recomputes G and L. An atom of zeros stays zero. */
    public void refresh() {
        normalise(atoms, pixels);
        derive();
        boolean first = true;
        for (float v : direction) {
            first &= v == 0;
        }
        if (first) {
            start();
        } else {
            lipschitz = powerIterate(direction, LATER_ITERATIONS);
        }
        lipschitz = Math.max(lipschitz, longestRow());
    }

    /**
     * Iterates from two vectors and goes on with the one that leads higher: a regular one may be orthogonal to the direction
     * sought, as that of atoms and their negatives is.
     */
    private void start() {
        float[] irregular = new float[count];
        KeyedRandom random = KeyedRandom.of(0, "power iteration");
        for (int k = 0; k < count; k++) {
            direction[k] = 1 + (k % 7) * 0.125f;
            irregular[k] = (float) random.gaussian(k, 0, 0);
        }
        lipschitz = powerIterate(direction, FIRST_ITERATIONS);
        double other = powerIterate(irregular, FIRST_ITERATIONS);
        if (other > CLEARLY * lipschitz) {
            lipschitz = other;
            System.arraycopy(irregular, 0, direction, 0, count);
        }
    }

    /** Norm of the longest row of G, never more than L; the floor of L where the iteration has not found its direction. */
    private double longestRow() {
        double longest = 0;
        for (float[] row : gram) {
            longest = Math.max(longest, Vectors.dot(row, 0, row, 0, count));
        }
        return Math.sqrt(longest);
    }

    /** Recomputes G from atoms that are unit vectors already, and takes L as saved. */
    public void restore(double savedLipschitz) {
        derive();
        lipschitz = savedLipschitz;
    }

    /**
     * Makes atoms unit vectors; one of zeros stays zero.
     *
     * @param atoms written; atoms of {@code pixels} numbers, one after another
     */
    public static void normalise(float[] atoms, int pixels) {
        for (int from = 0; from < atoms.length; from += pixels) {
            double norm = Math.sqrt(Vectors.dot(atoms, from, atoms, from, pixels));
            Checks.finite("norm of atom " + from / pixels, norm);
            if (norm > 0) {
                float scale = (float) (1 / norm);
                for (int i = from; i < from + pixels; i++) {
                    atoms[i] *= scale;
                }
            }
        }
    }

    private void derive() {
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < pixels; i++) {
                byPixel[i * count + k] = atoms[k * pixels + i];
            }
        }
        blas.multiply(count, count, pixels, atoms, byPixel, square);
        for (int k = 0; k < count; k++) {
            System.arraycopy(square, k * count, gram[k], 0, count);
            System.arraycopy(atoms, k * pixels, rows[k], 0, pixels);
        }
    }

    /** Turns {@code v} (written) towards the direction of the largest eigenvalue; returns the growth in the last turn. */
    private double powerIterate(float[] v, int iterations) {
        double growth = 0;
        float[] next = new float[count];
        for (int t = 0; t < iterations; t++) {
            Arrays.fill(next, 0f);
            for (int k = 0; k < count; k++) {
                if (v[k] != 0) {
                    Vectors.add(v[k], gram[k], next);
                }
            }
            double norm = Math.sqrt(Vectors.dot(next, 0, next, 0, count));
            double before = Math.sqrt(Vectors.dot(v, 0, v, 0, count));
            growth = norm / before;
            for (int k = 0; k < count && norm > 0; k++) {
                v[k] = (float) (next[k] / norm);
            }
        }
        return growth;
    }

    /**
     * Correlations c = Phi^T x of a batch.
     *
     * @param patches rows of n pixels
     * @param correlations written; rows of K
     */
    public void correlate(float[] patches, int rows, float[] correlations) {
        blas.multiply(rows, count, pixels, patches, byPixel, correlations);
    }
}
