package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot grow at 20 moments of a run, by the limit of a real system; then, with space again, the same bytes. */
@Tag("slow")
class FullDiskTest {
    private static final int LIMIT_KIB = 32;

    @TempDir
    private Path limited;

    @TempDir
    private Path free;

    @Test
    void aRunThatMetALimitAtAnyMomentIsResumedByteForByte() throws IOException, InterruptedException {
        Path shell = Path.of("/bin/bash");
        assumeThat(shell).as("a shell with ulimit").exists();
        Path out = free.resolve("out");
        Process process = new ProcessBuilder(
                        shell.toString(),
                        "-c",
                        "ulimit -f " + LIMIT_KIB + "; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileLimit.class.getName(),
                        limited.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        assertThat(lines).hasSize(FileLimit.MOMENTS).allMatch(l -> l.startsWith("failed cannot write"));
        int resumed = 0;
        for (int moment = 0; moment < FileLimit.MOMENTS; moment++) {
            var read = FileLimit.scenario(moment, limited);
            RunDirectory run = RunDirectory.of(limited, read.scenario().name(), read.hash());
            resumed += run.lastCheckpoint().isPresent() ? 1 : 0;
            assertThat(Files.size(run.records().resolve("many." + (moment % 2 == 0 ? "csv" : "npy") + ".partial")))
                    .as("moment %d", moment)
                    .isPositive();
            Simulation.resume(run, read, FileLimit.options(moment, limited), new RunListener() {});
            RunDirectory oracle = Simulation.run(read, FileLimit.options(moment, free), new RunListener() {});
            for (String file : List.of("few.csv", "many." + (moment % 2 == 0 ? "csv" : "npy"))) {
                assertThat(run.records().resolve(file))
                        .as("moment %d", moment)
                        .hasSameBinaryContentAs(oracle.records().resolve(file));
            }
        }
        assertThat(resumed).as("runs that had a checkpoint").isGreaterThan(8);
    }
}
