package org.sparsecortex.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.learning.blas.Blas;
import org.sparsecortex.learning.blas.BlasOracle;

class OpenBlasTest {
    @Test
    void theBackendFindsItAndItMultipliesLikeTheDefinition() {
        Blas blas = Backend.OPENBLAS.open();
        assertThat(blas.name()).startsWith("OpenBLAS");
        BlasOracle.multipliesLikeTheDefinition(blas);
    }
}
