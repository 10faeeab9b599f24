package org.sparsecortex.openblas;

import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.learning.blas.Blas;
import org.sparsecortex.learning.blas.BlasLibrary;

/** What the backend {@code openblas} of scenarios and parameter records opens. */
public final class OpenBlasLibrary implements BlasLibrary {
    /** Loads nothing yet. */
    public OpenBlasLibrary() {}

    @Override
    public Backend backend() {
        return Backend.OPENBLAS;
    }

    @Override
    public Blas open() {
        return new OpenBlas();
    }
}
