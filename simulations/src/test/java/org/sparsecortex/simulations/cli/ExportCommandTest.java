package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.table.RecordTable;

class ExportCommandTest {
    @TempDir
    private Path folder;

    private String printed;

    private int execute(String... args) {
        StringWriter text = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(args);
        printed = text.toString();
        return code;
    }

    private Path run(String output, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("data.json"), PythonTest.SCENARIO);
        Path to = folder.resolve(output);
        String[] args = Stream.concat(Stream.of("run", file.toString(), "--output", to.toString()), Stream.of(more))
                .toArray(String[]::new);
        assertThat(execute(args)).as(printed).isZero();
        try (Stream<Path> all = Files.list(to)) {
            return all.findFirst().orElseThrow();
        }
    }

    @Test
    void aRunIsOneFileWithShapesStepsAndUnits() throws IOException {
        Path run = run("a");
        Path target = folder.resolve("run.h5");
        assertThat(execute("export", run.toString(), target.toString()))
                .as(printed)
                .isZero();
        try (HdfFile file = new HdfFile(target)) {
            assertThat(file.getAttribute("scenario").getData()).isEqualTo("data");
            assertThat(file.getAttributes()).doesNotContainKey("_jHDF");
            assertThat((String) file.getDatasetByPath("/metrics").getData())
                    .isEqualTo(Files.readString(run.resolve("metrics.json")));
            RecordTable curves = RecordTable.read(run.resolve("records"), "curves");
            double[][] anomaly = (double[][])
                    file.getDatasetByPath("/records/curves/tm.anomaly").getData();
            assertThat(Arrays.stream(anomaly).mapToDouble(row -> row[0]).toArray())
                    .containsExactly(curves.column("tm.anomaly"));
            int[][] count = (int[][])
                    file.getDatasetByPath("/records/curves/tm.expectedCount").getData();
            double[][][][] dictionary = (double[][][][])
                    file.getDatasetByPath("/records/dictionary/v1.dictionary").getData();
            assertThat(dictionary[0]).hasDimensions(5, 4);
            assertThat(dictionary[0][4][3][2])
                    .isEqualTo(RecordTable.read(run.resolve("records"), "dictionary")
                            .column("78")[0]);
            assertThat((long[]) file.getDatasetByPath("/records/segments/step").getData())
                    .containsExactly(5, 15, 25);
            for (String record : new String[] {"predicted", "predictedNpy"}) {
                String at = "/records/" + record + "/tm.predictedColumns/";
                long[] starts = (long[]) file.getDatasetByPath(at + "indptr").getData();
                assertThat(starts).hasSize(31).startsWith(0, 0);
                for (int step = 0; step + 1 < 30; step++) {
                    assertThat(starts[step + 1] - starts[step]).isEqualTo(count[step + 1][0]);
                }
                assertThat((int[]) file.getDatasetByPath(at + "indices").getData())
                        .hasSize((int) starts[30]);
            }
        }
        Path again = folder.resolve("again.h5");
        assertThat(execute("export", run.toString(), again.toString())).isZero();
        assertThat(again).hasSameBinaryContentAs(target);
    }

    @Test
    void sweepsAndStoppedRunsAreExportedToo() throws IOException {
        Path sweep = run(
                "s",
                "--set",
                "/sweep={\"axes\": [{\"pointer\": \"/inputs/in/noise\", \"label\": \"noise\", \"values\": [0.0, 0.5]}]}");
        assertThat(execute("export", sweep.toString(), folder.resolve("s.h5").toString()))
                .as(printed)
                .isZero();
        try (HdfFile file = new HdfFile(folder.resolve("s.h5"))) {
            assertThat((double[]) file.getDatasetByPath("/records/sweep/noise").getData())
                    .containsExactly(0.0, 0.5);
        }
        Path stopped = run("t", "--stop-at", "12");
        assertThat(execute("export", stopped.toString(), folder.resolve("t.h5").toString()))
                .as(printed)
                .isZero();
        try (HdfFile file = new HdfFile(folder.resolve("t.h5"))) {
            assertThat((long[]) file.getDatasetByPath("/records/curves/step").getData())
                    .hasSize(12);
        }
    }

    @Test
    void whatCannotBeExportedIsRefused() throws IOException {
        Path run = run("a");
        assertThat(execute("export", run.toString(), folder.resolve("run.mat").toString()))
                .isEqualTo(2);
        assertThat(printed).contains("ends in .h5");
        assertThat(execute("export", folder.toString(), folder.resolve("run.h5").toString()))
                .isEqualTo(2);
        assertThat(printed).contains("is no run directory");
        Path there = Files.writeString(folder.resolve("there.h5"), "mine");
        assertThat(execute("export", run.toString(), there.toString())).isEqualTo(2);
        assertThat(there).hasContent("mine");
        Files.delete(run.resolve("records/index.json"));
        assertThat(execute("export", run.toString(), folder.resolve("run.h5").toString()))
                .isEqualTo(2);
        assertThat(printed).contains("index.json is missing");
        assertThat(folder.resolve("run.h5")).doesNotExist();
        assertThat(folder.resolve("run.h5.tmp")).doesNotExist();
    }
}
