package org.sparsecortex.simulations.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.UserError;
import picocli.CommandLine.Option;

/** Options that say how a run is carried out; none can change a result. */
final class EngineOptions {
    @Option(
            names = "--engine",
            defaultValue = "actors",
            description = "who drives the kernels: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private RunOptions.Engine engine;

    @Option(names = "--threads", paramLabel = "N", description = "worker threads (default: all processors)")
    private Integer threads;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "1",
            description = "unit ranges per population, each an actor (default: ${DEFAULT-VALUE})")
    private int partitions;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "steps between checkpoints (default: only when interrupted)")
    private long checkpointEvery;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder from which a scenario may read files, besides its own; may be repeated")
    private List<Path> dataRoots = new ArrayList<>();

    EngineOptions() {}

    RunOptions toRunOptions(Path output, boolean force) {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        try {
            return new RunOptions(output, engine, workers, partitions, checkpointEvery, force);
        } catch (IllegalArgumentException e) {
            throw new UserError("option --" + e.getMessage(), e);
        }
    }

    List<Path> dataRoots() {
        return dataRoots;
    }
}
