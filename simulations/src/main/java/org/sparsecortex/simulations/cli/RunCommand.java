package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
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
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "JSON file of the scenario")
    private Path file;

    @Mixin
    private StartOptions start;

    @Option(names = "--explain-plan", description = "print how the populations are cut and where they run; run nothing")
    private boolean explainPlan;

    RunCommand() {}

    @Override
    public Integer call() throws IOException {
        ReadScenario read = new ScenarioReader(start.engine().dataRoots()).read(file, start.overrides());
        try (Terminal terminal = new Terminal()) {
            read.notices().forEach(notice -> terminal.message("note: " + notice));
            RunOptions options = start.toRunOptions(Main.arguments(spec));
            if (explainPlan) {
                terminal.message(options.plan(read.network()).explain());
                return 0;
            }
            RunDirectory directory;
            if (read.scenario().sweep().isPresent()) {
                directory = Sweep.run(read, options, terminal, start.resume());
            } else if (start.resume()) {
                directory = Simulation.runOrResume(read, options, terminal);
            } else {
                directory = Simulation.run(read, options, terminal);
            }
            return finish(directory, terminal);
        }
    }

    static int finish(RunDirectory directory, Terminal terminal) {
        if (directory.isComplete()) {
            terminal.message("report " + directory.report());
        }
        return 0;
    }
}
