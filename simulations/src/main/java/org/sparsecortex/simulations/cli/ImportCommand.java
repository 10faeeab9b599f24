package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.nir.NirImport;
import org.sparsecortex.simulations.problem.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a scenario of a network that another library wrote. */
@Command(
        name = "import",
        description =
                "Make a scenario of a network of spiking neurons in a NIR file, as snnTorch, Norse, Rockpool and others write it.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "GRAPH", description = "NIR file (HDF5)")
    private Path graph;

    @Parameters(index = "1", paramLabel = "FILE", description = "scenario to write; it must not exist")
    private Path file;

    @Option(
            names = "--step-ms",
            paramLabel = "MS",
            description =
                    "duration of a step, for which a spike is 1 (default: ${DEFAULT-VALUE}, as the libraries train)")
    private double stepMs = 0.1;

    @Option(
            names = "--exact",
            description = "integrate exactly; without, a step is one of forward Euler, by which the libraries train")
    private boolean exact;

    @Option(names = "--steps", paramLabel = "N", description = "steps of the scenario (default: ${DEFAULT-VALUE})")
    private int steps = 1000;

    ImportCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!(stepMs >= 1e-4 && stepMs <= 10) || steps < 1) {
            throw new UserError("--step-ms = " + stepMs + " and --steps = " + steps
                    + ": a step must last 0.0001 to 10 ms, and at least one is needed");
        }
        if (!Files.isRegularFile(graph)) {
            throw new UserError(graph + ": there is no such file");
        }
        if (Files.exists(file)) {
            throw new UserError(file + " exists; it is not overwritten");
        }
        NirImport.Imported made = NirImport.read(graph, !exact, stepMs / 1000, steps);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, made.scenario());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        spec.commandLine()
                .getOut()
                .println("wrote " + file + ": " + made.neurons() + " neurons, " + made.synapses()
                        + " synapses; its inputs are random spikes, to be replaced\nrun it with: sparsecortex run "
                        + file);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
