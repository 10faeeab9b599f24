package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.Sweep;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks scenarios without running them. */
@Command(
        name = "validate",
        description = "Check a scenario and show every problem; nothing is run.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "JSON file of the scenario")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder from which the scenario may read files; may be repeated")
    private List<Path> dataRoots = List.of();

    @Option(
            names = "--set",
            paramLabel = "POINTER=JSON",
            description = "put a value into the scenario; may be repeated")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--normalised", description = "print the scenario with every default filled in")
    private boolean normalised;

    ValidateCommand() {}

    @Override
    public Integer call() throws IOException {
        ReadScenario read = new ScenarioReader(EngineOptions.folders(dataRoots)).read(file, overrides);
        int points = read.scenario().sweep().isEmpty()
                ? 1
                : Sweep.check(read).points().size();
        var err = spec.commandLine().getErr();
        read.notices().forEach(notice -> err.println("note: " + notice));
        err.flush();
        var out = spec.commandLine().getOut();
        if (normalised) {
            out.print(read.json());
        } else {
            out.println(file + " is valid: " + read.network().schedule().totalSteps() + " steps, "
                    + (points == 1 ? "" : points + " points, ") + "hash " + read.hash());
        }
        out.flush();
        return 0;
    }
}
