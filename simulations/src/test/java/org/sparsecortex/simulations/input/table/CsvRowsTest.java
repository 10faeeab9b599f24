package org.sparsecortex.simulations.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.encode.ScalarEncoderParams;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/** What columns of a file say about its rows. */
class CsvRowsTest {
    private static final String TEXT = """
        time,sensor,run,start,train,value,other
        0,a,one,0,1,1,9
        1,b,one,0,1,2,8
        2,a,one,0,0,3,7
        5,a,two,0,,4,6
        6,b,two,1,1,5,5
        7,a,two,true,1,6,4
        """;

    @TempDir
    private Path folder;

    private InputSpec.Opened open(RowSpec rows, CsvSampling.Gaps gaps) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), TEXT);
        var encoder = new ScalarEncoderParams(0, 10, 40, 5, false, false);
        List<FieldSpec> fields = List.of(
                new FieldSpec("time", List.of(), Optional.empty()),
                new FieldSpec("value", List.of(), Optional.of(encoder), "own"),
                new FieldSpec("other", List.of(), Optional.of(encoder)));
        CsvSampling sampling = new CsvSampling(1, gaps);
        return new CsvInput("rows.csv", fields, Optional.empty(), "time", CsvDialect.found(), sampling, rows)
                .open(new InputContext(1, folder, List.of(), 1 << 26));
    }

    private static List<Long> where(LongPredicate says, int rows) {
        return LongStream.range(0, rows).filter(says).boxed().toList();
    }

    @Test
    void columnsBeginSequencesAndSwitchLearningOff() throws IOException {
        Source source = open(new RowSpec("start", "run", "train", Map.of()), CsvSampling.Gaps.ROWS)
                .source();
        assertThat(where(source::resetAt, 6)).containsExactly(0L, 3L, 4L, 5L);
        assertThat(where(source::learnAt, 6)).containsExactly(0L, 1L, 3L, 4L, 5L);
    }

    @Test
    void rowsOfOtherSensorsAreNotThere() throws IOException {
        InputSpec.Opened opened = open(new RowSpec("", "run", "", Map.of("sensor", "a")), CsvSampling.Gaps.ROWS);
        assertThat(opened.length()).hasValue(4);
        assertThat(where(opened.source()::resetAt, 4)).containsExactly(0L, 2L);
        assertThat(((Reals) opened.source().read("value", 3)).get(0)).isEqualTo(6);
        assertThatThrownBy(() -> open(new RowSpec("", "", "", Map.of("sensor", "c")), CsvSampling.Gaps.ROWS))
                .hasMessageContaining("has no row");
    }

    @Test
    void flagsMoveWithTheRowsWhenGapsAreFilled() throws IOException {
        InputSpec.Opened opened = open(new RowSpec("", "run", "train", Map.of()), CsvSampling.Gaps.FILL);
        assertThat(opened.length()).hasValue(8);
        assertThat(where(opened.source()::resetAt, 8)).containsExactly(0L, 5L);
        assertThat(where(opened.source()::learnAt, 8)).doesNotContain(2L).hasSize(7);
    }

    @Test
    void codesOfSensorsGoDifferentWays() throws IOException {
        Source source =
                open(new RowSpec("", "", "", Map.of()), CsvSampling.Gaps.ROWS).source();
        var encoder = new ScalarEncoderParams(0, 10, 40, 5, false, false).encoder(0);
        assertThat(source.read("own", 1)).isEqualTo(encoder.encode(2));
        assertThat(source.read("sdr", 1)).isEqualTo(encoder.encode(8));
    }

    @Test
    void wrongColumnsAndCellsAreNamed() {
        assertThatThrownBy(() -> open(new RowSpec("strat", "", "", Map.of()), CsvSampling.Gaps.ROWS))
                .hasMessageContaining("'strat'")
                .hasMessageContaining("did you mean 'start'");
        assertThatThrownBy(() -> open(new RowSpec("", "", "sensor", Map.of()), CsvSampling.Gaps.ROWS))
                .hasMessageContaining("rows.csv line 2: column 'sensor': 'a' is neither yes nor no");
    }
}
