package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.runtime.Worker;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Variants of a sweep that workers run have the files of those that are run here. */
@Timeout(300)
class ClusterSweepTest {
    /** They tell of times, folders and processes. */
    private static final Set<String> OWN = Set.of("manifest.json", "report.html", ".lock");

    @TempDir
    private Path folder;

    private ReadScenario scenario(String threshold) throws IOException {
        Path here = Files.createDirectories(folder.resolve("here"));
        Files.writeString(here.resolve("series.csv"), "x\n1\n2\n3\n4\n5\n6\n");
        Path scenario = here.resolve("series.json");
        Files.writeString(scenario, """
                {"name": "series", "phases": [{"steps": 6}],
                 "inputs": {"series": {"type": "csv", "path": "series.csv",
                   "fields": [{"column": "x", "encoder": {"type": "scalar", "min": 0, "max": 9}}]}},
                 "populations": {"pooler": {"type": "spatial-pooler", "columns": 64}},
                 "connections": [{"from": "series", "to": "pooler"}],
                 "records": [{"id": "active", "signals": ["pooler.inhibitionRadius", "pooler.columnsInUse"]}],
                 "metrics": [{"id": "used", "record": "active", "column": "pooler.columnsInUse", "statistic": "mean"}],
                 "sweep": {"repeats": 2, "axes": [{"label": "columns", "pointer": "/populations/pooler/columns",
                   "values": [64, 80, %s]}]}}
                """.formatted(threshold));
        return new ScenarioReader(List.of()).read(scenario, Map.of());
    }

    private RunOptions options(String output) {
        return new RunOptions(folder.resolve(output), RunOptions.Engine.ACTORS, 1, 1, 2, true);
    }

    private static Map<String, String> files(RunDirectory run) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run.path())) {
            for (Path file :
                    files.filter(f -> !OWN.contains(f.getFileName().toString())).toList()) {
                String bytes =
                        Files.isDirectory(file) ? "folder" : HexFormat.of().formatHex(Files.readAllBytes(file));
                contents.put(run.path().relativize(file).toString(), bytes);
            }
        }
        return contents;
    }

    @Test
    void aSweepOnWorkersWritesTheFilesOfALocalOne() throws IOException {
        ReadScenario read = scenario("96");
        Map<String, String> oracle = files(Sweep.run(read, options("here-alone"), new RunListener() {}, false));
        assertThat(oracle).containsKey("records/sweep.csv").hasSizeGreaterThan(30);
        JoiningWorkers joining = new JoiningWorkers(2, List.of(read.folder()));
        RunOptions options = options("spread").withWorkers(Optional.of(joining.workers(0)));
        RunDirectory run = Sweep.run(read, options, joining, false);
        assertThat(files(run)).isEqualTo(oracle);
        assertThat(joining.ends()).containsOnly(Worker.End.DONE);
        assertThat(run.readManifest().toString()).contains("workers=[");
        try (Stream<Path> variants = Files.list(run.path().resolve("variants"))) {
            for (Path variant : variants.toList()) {
                Map<String, Object> manifest = new RunDirectory(variant).readManifest();
                assertThat(manifest)
                        .containsEntry("scenarioFolder", read.folder().toString());
                assertThat(manifest).containsEntry("status", "complete");
            }
        }
        Sweep.resume(run, read, options("spread"), new RunListener() {});
        assertThat(files(run)).as("resumed here, with nothing left to do").isEqualTo(oracle);
    }

    /** As if the worker had other files: it says so, and the sweep ends with its words. */
    @Test
    void aVariantThatIsAnotherOnTheWorkerIsRefused() throws IOException {
        VariantTask task = new VariantTask(1, 0, "f".repeat(64), 0, 1);
        byte[] answer = new VariantWork().work(scenario("96"), task.bytes(), () -> false);
        VariantTask.Result result = VariantTask.Result.read(answer);
        assertThat(result.ending()).isEqualTo(VariantTask.Ending.FAILED);
        assertThat(result.text()).contains("the sweep as ffff").contains("--data");
    }

    @Test
    void filesOutsideTheFolderOfAVariantAreNotWritten() {
        var result = new VariantTask.Result(VariantTask.Ending.COMPLETE, "", Map.of("../outside", new byte[3]));
        assertThatThrownBy(() -> result.writeTo(folder.resolve("inside")))
                .hasMessageContaining("must be in its folder");
        assertThat(folder.resolve("outside")).doesNotExist();
    }
}
