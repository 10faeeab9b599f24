package org.sparsecortex.learning.blas;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    void javaMultipliesLikeTheDefinition() {
        BlasOracle.multipliesLikeTheDefinition(Backend.JAVA.open());
    }

    /** OpenBLAS is a module of its own, which is not on the class path of this one. */
    @Test
    void openblasIsNamedWithItsCureWhereItIsNotThere() {
        assertThatThrownBy(Backend.OPENBLAS::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backend = openblas")
                .hasMessageContaining("org.sparsecortex:openblas")
                .hasMessageContaining("\"java\"");
    }
}
