package org.sparsecortex.simulations.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** A network whose state is larger than the whole heap of the process that runs it, with a process for each half of it. */
@Tag("slow")
class LargeNetworkTest {
    /** Below 40 there is too little for Akka and the blocks that are on their way. */
    private static final int DRIVER_MIB = 64;

    private static final int WORKER_MIB = 600;
    private static final int STOP = 4;

    @TempDir
    private Path folder;

    private Path scenario() throws IOException {
        return Files.writeString(folder.resolve("large.json"), """
                {"name": "large", "phases": [{"steps": 6}],
                 "inputs": {"bits": {"type": "random-sdr", "size": 400, "active": 20}},
                 "populations": {"pooler": {"type": "spatial-pooler", "columns": 98304, "potentialFraction": 1.0}},
                 "connections": [{"from": "bits.sdr", "to": "pooler"}],
                 "records": [{"id": "active", "signals": ["pooler.activeColumns"]}]}
                """);
    }

    private Path checkpoint(RunDirectory run) {
        return run.path().resolve("checkpoints/step-00000000000" + STOP + ".ckpt");
    }

    private static List<String> limited(int mib) {
        return List.of("-Xmx" + mib + "m");
    }

    /** Runs a command to its end in processes of their own: alone, or with so many workers. */
    private String run(int mib, int workers, int exitCode, String... command) throws IOException, InterruptedException {
        try (Processes processes = new Processes(folder.resolve("printed-" + command[0] + workers + exitCode))) {
            List<String> arguments = new ArrayList<>(List.of(command));
            int port = Processes.freePort();
            if (workers > 0) {
                arguments.addAll(List.of("--cluster", "127.0.0.1:" + port, "--min-workers", "" + workers));
                arguments.addAll(List.of("--wait", "200"));
            }
            Process driver = processes.start(limited(mib), arguments);
            while (workers > 0 && driver.isAlive() && !processes.printed(driver).contains("waiting for workers")) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            for (int w = 0; w < workers; w++) {
                processes.start(
                        limited(WORKER_MIB),
                        List.of("worker", "--once", "--threads", "1", "--join", "127.0.0.1:" + port));
            }
            assertThat(Processes.ends(driver, Processes.PATIENCE_SECONDS)).isTrue();
            assertThat(driver.exitValue()).as(processes.allPrinted()).isEqualTo(exitCode);
            return processes.printed(driver);
        }
    }

    @Test
    void aRunOfANetworkLargerThanItsProcessIsStoppedAndResumedOnWorkers() throws IOException, InterruptedException {
        String scenario = scenario().toString();
        Path alone = folder.resolve("alone");
        Path several = folder.resolve("several");
        assertThat(run(DRIVER_MIB, 0, 2, "run", scenario, "--output", alone.toString()))
                .contains("/populations/pooler", "or workers share it: --workers, --cluster")
                .containsPattern("population 'pooler' needs about [34]\\d\\d MiB of memory, allowed are \\d+ MiB");
        assertThat(several).doesNotExist();
        run(3000, 0, 0, "run", scenario, "--output", alone.toString(), "--stop-at", "" + STOP);
        assertThat(run(DRIVER_MIB, 1, 2, "run", scenario, "--output", several + "1"))
                .contains("the ranges of the worker on ", "MiB of memory, allowed are ");
        run(DRIVER_MIB, 2, 0, "run", scenario, "--output", several.toString(), "--stop-at", "" + STOP);

        ReadScenario read = ScenarioReader.forSeveral(List.of()).read(Path.of(scenario), Map.of());
        RunDirectory oracle = RunDirectory.of(alone, "large", read.hash());
        RunDirectory spread = RunDirectory.of(several, "large", read.hash());
        assertThat(Files.size(checkpoint(oracle))).isGreaterThan((long) DRIVER_MIB << 20);
        assertThat(checkpoint(spread)).hasSameBinaryContentAs(checkpoint(oracle));

        run(3000, 0, 0, "resume", oracle.path().toString());
        run(DRIVER_MIB, 2, 0, "resume", spread.path().toString(), "--partitions", "5");
        assertThat(spread.isComplete()).isTrue();
        assertThat(ChaosCase.difference(ChaosCase.files(spread), ChaosCase.files(oracle)))
                .isEmpty();
    }
}
