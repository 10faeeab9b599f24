package org.sparsecortex.sdr.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.encode.RdseParams;

class ParamsTest {
    /** How fast. */
    public enum Pace {
        SLOW,
        VERY_FAST
    }

    /** One component of each kind. */
    public record Sample(
            @Param(doc = "a", def = "3") int whole,

            @Param(doc = "b", def = "1e-3", min = 0, max = 1)
            double real,

            @Param(doc = "c", def = "true") boolean flag,
            @Param(doc = "d", def = "\"text\"") String text,
            @Param(doc = "e", def = "\"very-fast\"") Pace pace,
            @Param(doc = "f", def = "[1, 2]") List<Double> reals,
            @Param(doc = "g", def = "{}") Map<String, String> map,
            @Param(doc = "h", def = "null") Optional<Pace> optional,
            @Param(doc = "i", def = "7") long big) {}

    @Test
    void whatIsNotNamedHasItsDefault() {
        assertThat(Params.of(Sample.class, "whole", 4, "real", 1))
                .isEqualTo(new Sample(
                        4, 1.0, true, "text", Pace.VERY_FAST, List.of(1.0, 2.0), Map.of(), Optional.empty(), 7L));
    }

    @Test
    void mistakesNameTheComponent() {
        assertThatThrownBy(() -> Params.of(Sample.class, "real", 2)).hasMessageContaining("real");
        assertThatThrownBy(() -> Params.of(Sample.class, "rael", 0.5)).hasMessageContaining("rael");
        assertThatThrownBy(() -> Params.of(Sample.class, "real", 0.5, "real", 0.5))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Params.of(RdseParams.class)).hasMessageContaining("resolution");
        assertThatThrownBy(() -> Params.of(RdseParams.class, "resolution", -1)).hasMessageContaining("resolution");
        assertThatThrownBy(() -> Params.of(Sample.class, "whole", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
