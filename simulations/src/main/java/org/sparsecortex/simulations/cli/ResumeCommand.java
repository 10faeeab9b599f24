package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.Invocation;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Continues an interrupted run, under any plan. */
@Command(
        name = "resume",
        description = "Continue a run or a sweep that did not end: from its last good checkpoint, or its records.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "run directory")
    private Path run;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private FeedOptions feed;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private WatchOption watch;

    ResumeCommand() {}

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = new RunDirectory(run);
        if (directory.isComplete()) {
            throw new UserError(run + " is complete; there is nothing to resume");
        }
        try (Terminal terminal = engine.terminal(spec, Long.MAX_VALUE)) {
            ReadScenario read = readAgain(directory, engine.dataRoots(), terminal, cluster::reader);
            Invocation invocation = new Invocation(Main.arguments(spec), Map.of());
            RunOptions options = cluster.addTo(
                    engine.toRunOptions(run.toAbsolutePath().getParent(), false, invocation, feed.toLiveOptions()),
                    engine,
                    read);
            boolean sweep = read.scenario().sweep().isPresent();
            RunDirectory done = watch.run(
                    read,
                    directory,
                    terminal,
                    listener -> sweep
                            ? Sweep.resume(directory, read, options, listener)
                            : Simulation.resume(directory, read, options, listener));
            return RunCommand.finish(done, terminal);
        }
    }

    /**
     * Reads the normalised scenario of a run; its files are found below {@code moreRoots} and in the folders that the manifest
     * names, as far as these are still there.
     */
    static ReadScenario readAgain(RunDirectory directory, List<Path> moreRoots, RunListener listener)
            throws IOException {
        return readAgain(directory, moreRoots, listener, ScenarioReader::new);
    }

    private static ReadScenario readAgain(
            RunDirectory directory,
            List<Path> moreRoots,
            RunListener listener,
            Function<List<Path>, ScenarioReader> reader)
            throws IOException {
        if (!Files.exists(directory.scenario())) {
            throw new UserError(directory.path() + " is no run directory: scenario.json is missing");
        }
        List<Path> roots = new ArrayList<>(moreRoots);
        roots.addAll(known(directory, listener));
        List<Path> there = roots.stream().filter(Files::isDirectory).toList();
        List<Path> gone =
                roots.stream().filter(root -> !Files.isDirectory(root)).toList();
        if (!gone.isEmpty()) {
            listener.message("not there any more: " + gone + "; files of the scenario are looked for with --data");
        }
        Path folder = there.isEmpty() ? directory.path() : there.get(0);
        try {
            String text = Files.readString(directory.scenario());
            return reader.apply(there).read(text, "scenario.json", folder, Map.of());
        } catch (CharacterCodingException e) {
            throw new UserError(directory.scenario() + " is damaged: it is not text in UTF-8", e);
        }
    }

    /** Folder of the scenario and its data folders, from the manifest. */
    private static List<Path> known(RunDirectory directory, RunListener listener) throws IOException {
        List<Path> roots = new ArrayList<>();
        if (!Files.exists(directory.manifest())) {
            listener.message(directory.manifest() + " is missing; files of the scenario are looked for with --data");
            return roots;
        }
        try {
            Map<String, Object> manifest = directory.readManifest();
            if (manifest.get("scenarioFolder") instanceof String folder) {
                roots.add(Path.of(folder));
            }
            if (manifest.get("dataRoots") instanceof List<?> known) {
                known.forEach(root -> roots.add(Path.of(String.valueOf(root))));
            }
        } catch (UserError damaged) {
            listener.message(damaged.getMessage() + "; files of the scenario are looked for with --data");
        }
        return roots;
    }
}
