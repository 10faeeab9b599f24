package org.sparsecortex.simulations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/**
 * The one policy for numbers that are none: an infinite one is refused with its place by every kind of input, an empty cell is a
 * missing value, which gives no bit, no winner and no learning, in a whole run.
 */
class GapsAndInfinitiesTest {
    private static final int ROWS = 60;
    private static final int GAP_FROM = 20;
    private static final int GAP_TO = 40;

    @TempDir
    private Path folder;

    private ReadScenario read(String input) throws IOException {
        String scenario = """
            { "name": "gap", "phases": [{ "steps": 0 }],
              "inputs": { "in": INPUT, "bits": { "type": "random-sdr", "size": 16, "active": 2 } },
              "populations": { "sp": { "type": "spatial-pooler", "columns": 64 },
                               "other": { "type": "spatial-pooler", "columns": 64 } },
              "connections": [{ "from": "in.sdr", "to": "sp" }, { "from": "bits", "to": "other" }],
              "records": [{ "id": "code", "signals": ["in.sdr"] }, { "id": "winners", "signals": ["sp"] },
                          { "id": "numbers", "signals": ["in.x", "in.y"] }] }""".replace("INPUT", input);
        return new ScenarioReader(List.of()).read(scenario, "gap.json", folder, Map.of());
    }

    private static long rowsIn(Path record, int from, int to) throws IOException {
        return Files.readAllLines(record).stream()
                .skip(1)
                .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(','))))
                .filter(step -> step >= from && step < to)
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"column\": \"x\", \"encoder\": { \"type\": \"rdse\", \"resolution\": 0.5 } }",
                "{ \"column\": \"x\", \"encoder\": { \"type\": \"scalar\", \"min\": 0, \"max\": 60 } }",
                "{ \"column\": \"x\", \"encoder\": { \"type\": \"scalar\", \"min\": 0, \"max\": 9, \"periodic\": true } }",
                "{ \"column\": \"x\", \"encoder\": { \"type\": \"delta\", \"maxChange\": 60 } }",
                "{ \"columns\": [\"x\", \"y\"], \"encoder\": { \"type\": \"coordinate\" } }",
                "{ \"column\": \"name\", \"encoder\": { \"type\": \"category\", \"categories\": [\"a\", \"b\"] } }",
                "{ \"column\": \"timestamp\", \"encoder\": { \"type\": \"date-time\" } }",
                "{ \"column\": \"x\", \"encoder\": { \"type\": \"multi\", \"encoders\": [{ \"type\": \"rdse\", \"resolution\": 1 },"
                        + " { \"type\": \"scalar\", \"min\": 0, \"max\": 60 }] } }",
            })
    void anEmptyCellGivesNoBitAndNoWinner(String field) throws IOException {
        StringBuilder table = new StringBuilder("timestamp,x,y,name\n");
        for (int row = 0; row < ROWS; row++) {
            boolean gap = row >= GAP_FROM && row < GAP_TO;
            table.append(
                            gap
                                    ? ",,,"
                                    : "2024-02-01 00:" + row + ":00," + row + "," + 2 * row + ","
                                            + "ab".charAt(row % 2))
                    .append('\n');
        }
        Files.writeString(folder.resolve("t.csv"), table.toString().replaceAll(":(\\d):", ":0$1:"));
        ReadScenario read = read("{ \"type\": \"csv\", \"path\": \"t.csv\", \"fields\": [" + field
                + ", { \"columns\": [\"x\", \"y\"] }] }");
        RunOptions options = new RunOptions(folder.resolve("runs"), RunOptions.Engine.SEQUENTIAL, 1, 1, 0, true);
        RunDirectory run = Simulation.run(read, options, new RunListener() {});
        Path codes = run.records().resolve("code.csv");
        Path winners = run.records().resolve("winners.csv");
        assertThat(rowsIn(codes, GAP_FROM, GAP_TO)).isZero();
        assertThat(rowsIn(winners, GAP_FROM, GAP_TO)).isZero();
        assertThat(rowsIn(codes, GAP_TO + 1, ROWS)).isPositive();
        assertThat(rowsIn(winners, GAP_TO + 1, ROWS)).isPositive();
        assertThat(Files.readAllLines(run.records().resolve("numbers.csv")))
                .contains("19,19.0,38.0", "20,NaN,NaN", "39,NaN,NaN", "40,40.0,80.0");
    }

    private void refused(String input, String... parts) {
        assertThatThrownBy(() -> read(input)).hasMessageContainingAll(parts);
    }

    @Test
    void tablesHaveNoInfiniteCells() throws IOException {
        for (String cell : List.of("Infinity", "-inf", "1e309", "NaN")) {
            Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n3," + cell + "\n");
            refused(
                    "{ \"type\": \"csv\", \"path\": \"t.csv\", \"fields\": [{ \"columns\": [\"x\", \"y\"] }] }",
                    "t.csv line 3, column 'y'",
                    cell);
        }
    }

    @Test
    void arraysHaveNoInfiniteElements() throws IOException {
        for (float bad : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}) {
            ByteBuffer raw = ByteBuffer.allocate(2 * 3 * 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
            raw.putFloat(4 * (12 + 4 + 2), bad); // frame 1, row 1, column 2
            ByteArrayOutputStream npy = new ByteArrayOutputStream();
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 4), }";
            npy.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
            npy.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
            npy.write(raw.array());
            Files.write(folder.resolve("a.npy"), npy.toByteArray());
            Files.write(folder.resolve("a.raw"), raw.array());
            String place = "has " + bad + " in frame 1 at pixel (1, 2)";
            refused("{ \"type\": \"array\", \"path\": \"a.npy\" }", "a.npy", place);
            refused("{ \"type\": \"array\", \"path\": \"a.raw\", \"shape\": [2, 3, 4] }", "a.raw", place);
            refused(
                    "{ \"type\": \"image-patches\", \"images\": { \"type\": \"files\", \"paths\": [\"a.npy\"] }, \"patch\": 2 }",
                    "a.npy",
                    place);
        }
    }

    /** Doubles whose squares would overflow are refused like infinite ones: 1e200. */
    @Test
    void imagesHaveNoNumbersBeyondSinglePrecision() throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(16 * 8).order(ByteOrder.LITTLE_ENDIAN);
        raw.putDouble(8 * 6, 1e200);
        Files.write(folder.resolve("a.f64le"), raw.array());
        refused(
                "{ \"type\": \"image-patches\", \"images\": { \"type\": \"files\", \"paths\": [\"a.f64le\"] }, \"patch\": 2 }",
                "a.f64le",
                "has 1.0E200 in frame 0 at pixel (1, 2)",
                "single precision");
    }

    @Test
    void generatedSeriesStayFinite() {
        refused(
                "{ \"type\": \"series\", \"level\": 1e308, \"fields\": [{ \"column\": \"value\" }] }",
                "/inputs/in/level = 1.0E308: is outside -1.0E300..1.0E300");
    }
}
