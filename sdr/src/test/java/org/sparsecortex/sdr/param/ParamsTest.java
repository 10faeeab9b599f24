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

    /** A closed set. */
    public sealed interface Shape {
        /** A round one. */
        @TypeName(value = "disc", doc = "round")
        record Disc(@Param(doc = "r", def = "2", min = 0) double radius) implements Shape {}

        /** One with corners. */
        @TypeName(value = "box", doc = "with corners")
        record Box(
                @Param(doc = "w", def = "1") double width,

                @Param(doc = "c", def = "[\"slow\", \"very-fast\"]")
                List<Pace> corners)
                implements Shape {}
    }

    /** Defaults within defaults. */
    public record Nested(
            @Param(doc = "a", def = "{}") Sample sample,
            @Param(doc = "b", def = "{\"type\": \"disc\"}") Shape shape,

            @Param(doc = "c", def = "[{\"type\": \"box\", \"width\": 0.5, \"corners\": []}, {\"type\": \"disc\"}]")
            List<Shape> shapes,

            @Param(doc = "d", def = "{\"ampa\":0.2,\"nmda\":1}")
            Map<String, Double> peaks,

            @Param(doc = "e", def = "{\"type\": \"disc\", \"radius\": -1}")
            Optional<Shape> wrong) {}

    @Test
    void defaultsOfRecordsAndListsOfRecordsBind() {
        Nested nested = Params.of(Nested.class, "wrong", Optional.empty());
        assertThat(nested.sample()).isEqualTo(Params.of(Sample.class));
        assertThat(nested.shape()).isEqualTo(new Shape.Disc(2));
        assertThat(nested.shapes()).containsExactly(new Shape.Box(0.5, List.of()), new Shape.Disc(2));
        assertThat(Params.of(Shape.Box.class).corners()).containsExactly(Pace.SLOW, Pace.VERY_FAST);
        assertThat(nested.peaks()).isEqualTo(Map.of("ampa", 0.2, "nmda", 1.0));
        assertThatThrownBy(() -> Params.of(Nested.class)).hasMessageContaining("radius");
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
