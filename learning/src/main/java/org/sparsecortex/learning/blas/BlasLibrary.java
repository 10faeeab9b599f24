package org.sparsecortex.learning.blas;

/**
 * A library of dense products in a jar of its own. A public class of this type that is listed in {@code
 * META-INF/services/org.sparsecortex.learning.blas.BlasLibrary} is what its {@link Backend} opens.
 */
public interface BlasLibrary {
    /** The backend that it stands for. */
    Backend backend();

    /**
     * The implementation, loaded.
     *
     * @throws IllegalArgumentException if its native library cannot be loaded here
     */
    Blas open();
}
