package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;
import org.sparsecortex.simulations.table.Units;

/** Records of some units of a signal: the same values as the record of all, under the numbers of the units. */
class SelectedUnitsTest {
    private static final String SCENARIO = """
        { "name": "units", "phases": [{ "steps": 20 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 5, "noise": 0.2 } },
          "populations": { "sp": { "type": "spatial-pooler", "columns": 50, "density": 0.1 } },
          "connections": [{ "from": "in", "to": "sp" }],
          "records": [%s],
          "charts": [%s] }
        """;
    private static final String RECORDS = """
        { "id": "all", "signals": ["sp.overlaps"] },
        { "id": "some", "signals": ["sp.overlaps[3]", "sp.overlaps[10:13,40]", "in.position"] },
        { "id": "array", "signals": ["sp.overlaps[3,10:13,40]"], "format": "npy" },
        { "id": "bits", "signals": ["in.sdr"] },
        { "id": "fewBits", "signals": ["in.sdr[0:20]"] },
        { "id": "fewBitsNpy", "signals": ["in.sdr[0:20]"], "format": "npy" }
        """;
    private static final String CHARTS = """
        { "type": "line", "id": "line", "x": { "label": "step" }, "y": { "label": "overlap" },
          "series": [{ "record": "some", "y": "sp.overlaps[3]" }, { "record": "all", "y": "sp.overlaps[40]" }] },
        { "type": "heatmap", "id": "map", "record": "all", "signal": "sp.overlaps[10:13]", "x": { "label": "step" },
          "y": { "label": "column" }, "valueLabel": "overlap" }
        """;

    @TempDir
    private Path folder;

    private RunDirectory run(String records, String charts) throws IOException {
        var read = new ScenarioReader(List.of()).read(SCENARIO.formatted(records, charts), "s", folder, Map.of());
        return Simulation.run(
                read,
                new RunOptions(folder.resolve("runs"), RunOptions.Engine.ACTORS, 2, 3, 0, true),
                new RunListener() {});
    }

    @Test
    void someUnitsAreThoseOfAll() throws IOException {
        RunDirectory run = run(RECORDS, CHARTS);
        RecordTable all = RecordTable.read(run.records(), "all");
        RecordTable some = RecordTable.read(run.records(), "some");
        assertThat(some.names())
                .containsExactly(
                        "step",
                        "sp.overlaps[3]",
                        "sp.overlaps[10]",
                        "sp.overlaps[11]",
                        "sp.overlaps[12]",
                        "sp.overlaps[40]",
                        "in.position");
        int[] units = {3, 10, 11, 12, 40};
        RecordTable array = RecordTable.read(run.records(), "array");
        assertThat(array.names()).hasSize(5);
        for (int u = 0; u < units.length; u++) {
            String column = "sp.overlaps[" + units[u] + "]";
            assertThat(some.column(column)).containsExactly(all.column(column));
            assertThat(array.column(String.valueOf(u))).containsExactly(all.column(column));
            assertThat(DoubleStream.of(all.column(column)).max().orElseThrow()).isPositive();
        }
        assertThat(some.matrix("sp.overlaps[10:13]")).hasDimensions(3, 20);
        assertThat(run.charts().resolve("map.svg")).exists();
    }

    @Test
    void activeBitsKeepTheirNumbers() throws IOException {
        RunDirectory run = run(RECORDS, CHARTS);
        List<String> expected = Files.readAllLines(run.records().resolve("bits.csv")).stream()
                .filter(line -> line.startsWith("step") || Integer.parseInt(line.split(",")[1]) < 20)
                .toList();
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(run.records().resolve("fewBits.csv")).hasContent(String.join("\n", expected));
        assertThat(RecordTable.read(run.records(), "fewBitsNpy").rows()).isEqualTo(expected.size() - 1);
    }

    @Test
    void theIndexTellsWhichUnits() throws IOException {
        RunDirectory run = run(RECORDS, CHARTS);
        Map<?, ?> index =
                (Map<?, ?>) JsonText.parseObject(Files.readString(run.records().resolve("index.json")))
                        .get("records");
        Map<?, ?> array = (Map<?, ?>) ((List<?>) ((Map<?, ?>) index.get("array")).get("signals")).get(0);
        assertThat(array.get("signal")).isEqualTo("sp.overlaps[3,10:13,40]");
        assertThat(array.get("units")).isEqualTo(List.of(3, 10, 11, 12, 40));
        assertThat(array.get("size")).isEqualTo(5);
        assertThat(array.get("shape")).isEqualTo(List.of(5));
        Map<?, ?> bits = (Map<?, ?>) ((List<?>) ((Map<?, ?>) index.get("fewBits")).get("signals")).get(0);
        assertThat(bits.get("size")).isEqualTo(64);
        assertThat(bits.get("units")).isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(((Map<?, ?>) ((List<?>) ((Map<?, ?>) index.get("all")).get("signals")).get(0)).containsKey("units"))
                .isFalse();
    }

    @Test
    void whatIsNotThereIsSaidAtItsPlace() {
        Map.of(
                        "sp.overlaps[50]", "sp.overlaps has the units 0..49; there is no unit 50",
                        "sp.overlaps[45:51]", "there is no unit 50",
                        "sp.overlaps[5:5]", "must be [i], [from:to] without to",
                        "sp.overlaps[7,3]", "with commas, ascending",
                        "sp.overlaps[a]", "must be [i], [from:to] without to",
                        "sp.overlap[3]", "did you mean 'overlaps'",
                        "sp.overlaps[0:10]\", \"sp.overlaps[9:12]", "sp.overlaps[9:12] is already in this record",
                        "sp.overlaps\", \"sp.overlaps[3]", "sp.overlaps[3] is already in this record")
                .forEach((signal, sentence) -> assertThatThrownBy(
                                () -> run("{ \"id\": \"r\", \"signals\": [\"" + signal + "\"] }", ""))
                        .as(signal)
                        .isInstanceOf(ScenarioException.class)
                        .hasMessageContaining("/records/0/signals/")
                        .hasMessageContaining(sentence));
    }

    @Test
    void aChartOfUnitsThatTheRecordHasNotIsRefused() {
        String chart = """
            { "type": "line", "id": "line", "x": { "label": "step" }, "y": { "label": "overlap" },
              "series": [{ "record": "some", "y": "sp.overlaps[4]" }] }
            """;
        assertThatThrownBy(() -> run(RECORDS, chart))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("/charts/0/series/0/y")
                .hasMessageContaining("record 'some' will have no column 'sp.overlaps[4]'");
    }

    @Test
    void bracketsOfOtherKindsAreNoUnits() {
        assertThat(Units.parse("in.temperature[C]")).isEmpty();
        assertThat(Units.parse("in.x")).isEmpty();
        assertThat(Units.parse("in.x[]")).isEmpty();
        assertThat(Units.parse("in.x[1:3]").orElseThrow().indices()).containsExactly(1, 2);
        assertThatThrownBy(() -> Units.parse("in.x[3,3]")).isInstanceOf(ParameterException.class);
    }
}
