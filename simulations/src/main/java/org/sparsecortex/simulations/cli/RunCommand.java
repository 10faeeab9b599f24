package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scenario; a scenario with a sweep runs all its variants. */
@Command(
        name = "run",
        description = "Run a scenario: simulate, record, compute metrics, draw charts.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "JSON file of the scenario")
    private Path file;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "folder of run directories (default: ${DEFAULT-VALUE})")
    private Path output;

    @Option(names = "--force", description = "replace an existing run directory")
    private boolean force;

    @Option(names = "--resume", description = "continue the run if it was interrupted, else start it")
    private boolean resume;

    @Option(
            names = "--set",
            paramLabel = "POINTER=JSON",
            description = "put a value into the scenario, for example /seed=7; may be repeated")
    private Map<String, String> overrides = new LinkedHashMap<>();

    RunCommand() {}

    @Override
    public Integer call() throws IOException {
        ReadScenario read = new ScenarioReader(engine.dataRoots()).read(file, overrides);
        try (Terminal terminal = new Terminal()) {
            var options = engine.toRunOptions(output, force);
            RunDirectory directory = RunDirectory.of(output, read.scenario().name(), read.hash());
            if (read.scenario().sweep().isPresent()) {
                directory = Sweep.run(read, options, terminal, resume);
            } else if (resume && directory.lastCheckpoint().isPresent() && !directory.isComplete()) {
                directory = Simulation.resume(directory, read, options, terminal);
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
