package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.run.UserError;
import org.sparsecortex.simulations.scenario.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Continues an interrupted run, under any plan. */
@Command(
        name = "resume",
        description = "Continue an interrupted run from its last checkpoint.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "run directory")
    private Path run;

    @Mixin
    private EngineOptions engine;

    ResumeCommand() {}

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = new RunDirectory(run);
        if (directory.isComplete()) {
            throw new UserError(run + " is complete; there is nothing to resume");
        }
        ReadScenario read = readAgain(directory, engine.dataRoots());
        try (Terminal terminal = new Terminal()) {
            var options = engine.toRunOptions(run.toAbsolutePath().getParent(), false);
            return RunCommand.finish(Simulation.resume(directory, read, options, terminal), terminal);
        }
    }

    /** Reads the normalised scenario of a run; its files are found from the folders in the manifest. */
    static ReadScenario readAgain(RunDirectory directory, List<Path> moreRoots) throws IOException {
        if (!Files.exists(directory.manifest()) || !Files.exists(directory.scenario())) {
            throw new UserError(directory.path() + " is no run directory: scenario.json or manifest.json is missing");
        }
        var manifest = JsonText.parseObject(Files.readString(directory.manifest()));
        List<Path> roots = new ArrayList<>(moreRoots);
        if (manifest.get("dataRoots") instanceof List<?> known) {
            known.forEach(root -> roots.add(Path.of(String.valueOf(root))));
        }
        Path folder = Path.of(String.valueOf(manifest.get("scenarioFolder")));
        return new ScenarioReader(roots)
                .read(Files.readString(directory.scenario()), "scenario.json", folder, java.util.Map.of());
    }
}
