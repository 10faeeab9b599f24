package org.sparsecortex.simulations.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.encode.ScalarEncoderParams;

/** What rows of a stream say, one by one. */
class StreamSourceTest {
    private static StreamSource source(RowSpec rows, String... columns) {
        List<FieldSpec> fields = List.of(columns).stream()
                .map(c -> new FieldSpec(c, List.of(), Optional.empty()))
                .toList();
        return new StreamSource(new StreamInput(fields, List.of(), "time", CsvDialect.found(), rows), 1);
    }

    private static StreamSource with(RowSpec rows, String header, String... lines) {
        StreamSource source = source(rows, "value");
        source.header(header);
        for (int i = 0; i < lines.length; i++) {
            source.add(i, lines[i]);
        }
        return source;
    }

    private static List<Long> where(java.util.function.LongPredicate says, int rows) {
        return LongStream.range(0, rows).filter(says).boxed().toList();
    }

    @Test
    void aColumnBeginsSequences() {
        StreamSource source = with(
                new RowSpec("new", "", "", Map.of()), "value,new", "1,0", "2,1", "3,", "4,true", "5,false", "6,1.0");
        assertThat(where(source::resetAt, 6)).containsExactly(1L, 3L, 5L);
        assertThat(where(source::learnAt, 6)).hasSize(6);
        assertThatThrownBy(() -> source.add(6, "7,maybe"))
                .hasMessage("column 'new': 'maybe' is neither yes nor no; write 1 or 0, true or false");
    }

    @Test
    void aChangeOfTheSequenceBeginsOne() {
        StreamSource source = with(new RowSpec("", "id", "", Map.of()), "id,value", "a,1", "a,2", "b,3", "b,4", "a,5");
        assertThat(where(source::resetAt, 5)).containsExactly(0L, 2L, 4L);
    }

    @Test
    void aColumnSwitchesLearningOff() {
        StreamSource source =
                with(new RowSpec("", "", "learn", Map.of()), "value,learn", "1,1", "2,0", "3,", "4,false", "5,yes");
        assertThat(where(source::learnAt, 5)).containsExactly(0L, 2L, 4L);
    }

    @Test
    void rowsOfOtherSensorsArePassedOver() {
        StreamSource source = source(new RowSpec("", "", "", Map.of("sensor", "b, left")), "value");
        source.header("sensor,value");
        assertThat(source.accepts("a,1")).isFalse();
        assertThat(source.accepts("\"b, left\",2")).isTrue();
        assertThatThrownBy(() -> source.accepts("b,2,3"))
                .hasMessage("it has 3 cells, but there are 2 columns [sensor, value]: b,2,3");
    }

    @Test
    void aWrongRowIsNotTaken() {
        StreamSource source = with(new RowSpec("", "", "", Map.of()), "time,value", "2026-01-01,1");
        assertThatThrownBy(() -> source.add(1, "2026-01-01,1.5.2")).hasMessageContaining("column 'value': '1.5.2'");
        source.add(1, "2026-01-01,");
        assertThat(((Reals) source.read("value", 1)).get(0)).isNaN();
        assertThatThrownBy(() -> source.read("value", 2)).hasMessage("the row of step 2 is not there");
    }

    @Test
    void aValueBeyondItsEncoderIsRefusedWhenItArrives() {
        var encoder = new ScalarEncoderParams(0, 10, 40, 5, false, false);
        FieldSpec field = new FieldSpec("value", List.of(), Optional.of(encoder));
        StreamSource source =
                new StreamSource(new StreamInput(List.of(field), List.of("value"), "t", CsvDialect.found(), rows()), 1);
        source.add(0, "10");
        assertThatThrownBy(() -> source.add(1, "11")).isInstanceOf(IllegalArgumentException.class);
        assertThat(source.read("sdr", 0)).isEqualTo(encoder.encoder(0).encode(10));
    }

    private static RowSpec rows() {
        return new RowSpec("", "", "", Map.of());
    }

    @Test
    void missingColumnsAreNamed() {
        StreamSource source = source(new RowSpec("new", "", "", Map.of()), "value");
        assertThatThrownBy(() -> source.header("value,time"))
                .hasMessageContaining("'new'")
                .hasMessageContaining("[value, time]");
        assertThatThrownBy(() -> source.header("value,new,value")).hasMessageContaining("'value'");
    }

    @Test
    void sensorsGoDifferentWaysAndSeparatorsAreFound() {
        var encoder = new ScalarEncoderParams(0, 10, 40, 5, false, false);
        List<FieldSpec> fields = List.of(
                new FieldSpec("left", List.of(), Optional.of(encoder), "left-code"),
                new FieldSpec("right", List.of(), Optional.of(encoder)));
        StreamSource source = new StreamSource(new StreamInput(fields, List.of(), "t", CsvDialect.found(), rows()), 1);
        source.header("right;left");
        source.add(0, "1;9");
        assertThat(source.read("left-code", 0)).isEqualTo(encoder.encoder(0).encode(9));
        assertThat(source.read("sdr", 0)).isEqualTo(encoder.encoder(0).encode(1));
        assertThat(source.accepts("# a comment")).isFalse();
    }

    @Test
    void oldRowsAreForgotten() {
        StreamSource source = with(rows(), "value", "1", "2", "3");
        source.forgetBefore(2);
        assertThat(((Reals) source.read("value", 2)).get(0)).isEqualTo(3);
        assertThatThrownBy(() -> source.read("value", 1)).isInstanceOf(IllegalStateException.class);
    }
}
