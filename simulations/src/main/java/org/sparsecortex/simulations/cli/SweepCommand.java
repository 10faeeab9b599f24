package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.run.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how far a sweep has come. */
@Command(
        name = "sweep",
        description = "Show how far the variants of a sweep have come.",
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "run directory of the sweep")
    private Path run;

    SweepCommand() {}

    @Override
    public Integer call() throws IOException {
        Sweep.status(new RunDirectory(run)).forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
