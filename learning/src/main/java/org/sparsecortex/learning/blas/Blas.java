package org.sparsecortex.learning.blas;

/**
 * The dense matrix product that coding and learning spend their time in.
 *
 * <p>Each implementation gives the same bits for the same shapes on the same machine type; {@link JavaBlas} gives them on
 * every machine. Implementations are safe for calls from several threads.
 */
public interface Blas {
    /**
     * C = A B, all row-major without gaps.
     *
     * @param a rows x inner
     * @param b inner x columns
     * @param c written; rows x columns
     */
    void multiply(int rows, int columns, int inner, float[] a, float[] b, float[] c);

    /** Name for manifests and error messages. */
    String name();
}
