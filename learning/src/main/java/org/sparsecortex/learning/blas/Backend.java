package org.sparsecortex.learning.blas;

/** Which implementation of {@link Blas} a scenario names; it is part of the science because it decides the last bits. */
public enum Backend {
    /** Plain Java, identical on every machine. */
    JAVA {
        @Override
        public Blas open() {
            return new JavaBlas();
        }
    },
    /** OpenBLAS, faster, identical on one machine type. */
    OPENBLAS {
        @Override
        public Blas open() {
            return new OpenBlas();
        }
    };

    /**
     * The implementation.
     *
     * @throws IllegalArgumentException if its native library cannot be loaded here
     */
    public abstract Blas open();
}
