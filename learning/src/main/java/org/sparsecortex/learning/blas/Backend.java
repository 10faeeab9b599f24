package org.sparsecortex.learning.blas;

import java.util.ServiceLoader;

/** Which implementation of {@link Blas} a scenario names; it is part of the science because it decides the last bits. */
public enum Backend {
    /** Plain Java, identical on every machine. */
    JAVA {
        @Override
        public Blas open() {
            return new JavaBlas();
        }
    },
    /** OpenBLAS, faster, identical on one machine type; in the module {@code openblas}, which the command line brings along. */
    OPENBLAS {
        @Override
        public Blas open() {
            for (BlasLibrary library : ServiceLoader.load(BlasLibrary.class, BlasLibrary.class.getClassLoader())) {
                if (library.backend() == this) {
                    return library.open();
                }
            }
            throw new IllegalArgumentException("backend = openblas: its library is not on the class path; add the"
                    + " dependency org.sparsecortex:openblas, or use \"java\"");
        }
    };

    /**
     * The implementation.
     *
     * @throws IllegalArgumentException if its library is not on the class path, or has no binary for this platform
     */
    public abstract Blas open();
}
