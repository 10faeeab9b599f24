package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** Models that one run leaves and another starts from. */
class SavedModelsTest {
    private static final int HALF = 300;

    private static final String SCENARIO = """
        { "name": "half", "seed": 3,
          "phases": [{ "name": "train", "steps": 300 }],
          "inputs": { "series": { "type": "csv", "path": "whole.csv",
              "fields": [{ "column": "value", "encoder": { "type": "scalar", "min": -12, "max": 24, "size": 400, "active": 21 } }] } },
          "populations": {
            "sp": { "type": "spatial-pooler", "columns": 256, "density": 0.04, "boostStrength": 2 },
            "tm": { "type": "temporal-memory", "columns": 256, "cellsPerColumn": 8, "activationThreshold": 6, "minThreshold": 4,
                    "maxNewSynapses": 10 },
            "likelihood": { "type": "anomaly-likelihood" } },
          "connections": [{ "from": "series.sdr", "to": "sp.input" }, { "from": "sp.activeColumns", "to": "tm.columns" },
                          { "from": "tm.anomaly", "to": "likelihood.score" }],
          "records": [{ "id": "scores", "signals": ["tm.anomaly", "likelihood.likelihood"] },
                      { "id": "cells", "signals": ["tm.activeCells"] }],
          "save": ["tm", "sp", "likelihood"] }
        """;

    private static final String FROM = """
        { "sp": { "run": "%1$s" }, "tm": { "run": "%1$s" }, "likelihood": { "run": "%1$s" } }""";

    private static final String TEST = "[{ \"name\": \"test\", \"steps\": 300, \"learn\": false }]";

    @TempDir
    private Path folder;

    private void writeTables() throws IOException {
        String rows = "value\n";
        String[] values = new String[2 * HALF];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.toString(10 * Math.sin(i * 0.7) + (i % 13));
        }
        Files.writeString(folder.resolve("whole.csv"), rows + String.join("\n", values) + "\n");
        Files.writeString(
                folder.resolve("second.csv"),
                rows + String.join("\n", List.of(values).subList(HALF, 2 * HALF)) + "\n");
    }

    private ReadScenario read(Map<String, String> set) throws IOException {
        return new ScenarioReader(List.of()).read(SCENARIO, "half.json", folder, set);
    }

    private RunDirectory run(Map<String, String> set, RunOptions.Engine engine, int partitions) throws IOException {
        RunOptions options =
                new RunOptions(folder.resolve(engine.name() + partitions), engine, 2, partitions, 0, false);
        return Simulation.run(read(set), options, new RunListener() {});
    }

    private Map<String, String> second(Path trained) {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("/name", "\"second\"");
        set.put("/seed", "99"); // the model's seed holds, not this one
        set.put("/inputs/series/path", "\"second.csv\"");
        set.put("/phases", TEST);
        set.put("/save", "[]");
        set.put("/from", FROM.formatted(folder.relativize(trained)));
        return set;
    }

    /** The yardstick is the same network in one run that trains on the first half and goes on without learning. */
    @Test
    void aTrainedModelGoesOnElsewhereAsInOneLongRun() throws IOException {
        writeTables();
        RunDirectory first = run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1);
        String phases = TEST.replace("[", "[{ \"name\": \"train\", \"steps\": 300 }, ");
        RunDirectory whole = run(Map.of("/phases", phases, "/save", "[]"), RunOptions.Engine.SEQUENTIAL, 1);
        RunDirectory second = run(second(first.path()), RunOptions.Engine.ACTORS, 3);
        for (String column : List.of("tm.anomaly", "likelihood.likelihood")) {
            double[] expected = RecordTable.read(whole.records(), "scores").column(column);
            double[] seen = RecordTable.read(second.records(), "scores").column(column);
            assertThat(seen).as(column).hasSize(HALF);
            for (int i = 0; i < HALF; i++) {
                assertThat(seen[i]).as("%s in row %d", column, i).isEqualTo(expected[HALF + i]);
            }
            assertThat(java.util.Arrays.stream(seen).distinct().count())
                    .as(column)
                    .isGreaterThan(3);
        }
        RunDirectory untrained =
                run(Map.of("/inputs/series/path", "\"second.csv\"", "/phases", TEST), RunOptions.Engine.SEQUENTIAL, 1);
        assertThat(RecordTable.read(untrained.records(), "scores").column("tm.anomaly"))
                .as("without the model")
                .isNotEqualTo(RecordTable.read(second.records(), "scores").column("tm.anomaly"));
        assertThat(second.readManifest().get("inputFiles").toString()).contains("models/tm.npz=");
    }

    @Test
    void whatIsSavedIsTheSameForEveryPlanAndAcrossAnInterruption() throws IOException {
        writeTables();
        RunDirectory one = run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1);
        RunDirectory other = run(Map.of(), RunOptions.Engine.ACTORS, 3);
        RunOptions options = new RunOptions(folder.resolve("stopped"), RunOptions.Engine.ACTORS, 2, 2, 0, false);
        RunDirectory stopped = Simulation.run(read(Map.of()), options, new RunListener() {
            @Override
            public long stopAt() {
                return 133;
            }
        });
        assertThat(stopped.status()).isEqualTo("interrupted");
        assertThat(stopped.models()).doesNotExist();
        Simulation.resume(stopped, read(Map.of()), options, new RunListener() {});
        for (String name : List.of("sp", "tm", "likelihood")) {
            byte[] bytes = Files.readAllBytes(one.models().resolve(name + ".npz"));
            assertThat(other.models().resolve(name + ".npz")).hasBinaryContent(bytes);
            assertThat(stopped.models().resolve(name + ".npz")).hasBinaryContent(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /populations/tm/activationThreshold | 7                                | /populations/tm/activationThreshold | activationThreshold = 7, but the saved model has 6
        /populations/tm/cellsPerColumn      | 4                                | /populations/tm/cellsPerColumn      | cellsPerColumn = 4, but the saved model has 8
        /from/tm/population                 | "sp"                             | /populations/tm/type                | the saved model is a spatial-pooler, not a temporal-memory
        /from/tm/run                        | "nowhere"                        | /from/tm                            | no such readable file
        /from/tm/file                       | "second.csv"                     | /from/tm/run                        | give either run or file
        /from/tm/changed                    | ["cells"]                        | /from/tm                            | there is no parameter 'cells'
        /from/more                          | { "file": "second.csv" }         | /from/more                          | there is no population 'more'
        /from/tm                            | { "file": "second.csv" }         | /from/tm                            | is no saved model
        /inputs/series/fields/0/encoder/size | 500                             | /from/sp                            | what arrives is
        /save                               | ["tm", "tm"]                     | /save/1                             | must be populations, each once
        """)
    void whatDoesNotFitIsRefusedWhereItStands(String pointer, String value, String where, String why)
            throws IOException {
        writeTables();
        Map<String, String> set =
                second(run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1).path());
        read(set);
        set.put(pointer, value);
        assertThatThrownBy(() -> read(set))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(where)
                .hasMessageContaining(why);
    }

    @Test
    void aParameterThatMayDifferDoes() throws IOException {
        writeTables();
        Map<String, String> set =
                second(run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1).path());
        set.put("/populations/tm/activationThreshold", "7");
        set.put("/from/tm/changed", "[\"activationThreshold\"]");
        assertThat(run(set, RunOptions.Engine.SEQUENTIAL, 1).isComplete()).isTrue();
    }

    /** A pooler that learned with boosting and goes on with another strength has that strength's factors, in every range alike. */
    @ParameterizedTest
    @CsvSource({"0", "5"})
    void aPoolerGoesOnWithAnotherBoost(double strength) throws IOException {
        writeTables();
        Map<String, String> set =
                second(run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1).path());
        set.put("/populations/sp/boostStrength", "" + strength);
        set.put("/from/sp/changed", "[\"boostStrength\"]");
        set.put(
                "/records",
                "[{ \"id\": \"boost\", \"signals\": [\"sp.boostFactors\", \"sp.activeDutyCycles\"], \"format\": \"csv\" },"
                        + " { \"id\": \"columns\", \"signals\": [\"sp.activeColumns\"] }]");
        RunDirectory one = run(set, RunOptions.Engine.SEQUENTIAL, 1);
        RecordTable boost = RecordTable.read(one.records(), "boost");
        for (int j = 0; j < 256; j++) {
            double duty = boost.column("sp.activeDutyCycles[" + j + "]")[0];
            assertThat(boost.column("sp.boostFactors[" + j + "]")[0])
                    .as("column %d", j)
                    .isEqualTo(ExactMath.exp(strength * (0.04 - duty)));
        }
        for (int partitions : new int[] {2, 7}) {
            RunDirectory other = run(set, RunOptions.Engine.ACTORS, partitions);
            for (String file : List.of("boost.csv", "columns.csv")) {
                assertThat(other.records().resolve(file))
                        .hasSameBinaryContentAs(one.records().resolve(file));
            }
        }
    }

    @Test
    void aStateThatDoesNotFitEndsBeforeTheFirstStep() throws IOException {
        writeTables();
        RunDirectory trained = run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1);
        Map<String, String> set = second(trained.path());
        set.put("/populations/tm/cellsPerColumn", "4");
        set.put("/from/tm/changed", "[\"cellsPerColumn\"]");
        assertThatThrownBy(() -> run(set, RunOptions.Engine.SEQUENTIAL, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("/from/tm: ")
                .hasMessageContaining("tm.npz");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        writeTables();
        RunDirectory trained = run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1);
        Path file = trained.models().resolve("tm.npz");
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        Map<String, String> set = second(trained.path());
        for (String array : List.of("model.npy", "permanences.npy", "segments.npy", "permanences.counts.npy")) {
            int header = text.indexOf("NUMPY", text.indexOf(array));
            for (int at : new int[] {header + 20, header + 127, header + 130}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x55;
                Files.write(file, damaged);
                assertThatThrownBy(() -> run(set, RunOptions.Engine.SEQUENTIAL, 1))
                        .as("byte %d of %s", at - header, array)
                        .isInstanceOfAny(UserError.class, ScenarioException.class);
            }
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(set))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("/from/tm");
    }

    /** What NumPy reads and writes again is the same model. */
    @Test
    void numPyReadsAndWritesModels() throws IOException, InterruptedException {
        assumeThat(hasNumPy()).as("python3 with numpy").isTrue();
        writeTables();
        RunDirectory trained = run(Map.of(), RunOptions.Engine.SEQUENTIAL, 1);
        String program = """
            import json, sys, numpy
            for name in ["sp", "tm", "likelihood"]:
                with numpy.load(sys.argv[1] + "/models/" + name + ".npz") as model:
                    about = json.loads(bytes(model["model"]))
                    print(name, about["parameters"]["type"], about["units"], sorted(model.files)[:3])
                    arrays = dict(model)
                    for array, counts in arrays.items():
                        if array.endswith(".counts"):
                            assert counts.sum() == len(arrays[array[:-7]]), array
                numpy.savez_compressed(sys.argv[1] + "/models/" + name + ".npz", **arrays)
            """;
        Map<String, String> set = second(trained.path());
        set.put("/name", "\"before\"");
        RunDirectory before = run(set, RunOptions.Engine.SEQUENTIAL, 1);
        assertThat(python(program, trained.path().toString())).contains("tm temporal-memory 256", "likelihood anomaly");
        set.put("/name", "\"after\"");
        RunDirectory after = run(set, RunOptions.Engine.SEQUENTIAL, 1);
        assertThat(after.records().resolve("cells.csv"))
                .hasSameBinaryContentAs(before.records().resolve("cells.csv"));
    }

    private static boolean hasNumPy() throws IOException, InterruptedException {
        try {
            return python("import numpy; print(numpy.__version__)").matches("(?s)\\d.*");
        } catch (IOException e) {
            return false; // no python3 here
        }
    }

    private static String python(String program, String... args) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("/usr/bin/python3", "-c", program));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
