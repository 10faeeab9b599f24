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

    /** K = {@code count} atoms of zeros. */
    public Dictionary(int count, int pixels, Blas blas) {
        this.count = Checks.atLeast("atoms", count, 1);
        this.pixels = Checks.atLeast("pixels", pixels, 1);
        this.blas = blas;
        this.atoms = new float[count * pixels];
        this.byPixel = new float[count * pixels];
        this.square = new float[count * count];
        this.gram = new float[count][count];
        this.rows = new float[count][pixels];
        this.direction = new float[count];
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

    /** The vector that power iteration goes on from, not a copy; all zeros before the first refresh. */
    public float[] direction() {
        return direction;
    }

    /** Makes all atoms unit vectors and recomputes G and L. An atom of zeros stays zero. */
    public void refresh() {
        normalise();
        derive();
        boolean first = true;
        for (float v : direction) {
            first &= v == 0;
        }
        if (first) {
            for (int k = 0; k < count; k++) {
                direction[k] = 1 + (k % 7) * 0.125f;
            }
        }
        powerIterate(first ? FIRST_ITERATIONS : LATER_ITERATIONS);
    }

    /** Recomputes G from atoms that are unit vectors already, and takes L as saved. */
    public void restore(double savedLipschitz) {
        derive();
        lipschitz = savedLipschitz;
    }

    private void normalise() {
        for (int k = 0; k < count; k++) {
            double norm = Math.sqrt(Vectors.dot(atoms, k * pixels, atoms, k * pixels, pixels));
            Checks.finite("norm of atom " + k, norm);
            if (norm > 0) {
                float scale = (float) (1 / norm);
                for (int i = k * pixels; i < (k + 1) * pixels; i++) {
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

    private void powerIterate(int iterations) {
        float[] next = new float[count];
        for (int t = 0; t < iterations; t++) {
            Arrays.fill(next, 0f);
            for (int k = 0; k < count; k++) {
                if (direction[k] != 0) {
                    Vectors.add(direction[k], gram[k], next);
                }
            }
            double norm = Math.sqrt(Vectors.dot(next, 0, next, 0, count));
            double before = Math.sqrt(Vectors.dot(direction, 0, direction, 0, count));
            lipschitz = norm / before;
            for (int k = 0; k < count && norm > 0; k++) {
                direction[k] = (float) (next[k] / norm);
            }
        }
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
