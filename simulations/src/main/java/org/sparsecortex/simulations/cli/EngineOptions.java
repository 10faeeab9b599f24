package org.sparsecortex.simulations.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparsecortex.simulations.live.LiveOptions;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.Invocation;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.RunOptions.Continuing;
import org.sparsecortex.simulations.scenario.ReadScenario;
import picocli.CommandLine.Model.CommandSpec;
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
            description =
                    "unit ranges per population, each an actor (default: 1; with workers: by what a population costs)")
    private Integer partitions;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "steps between checkpoints (default: only when interrupted)")
    private long checkpointEvery;

    @Option(
            names = "--checkpoint-seconds",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "seconds between checkpoints (default: none by the clock)")
    private double checkpointSeconds;

    @Option(
            names = "--keep-checkpoints",
            paramLabel = "N",
            defaultValue = "" + RunOptions.KEPT_CHECKPOINTS,
            description = "newest checkpoints that are kept (default: ${DEFAULT-VALUE})")
    private int keepCheckpoints;

    @Option(names = "--any-version", description = "continue from a checkpoint of another version of the program, too")
    private boolean anyVersion;

    @Option(names = "--from-start", description = "begin a run that is continued again at its first step")
    private boolean fromStart;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder from which a scenario may read files, besides its own; may be repeated")
    private List<Path> dataRoots = new ArrayList<>();

    @Option(
            names = "--json",
            description =
                    "print progress and end as JSON on standard output, one object a line; all else goes to standard error")
    private boolean json;

    EngineOptions() {}

    /** The terminal of a command, which tells standard output of progress and end if asked for. */
    Terminal terminal(CommandSpec command, long stopAt) {
        PrintWriter out = command.commandLine().getOut();
        return new Terminal(stopAt, out, json ? Optional.of(new JsonLines(out)) : Optional.empty());
    }

    boolean json() {
        return json;
    }

    RunOptions toRunOptions(Path output, boolean force, Invocation invocation, LiveOptions live) {
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Continuing continuing =
                fromStart ? Continuing.FROM_START : anyVersion ? Continuing.ANY_VERSION : Continuing.STRICT;
        try {
            return new RunOptions(
                    output,
                    engine,
                    workers,
                    partitions == null ? 1 : partitions,
                    checkpointEvery,
                    checkpointSeconds,
                    keepCheckpoints,
                    force,
                    continuing,
                    invocation,
                    live,
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new UserError("option --" + asTyped(e.getMessage()), e);
        }
    }

    /** A message that begins with the name of a parameter: as the option is typed, keepCheckpoints is keep-checkpoints. */
    private static String asTyped(String message) {
        int end = Math.max(0, message.indexOf(' '));
        String name = message.substring(0, end);
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + message.substring(end);
    }

    /** Refuses threads that would not be used. The runs of a sweep are shared out to them whatever the engine. */
    void requireUsedThreads(ReadScenario read) {
        if (engine == RunOptions.Engine.SEQUENTIAL
                && threads != null
                && threads != 1
                && read.scenario().sweep().isEmpty()) {
            throw new UserError("--engine sequential computes in one thread, and --threads = " + threads
                    + " asks for more; leave one of both out");
        }
    }

    /** The folders, all of which are there. */
    static List<Path> folders(List<Path> dataRoots) {
        for (Path root : dataRoots) {
            if (!Files.isDirectory(root)) {
                throw new UserError("--data = " + root
                        + (Files.exists(root)
                                ? " is a file, not a folder"
                                : " is no folder: there is nothing of this name"));
            }
        }
        return dataRoots;
    }

    /** Ranges per population if they were given, else 0. */
    int rangesByHand() {
        return partitions == null ? 0 : partitions;
    }

    List<Path> dataRoots() {
        return folders(dataRoots);
    }
}
