package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunOptions.Engine;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** Dictionaries that other programs wrote are taken up; what does not fit is named. */
class ImportedModelTest {
    private static final Path FILES = Path.of("src/test/resources/imports");
    private static final int ATOMS = 12;
    private static final int PIXELS = 16;
    private static final String SCENARIO = """
        { "name": "imported", "phases": [{ "steps": 3, "learn": false }],
          "inputs": { "images": { "type": "image-patches", "images": { "type": "dead-leaves", "size": 40 }, "patch": 4, "samples": 20 } },
          "populations": { "v1": { "type": "dictionary-learning", "atoms": 12, "patch": 4, "samples": 20, "chunk": 20, "penalty": { "type": "l1" } } },
          "connections": [{ "from": "images.patches", "to": "v1.samples" }, { "from": "images.test", "to": "v1.probes" }],
          "records": [{ "id": "curves", "signals": ["v1.mse", "v1.activeAtoms"] },
                      { "id": "dictionary", "signals": ["v1.dictionary"], "rows": "last" }],
          "from": {}, "save": ["v1"] }
        """;
    private static final String FROM =
            "{ \"file\": \"%s\", \"arrays\": { \"dictionary\": \"%s\" }, \"transposed\": [%s] }";

    @TempDir
    private Path folder;

    private ReadScenario read(Map<String, String> set) throws IOException {
        return new ScenarioReader(List.of(FILES)).read(SCENARIO, "imported.json", folder, set);
    }

    private RunDirectory run(String name, String from, Engine engine) throws IOException {
        Map<String, String> set = new LinkedHashMap<>(Map.of("/from", "{ \"v1\": " + from + " }"));
        return Simulation.run(
                read(set), new RunOptions(folder.resolve(name), engine, 2, 2, 0, false), new RunListener() {});
    }

    private static Map<String, String> records(RunDirectory run) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String record : List.of("curves.csv", "dictionary.csv")) {
            all.put(record, Files.readString(run.records().resolve(record)));
        }
        return all;
    }

    @Test
    void theSameAtomsFromEveryFileGiveTheSameRun() throws IOException {
        RunDirectory npy = run("npy", FROM.formatted("dictionary.npy", "", ""), Engine.SEQUENTIAL);
        double[] atoms = RecordTable.read(npy.records(), "dictionary").vector("v1.dictionary");
        assertThat(atoms).hasSize(ATOMS * PIXELS);
        for (int k = 0; k < ATOMS; k++) {
            double norm = 0;
            double length = 0;
            for (int i = 0; i < PIXELS; i++) {
                norm += atoms[k * PIXELS + i] * atoms[k * PIXELS + i];
                length += Math.pow(Math.cos(0.7 * k * i + k), 2);
            }
            assertThat(norm).as("norm of atom %d", k).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-5));
            for (int i = 0; i < PIXELS; i++) {
                assertThat(atoms[k * PIXELS + i])
                        .as("pixel %d of atom %d", i, k)
                        .isCloseTo(
                                Math.cos(0.7 * k * i + k) / Math.sqrt(length),
                                org.assertj.core.data.Offset.offset(1e-5));
            }
        }
        assertThat(RecordTable.read(npy.records(), "curves").column("v1.activeAtoms")[2])
                .isPositive();
        Map<String, String> expected = records(npy);
        assertThat(records(run("h5", FROM.formatted("dictionary.h5", "learned/atoms", ""), Engine.ACTORS)))
                .isEqualTo(expected);
        String transposed = "\"dictionary\"";
        assertThat(records(run("mat", FROM.formatted("dictionary.mat", "A", transposed), Engine.ACTORS)))
                .isEqualTo(expected);
        assertThat(records(run("v73", FROM.formatted("dictionary73.mat", "A", transposed), Engine.SEQUENTIAL)))
                .isEqualTo(expected);
        String saved = "{ \"file\": \"" + folder.relativize(npy.models().resolve("v1.npz")) + "\" }";
        assertThat(records(run("saved", saved, Engine.ACTORS)))
                .as("what was imported and saved again")
                .isEqualTo(expected);
        assertThat(npy.readManifest().get("inputFiles").toString()).contains("dictionary.npy=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dictionary.mat | A             | dictionary | /from/v1/arrays/dictionary: 'A' in dictionary.mat has the shape [16, 12], needed is [12, 4, 4]; name the part in "transposed"
        dictionary.h5  | mean          | dictionary | /from/v1/arrays/dictionary: 'mean' in dictionary.h5 has the shape [16], needed is [12, 4, 4]
        dictionary.h5  | atoms         | dictionary | it holds the arrays [learned/atoms, mean], none is called 'atoms'
        dictionary.h5  | learned/atoms | dictionery | /from/v1/arrays/dictionery: the population has no part of this name - did you mean 'dictionary'
        dictionary.npy | ''            | learned    | /from/v1/arrays/learned: '' in dictionary.npy has the shape [12, 16], needed is []
        nan.npy        | ''            | dictionary | has NaN at place 7, which is no finite number
        """)
    void whatDoesNotFitIsNamed(String file, String array, String part, String why) throws IOException {
        byte[] bytes = Files.readAllBytes(FILES.resolve("dictionary.npy"));
        bytes[bytes.length - 4 * ATOMS * PIXELS + 4 * 7 + 3] = 0x7f;
        bytes[bytes.length - 4 * ATOMS * PIXELS + 4 * 7 + 2] = (byte) 0xc0;
        Files.write(folder.resolve("nan.npy"), bytes);
        String from = FROM.formatted(file, array, "").replace("\"dictionary\":", "\"" + part + "\":");
        assertThatThrownBy(() -> run("wrong", from, Engine.SEQUENTIAL))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why);
    }

    @Test
    void aMappingNeedsAFileOfArrays() {
        assertThatThrownBy(() -> read(Map.of("/from", "{ \"v1\": " + FROM.formatted("make.py", "a", "") + " }")))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("/from/v1/arrays")
                .hasMessageContaining("goes with a file of arrays");
        assertThatThrownBy(() ->
                        read(Map.of("/from", "{ \"v1\": " + FROM.formatted("dictionary.npy", "", "\"lambda\"") + " }")))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("is not among the arrays");
        assertThatThrownBy(() -> read(Map.of("/from", "{ \"v1\": " + "{ \"file\": \"dictionary.npy\" }" + " }")))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("is no saved model");
    }
}
