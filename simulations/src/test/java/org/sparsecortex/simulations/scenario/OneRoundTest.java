package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.image.ImagePatchesInput;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;

/** All mistakes of a scenario and of the files that it reads are told in one round. */
class OneRoundTest {
    @TempDir
    private Path folder;

    private static final String TEN = """
            { "name": "ten mistakes", "phases": [{ "steps": 0, "learns": true }],
              "inputs": { "in": { "type": "csv", "path": "t.csv", "fields": [{ "column": "v" }] },
                          "out": { "type": "csv", "path": "none.csv", "fields": [{ "column": "v" }] } },
              "populations": {
                "tm": { "type": "temporal-memory", "columns": 64, "activationThreshold": 5, "minThreshold": 9,
                        "connectedPermanence": 1.5 },
                "sp": { "type": "spatial-puler" } },
              "connections": [{ "from": "inn", "to": "tm" }],
              "records": [{ "id": "r", "signals": ["tn.anomaly"] }],
              "metrics": [{ "id": "m", "record": "q", "column": "tm.anomaly", "statistic": "mean" }] }""";

    private List<Problem> problems(String scenario) {
        try {
            new ScenarioReader(List.of()).read(scenario, "ten.json", folder, Map.of());
            return List.of();
        } catch (ScenarioException e) {
            return e.problems();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void tenMistakesNeedOneRound() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "t,v\n0,1\n1,x\n2,y\n");
        List<Problem> problems = problems(TEN);
        assertThat(problems.stream().map(Problem::pointer))
                .contains(
                        "/phases/0/learns",
                        "/populations/tm/connectedPermanence",
                        "/populations/sp/type",
                        "/connections/0/from",
                        "/records/0/signals/0",
                        "/metrics/0/record");
        String all = problems.toString();
        assertThat(all).contains("t.csv line 3", "t.csv line 4", "none.csv");
    }

    /** Photographs, spikes and digits whose files or own values are wrong: the names of their signals are known all the same. */
    @Test
    void aWrongInputHidesNoWrongNameOfItsSignals() throws IOException {
        Files.writeString(folder.resolve("broken.png"), "no picture");
        List<Problem> problems = problems("""
                { "name": "n", "phases": [{ "steps": 2 }],
                  "inputs": {
                    "photos": { "type": "image-patches", "images": { "type": "files", "paths": ["broken.png"] }, "patch": 8 },
                    "cut": { "type": "image-patches", "patch": -1 },
                    "spikes": { "type": "spike-file", "path": "none.gdf", "neurons": 5 },
                    "digits": { "type": "idx", "images": "none.idx", "threshold": -4 } },
                  "populations": { "tm": { "type": "temporal-memory" },
                                   "v1": { "type": "dictionary-learning" } },
                  "connections": [{ "from": "photos.patchez", "to": "v1.samples" }, { "from": "spikes.spikes", "to": "tm" }],
                  "records": [{ "id": "r", "signals": ["spikes.spike", "digits.labels", "cut.tests", "cut.test", "photos.test"] }] }""");
        assertThat(problems.stream().map(Problem::pointer))
                .contains("/inputs/photos", "/inputs/cut/patch", "/inputs/digits/threshold")
                .contains("/connections/0/from", "/records/0/signals/0", "/records/0/signals/1", "/records/0/signals/2")
                .doesNotContain("/connections/1/from", "/records/0/signals/3", "/records/0/signals/4");
        assertThat(problems.toString()).contains("none.gdf", "did you mean 'patches'?");
    }

    @Test
    void namesThatCanBeOfferedAreThoseOfTheSource() {
        var input = new Binder(new Problems("i"), new TypeNames())
                .bind(JsonTree.parse("{}", new Problems("i")), ImagePatchesInput.class)
                .orElseThrow();
        var context = new InputContext(1, folder, List.of(), 1L << 28);
        assertThat(input.open(context).source().signals())
                .extracting(SignalSpec::name)
                .containsExactlyElementsOf(Remainder.names(input.getClass()));
    }

    @Test
    void faultsOfFilesAreToldWithTheirCure() throws IOException {
        assertThat(problems("{ } // mine").toString()).contains("write them as keys, \"//\": \"text\"");
        assertThat(problems("{ \"seed\": 1, }").toString()).contains("a comma before the bracket?");
        assertThat(problems("{ \"seed\": NaN }").toString())
                .contains("numbers are written as")
                .doesNotContain("Feature");
        assertThat(problems("\uFEFF{ \"nme\": 1 }").toString()).contains("did you mean 'name'?");
        Files.writeString(folder.resolve("none.csv"), "");
        Files.write(folder.resolve("t.csv"), new byte[] {'v', '\n', (byte) 0xFC, '\n'});
        assertThat(problems(TEN).toString()).contains("is empty; the first line", "save it with this encoding");
        Files.delete(folder.resolve("none.csv"));
        Files.createDirectory(folder.resolve("none.csv"));
        assertThat(problems(TEN).toString()).contains("is a folder; name a CSV file");
    }

    /** Two mistakes of one record that its constructor finds one after the other. */
    @Test
    void mistakesOfOneRecordAreToldTogether() {
        List<Problem> problems = problems("""
                { "name": "!", "phases": [], "populations": {}, "charts": [
                  { "type": "line", "id": "c", "x": { "label": "x", "log": true, "names": ["a"], "range": [3, 1] },
                    "y": { "label": "y" }, "series": [{ "record": "r", "y": "y" }] }] }""");
        assertThat(problems.stream().map(Problem::pointer)).contains("/charts/0/x/names", "/charts/0/x/range");
    }

    @Test
    void aMistakeInAListThatStandsTwiceIsToldBesideIt() {
        List<Problem> problems = problems("""
                { "name": "n", "phases": [{}], "populations": { "p": { "type": "temporal-memory" } },
                  "metrics": [{ "record": "r", "column": "p.anomaly", "statistic": "mean" }], "metrics": [] }""");
        assertThat(problems.stream().map(Problem::pointer)).contains("/metrics", "/metrics/0");
    }

    @Test
    void ofManyNamesTheNearestThreeAreSaid() {
        assertThatThrownBy(() -> new ScenarioReader(List.of())
                        .read(
                                "{ \"name\": \"n\", \"phases\": [{}], \"populations\": { \"p\": { \"type\": \"temporal-memori\" } } }",
                                "n.json",
                                folder,
                                Map.of()))
                .hasMessageContaining("the nearest are 'temporal-memory', ")
                .hasMessageContaining("sparsecortex list shows all")
                .hasMessageNotContaining("spatial-pooler");
    }
}
