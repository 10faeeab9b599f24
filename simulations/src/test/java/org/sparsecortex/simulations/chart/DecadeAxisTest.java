package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecadeAxisTest {
    @Test
    void ticksAreAtOneTwoFiveOrAtDecades() {
        assertThat(DecadeAxis.values(0.004, 0.12)).containsExactly(0.005, 0.01, 0.02, 0.05, 0.1);
        assertThat(DecadeAxis.values(0.068, 0.45)).containsExactly(0.07, 0.1, 0.2, 0.3);
        assertThat(DecadeAxis.values(0.02, 0.04)).containsExactly(0.02, 0.03, 0.04);
        assertThat(DecadeAxis.values(1e-3, 1e3)).containsExactly(1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1000.0);
        assertThat(DecadeAxis.values(1e-12, 1)).containsExactly(1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1.0);
    }
}
