package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.cluster.Cluster;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.Invocation;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario; a scenario with a sweep runs all its variants. */
@Command(
        name = "run",
        description = "Run a scenario: simulate, record, compute metrics, draw charts.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "JSON file of the scenario")
    private Path file;

    @Mixin
    private StartOptions start;

    @Mixin
    private FeedOptions feed;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private WatchOption watch;

    @Option(names = "--explain-plan", description = "print how the populations are cut and where they run; run nothing")
    private boolean explainPlan;

    @Option(
            names = "--stop-at",
            paramLabel = "STEP",
            description = "write a checkpoint at this step and end, as Ctrl-C does; resume goes on")
    private Long stopAt;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description = "start from the models that this run saved, as /from says; may be repeated")
    private List<Path> from = List.of();

    @Option(
            names = "--sweep",
            description = "run the sweep of a scenario that makes a single run otherwise (whenAsked)")
    private boolean sweep;

    RunCommand() {}

    @Override
    public Integer call() throws IOException {
        ReadScenario written = read();
        ReadScenario read = isSweep(written) ? written : SweepPlan.single(written);
        checkStop(read);
        if (explainPlan && (start.engine().json() || watch.isGiven())) {
            throw new UserError("--json and --watch tell how a run goes; --explain-plan runs nothing");
        }
        try (Terminal terminal = start.engine().terminal(spec, stopAt == null ? Long.MAX_VALUE : stopAt)) {
            written.notices().forEach(notice -> terminal.message("note: " + notice));
            RunOptions options =
                    cluster.addTo(start.toRunOptions(Main.arguments(spec), feed.toLiveOptions()), start.engine(), read);
            if (explainPlan) {
                terminal.message(options.workers()
                        .map(workers -> Cluster.explain(read, workers))
                        .orElseGet(() -> options.plan(read.network()).explain()));
                return 0;
            }
            RunDirectory directory =
                    RunDirectory.of(start.output(), read.scenario().name(), read.hash());
            if (!start.force() && directory.holds(read)) {
                terminal.message(directory.path() + " is there and complete, by the same scenario and version; --force"
                        + " runs it again");
                return finish(directory, terminal);
            }
            directory = watch.run(read, directory, terminal, listener -> carryOut(read, options, listener));
            int code = finish(directory, terminal);
            boolean sweepIsLeft = written.scenario().sweep().isPresent()
                    && read.scenario().sweep().isEmpty();
            if (sweepIsLeft && directory.isComplete()) {
                terminal.message("the sweep of this scenario runs with: "
                        + Invocation.command("run", "--sweep", file.toString()));
            }
            return code;
        }
    }

    private RunDirectory carryOut(ReadScenario read, RunOptions options, RunListener listener) throws IOException {
        if (read.scenario().sweep().isPresent()) {
            return Sweep.run(read, options, listener, start.resume());
        }
        return start.resume()
                ? Simulation.runOrResume(read, options, listener)
                : Simulation.run(read, options, listener);
    }

    private ReadScenario read() throws IOException {
        if (from.isEmpty()) {
            return cluster.reader(start.engine().dataRoots()).read(file, start.overrides());
        }
        SavedRuns runs = SavedRuns.of(from, file);
        Map<String, String> overrides = new LinkedHashMap<>(Map.of("/from", runs.from()));
        overrides.putAll(start.overrides());
        List<Path> roots = new ArrayList<>(start.engine().dataRoots());
        roots.addAll(runs.roots());
        return cluster.reader(roots).read(file, overrides);
    }

    private boolean isSweep(ReadScenario read) {
        if (sweep && read.scenario().sweep().isEmpty()) {
            throw new UserError(
                    "--sweep: " + read.scenario().name() + " has no sweep; without --sweep, it is run once");
        }
        return sweep || read.scenario().sweep().stream().anyMatch(s -> !s.whenAsked());
    }

    private void checkStop(ReadScenario read) {
        if (stopAt == null) {
            return;
        }
        if (read.scenario().sweep().isPresent()) {
            throw new UserError("--stop-at is for a single run; this scenario has a sweep, stop it with Ctrl-C");
        }
        long last = read.network().schedule().totalSteps() - 1;
        if (stopAt < 1 || stopAt > last) {
            throw new UserError("--stop-at = " + stopAt + " is outside 1.." + last + ", the steps within this run");
        }
    }

    /** Says what came out: the metrics of a single run, and where the report is. */
    static int finish(RunDirectory directory, Terminal terminal) throws IOException {
        if (directory.isComplete()) {
            List<String> lines = directory.metricLines();
            lines.stream().limit(SHOWN).forEach(terminal::message);
            if (lines.size() > SHOWN) {
                terminal.message("and " + (lines.size() - SHOWN) + " more in " + directory.metrics());
            }
            terminal.message("report " + directory.report());
        }
        terminal.end(directory);
        return 0;
    }
}
