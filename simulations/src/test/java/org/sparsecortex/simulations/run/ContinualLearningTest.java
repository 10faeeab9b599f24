package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.table.RecordTable;

/** Permuted handwritten digits, if those are there: dendrites keep what k winners and a plain network forget. */
@Tag("slow")
class ContinualLearningTest {
    private static final Path DATA = Path.of("../../shared/data");
    private static final int TASKS = 4;

    @TempDir
    private Path folder;

    private static Map<String, String> changes() {
        Map<String, String> changes = new HashMap<>();
        changes.put("/inputs/digits/path", "\"mnist/digits-6000-images-idx3-ubyte.gz\"");
        changes.put("/inputs/digits/labels", "\"mnist/digits-6000-labels-idx1-ubyte.gz\"");
        changes.put("/inputs/digits/trainImages", "5000");
        changes.put("/inputs/digits/testImages", "512");
        changes.put("/inputs/digits/trainSteps", "156");
        changes.put("/inputs/digits/testSteps", "8");
        changes.put("/populations/prototypes/inputs", "784");
        changes.put("/populations/dendrites/contextSize", "784");
        changes.put("/sweep/repeats", "2");
        for (String owner : List.of(
                "inputs/digits",
                "populations/prototypes",
                "populations/dendritesTasks",
                "populations/kwtaTasks",
                "populations/mlpTasks")) {
            changes.put("/" + owner + "/tasks", String.valueOf(TASKS));
        }
        for (String net : List.of("dendrites", "kwta", "mlp")) {
            changes.put("/populations/" + net + "/inputs", "784");
            changes.put("/populations/" + net + "/hidden", "[256, 256]");
            changes.put("/populations/" + net + "/optimiser/learningRate", "0.001");
        }
        changes.put("/populations/dendrites/segments", String.valueOf(TASKS));
        return changes;
    }

    /** Measured 0.88 against 0.83 of the plain network, which is as good as 0.91 on the task it has just been taught. */
    @Test
    void dendritesKeepPermutedHandwrittenDigits() throws IOException {
        assumeThat(Files.exists(DATA.resolve("mnist")))
                .as(DATA.toAbsolutePath() + " with mnist")
                .isTrue();
        ReadScenario read = new ScenarioReader(List.of(DATA))
                .read(Path.of("../configs/neurons/continual-learning.json"), changes());
        RunDirectory run = Sweep.run(
                read, new RunOptions(folder, RunOptions.Engine.ACTORS, 2, 1, 0, false), new RunListener() {}, false);
        RecordTable curves = RecordTable.read(run.records(), "curves");
        double dendrites = mean(curves, "dendritesTasks.meanAccuracy");
        assertThat(dendrites).isGreaterThan(0.86);
        assertThat(dendrites).isGreaterThan(mean(curves, "mlpTasks.meanAccuracy") + 0.03);
        assertThat(mean(curves, "mlpTasks.latestTask")).isGreaterThan(0.9); // it did learn
    }

    /** Mean over the repeats of a column after all tasks. */
    private static double mean(RecordTable curves, String column) throws IOException {
        double[] values = curves.column(column);
        double[] tasks = curves.column("dendritesTasks.learned");
        double[] last = IntStream.range(0, values.length)
                .filter(i -> tasks[i] == TASKS)
                .mapToDouble(i -> values[i])
                .toArray();
        assertThat(last).hasSize(2);
        return (last[0] + last[1]) / 2;
    }
}
