package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.Output;
import org.sparsecortex.simulations.run.Remarks;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the charts of a run again, without simulating. */
@Command(
        name = "plot",
        description = "Draw the charts of a run again from its records, and its report with them.",
        mixinStandardHelpOptions = true)
final class PlotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "run directory")
    private Path run;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "take the charts from this scenario instead of the run's own")
    private Path scenario;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder from which the scenario may read files; may be repeated")
    private List<Path> dataRoots = List.of();

    @Option(names = "--chart", paramLabel = "ID", description = "draw only this chart; may be repeated")
    private List<String> only = List.of();

    PlotCommand() {}

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = new RunDirectory(run);
        try (Terminal terminal = new Terminal()) {
            ReadScenario read = scenario == null
                    ? ResumeCommand.readAgain(directory, EngineOptions.folders(dataRoots), terminal)
                    : new ScenarioReader(EngineOptions.folders(dataRoots)).read(scenario, java.util.Map.of());
            if (!directory.isSweep()) {
                read = SweepPlan.single(read);
            }
            if (scenario == null && directory.isComplete()) {
                Output.redraw(read, directory, Set.copyOf(only), terminal);
                return 0;
            }
            Remarks remarks = new Remarks(terminal);
            Output.draw(read.scenario(), directory, Set.copyOf(only), terminal, remarks);
            remarks.requireAllMade();
        }
        return 0;
    }
}
