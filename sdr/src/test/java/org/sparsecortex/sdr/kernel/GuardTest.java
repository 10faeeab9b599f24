package org.sparsecortex.sdr.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;

class GuardTest {
    @Test
    void warnsOutsideItsBoundsOnly() {
        Guard guard = new Guard("share", 0.1, 0.5, "why");
        assertThat(guard.judge("p.share", 0.1)).isEmpty();
        assertThat(guard.judge("p.share", 0.5)).isEmpty();
        assertThat(guard.judge("p.share", Double.NaN)).isEmpty();
        assertThat(guard.judge("p.share", 0.512345)).contains("p.share = 0.5123 is above 0.5: why");
        assertThat(guard.judge("p.share", 0)).contains("p.share = 0 is below 0.1: why");
        assertThat(Guard.above("share", 2, "").judge("x", Double.POSITIVE_INFINITY))
                .contains("x = Infinity is above 2");
        assertThat(Guard.below("share", 2, "").judge("x", 3)).isEmpty();
        assertThatThrownBy(() -> new Guard("share", 1, 0, "")).hasMessageContaining("warnBelow = 1.0");
    }

    @Test
    void takesTheNumberThatLiesFarthestOutside() {
        Guard guard = new Guard("share", 0, 1, "");
        assertThat(guard.worst(Reals.of(0.5, Double.NaN, 1.2, -0.7, 0.2))).isEqualTo(-0.7);
        assertThat(guard.worst(Reals.of(Double.NaN, 3.0))).isEqualTo(3.0);
        assertThat(guard.worst(Reals.of(0.3, 0.4))).isEqualTo(0.3);
        assertThat(guard.worst(Ints.of(1, 7))).isEqualTo(7);
        assertThat(guard.worst(Reals.of())).isNaN();
        assertThatThrownBy(() -> guard.worst(Sdr.ofSorted(4, new int[] {1}))).hasMessageContaining("SDR");
    }
}
