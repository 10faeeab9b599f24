package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.CsvWriter;
import org.sparsecortex.simulations.table.RecordTable;
import org.sparsecortex.simulations.table.RecordWriter;

/** What is left behind when a run cannot go on. */
class FailureTest {
    /** The label 20 of step 20 is no class: the kernel of clf throws there. */
    private static final String SCENARIO = """
        { "name": "fails", "phases": [{ "steps": 40 }],
          "inputs": { "in": { "type": "sequence", "size": 64, "active": 6, "length": 30 } },
          "populations": { "clf": { "type": "sdr-classifier", "classes": 20 } },
          "connections": [{ "from": "in", "to": "clf.input" }, { "from": "in.index", "to": "clf.label" }],
          "records": [{ "id": "text", "signals": ["clf.actual", "clf.predicted"] },
                      { "id": "binary", "signals": ["clf.probabilities"], "format": "npy" }] }
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aKernelsExceptionStopsTheRunAndNamesItsPlace(RunOptions.Engine engine) throws IOException {
        ReadScenario read = new ScenarioReader(List.of()).read(SCENARIO, "fails.json", folder, Map.of());
        List<String> messages = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void message(String line) {
                messages.add(line);
            }
        };
        RunFailure failure = catchThrowableOfType(
                RunFailure.class, () -> Simulation.run(read, new RunOptions(folder, engine, 2, 3, 8, false), listener));
        assertThat(failure.getMessage())
                .contains("clf", "step 20", "label = 20.0: the classes are 0..19; classes must be larger");
        assertThat(failure.getCause()).isInstanceOf(ParameterException.class);
        RunDirectory run = RunDirectory.of(folder, "fails", read.hash());
        assertThat(run.readManifest()).containsEntry("status", "failed");
        assertThat(String.valueOf(run.readManifest().get("failure"))).contains("step 20");
        assertThat(messages).anyMatch(m -> m.contains("last checkpoint") && m.contains("step-000000000016.ckpt"));
        RecordTable text = RecordTable.read(run.records(), "text");
        assertThat(text.rows()).isEqualTo(20);
        assertThat(text.column("clf.actual")[15]).isEqualTo(15);
        assertThat(RecordTable.read(run.records(), "binary").rows()).isEqualTo(text.rows());
        assertThatThrownBy(() -> Simulation.resume(run, read, new RunOptions(folder, engine, 2, 3, 8, false), listener))
                .as("it fails again, and at the same step")
                .hasMessageContaining("step 20");
    }

    /** Else nobody would write it after a kill between the two, for complete records are not computed again. */
    @Test
    void theIndexIsThereBeforeRecordsCountAsComplete() throws IOException {
        String scenario = SCENARIO.replace("\"classes\": 20", "\"classes\": 40");
        ReadScenario read = new ScenarioReader(List.of()).read(scenario, "ends.json", folder, Map.of());
        RunOptions options = new RunOptions(folder, RunOptions.Engine.SEQUENTIAL, 1, 1, 8, false);
        RunDirectory run = RunDirectory.of(folder, "fails", read.hash());
        Path index = run.records().resolve(RecordIndex.FILE);
        Path inTheWay = run.records().resolve(RecordIndex.FILE + ".tmp");
        RunListener listener = new RunListener() {
            @Override
            public void progress(long position, long total) {
                if (position == total) {
                    inTheWay.toFile().mkdir();
                }
            }
        };
        assertThatThrownBy(() -> Simulation.run(read, options, listener)).hasMessageContaining("cannot write " + index);
        Files.deleteIfExists(inTheWay);
        Files.delete(index);
        Simulation.resume(run, read, options, new RunListener() {});
        assertThat(run.isComplete()).isTrue();
        assertThat(index).content().contains("clf.probabilities");
    }

    @Test
    void aRecordCutInTheMiddleOfARowIsReadUpToTheRowBefore() throws IOException {
        Files.writeString(folder.resolve("r.csv.partial"), "step,x\n0,1.5\n1,2.5\n2,");
        assertThat(RecordTable.read(folder, "r").column("x")).containsExactly(1.5, 2.5);
    }

    @Test
    void aFullDiskIsReportedWithTheFile() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("/dev/full, a disk without space").exists();
        Files.createSymbolicLink(folder.resolve("r.csv.partial"), full);
        try (RecordWriter writer = new CsvWriter(folder.resolve("r.csv"), List.of("x"), 0)) {
            assertThatThrownBy(() -> {
                        for (int step = 0; step < 100_000; step++) {
                            writer.append(step, List.of(Reals.of(0.1)));
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write")
                    .hasMessageContaining("r.csv.partial")
                    .hasMessageContaining("No space left");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("nothing is thrown away").containsExactly(folder.resolve("r.csv.partial"));
        }
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        Path file = folder.resolve("a.json");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 17]);
                    throw new IOException("No space left on device");
                }))
                .hasMessage("cannot write " + file + ": No space left on device");
        assertThat(file).hasContent("old");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }
}
