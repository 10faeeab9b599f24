package org.sparsecortex.simulations.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.param.ByName;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/** A set whose records are written as their names, or as objects if they have parameters. */
class ByNameTest {
    /** The set; this module's tests list its records in META-INF/services. */
    @ByName
    public interface Filter {}

    @TypeName(value = "open", doc = "no parameters")
    record Open() implements Filter {}

    @TypeName(value = "trimmed", doc = "a parameter with a default")
    record Trimmed(
            @Param(doc = "share", def = "0.25", min = 0, max = 0.5)
            double share) implements Filter {}

    @TypeName(value = "above", doc = "a parameter without a default")
    record Above(@Param(doc = "level") double level) implements Filter {}

    private final Problems problems = new Problems("test");

    private Optional<Filter> bind(String json) {
        return new Binder(problems, new TypeNames()).bind(JsonTree.parse(json, problems), Filter.class);
    }

    @Test
    void namesAndObjectsAreBound() {
        assertThat(bind("\"open\"")).contains(new Open());
        assertThat(bind("\"trimmed\"")).contains(new Trimmed(0.25));
        assertThat(bind("{ \"type\": \"trimmed\", \"share\": 0.1 }")).contains(new Trimmed(0.1));
        assertThat(problems.count()).isZero();
    }

    @Test
    void aRecordWithoutComponentsIsItsNameAgain() {
        assertThat(JsonTree.write(Normaliser.node(new Open()), false)).isEqualTo("\"open\"");
        assertThat(JsonTree.write(Normaliser.node(new Trimmed(0.1)), false)).contains("\"type\"", "\"share\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"opne\" | did you mean",
                "7 | expected is one of [above, open, trimmed]",
                "\"above\" | \"level\" is missing",
                "{ \"type\": \"open\" } | write \"open\"",
                "{ \"type\": \"trimmed\", \"share\": 2 } | 0..0.5"
            })
    void mistakesAreSaid(String json, String message) {
        assertThat(bind(json)).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains(message);
    }
}
