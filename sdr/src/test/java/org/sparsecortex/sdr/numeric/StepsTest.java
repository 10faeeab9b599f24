package org.sparsecortex.sdr.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void decimalsOnADecimalGridAreWhole() {
        for (int n = 0; n <= 20_000; n++) {
            for (int digits = 1; digits <= 4; digits++) {
                double step = Double.parseDouble("1e-" + digits);
                double duration = Double.parseDouble(n + "e-" + digits);
                assertThat(Steps.of("t", duration, "dt", step)).isEqualTo(n);
            }
        }
    }

    @Test
    void whatLiesBetweenTwoStepsIsRefusedWithItsNeighbours() {
        assertThatThrownBy(() -> Steps.of("refractoryMs", 1.75, "dtMs", 0.1))
                .hasMessageContaining("refractoryMs = 1.75: is no whole number of steps of dtMs = 0.1")
                .hasMessageContaining("take 1.7 or 1.8");
        assertThatThrownBy(() -> Steps.of("t", 1e-9, "dt", 0.1)).hasMessageContaining("take 0.0 or 0.1");
        assertThatThrownBy(() -> Steps.of("t", Double.NaN, "dt", 0.1)).hasMessageContaining("NaN");
    }
}
