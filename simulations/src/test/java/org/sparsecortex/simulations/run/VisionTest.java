package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** V1 scenarios whole: what a population downstream makes of the code, and penalties on natural images, if those are there. */
@Tag("slow")
class VisionTest {
    private static final Path DATA = Path.of("../../shared/data");

    @TempDir
    private Path folder;

    private RecordTable run(String config, Map<String, String> changes, String record) throws IOException {
        ReadScenario read = new ScenarioReader(List.of(DATA)).read(Path.of("../configs/v1/" + config), changes);
        RunDirectory run = Simulation.run(
                read, new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 1, 0, false), new RunListener() {});
        return RecordTable.read(run.records(), record);
    }

    /** Of 8 fixations only the first, which follows a reset, cannot be expected: 1/8 once a path is known, 1 on a new one. */
    @Test
    void aTemporalMemoryLearnsTheScanPathFromTheCodeOfV1() throws IOException {
        Map<String, String> changes = Map.of(
                "/inputs/eye/scanPathRepeats",
                "14",
                "/phases/0/steps",
                "72",
                "/phases/1/steps",
                "40",
                "/phases/3/steps",
                "64",
                "/phases/4/steps",
                "40");
        double[] surprise = run("hypercolumns.json", changes, "surprise").column("memory.anomaly");
        assertThat(mean(surprise, 72, 112)).isBetween(0.125, 0.15);
        assertThat(mean(surprise, 112, 120)).isGreaterThan(0.9);
        assertThat(mean(surprise, 184, 224)).isBetween(0.125, 0.15);
    }

    /** Errors at 8 active units order CEL0 below l1/2 below l0 below l1: Rentzeperis et al. 2023, figure 2. */
    @Test
    void naturalImagesOrderThePenaltiesAsInThePaper() throws IOException {
        assumeThat(Files.exists(DATA.resolve("natural-images")))
                .as(DATA.toAbsolutePath() + " with natural images")
                .isTrue();
        Map<String, String> changes = Map.of(
                "/inputs/images/images", "{\"type\": \"files\", \"paths\": [\"natural-images\"], \"rawHeight\": 512}",
                "/inputs/images/preprocessing", "[]",
                "/phases/0/steps", "60",
                "/phases/2/steps", "10");
        RecordTable curves = run("penalties.json", changes, "curves");
        double[] error = new double[4];
        String[] order = {"cel0", "half", "hard", "soft"};
        for (int i = 0; i < order.length; i++) {
            assertThat(mean(curves.column(order[i] + ".activeAtoms"), 80, 90)).isBetween(7.6, 8.4);
            error[i] = mean(curves.column(order[i] + ".mse"), 80, 90);
        }
        assertThat(error).isSorted();
        assertThat(error[3]).isGreaterThan(1.5 * error[0]);
    }

    private static double mean(double[] values, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElseThrow();
    }
}
