package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.export.Hdf5Export;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a run into one HDF5 file. */
@Command(
        name = "export",
        description = "Write records, metrics, scenario and manifest of a run into one HDF5 file.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "run directory")
    private Path run;

    @Parameters(index = "1", paramLabel = "FILE", description = "file to write, ending in .h5; it must not exist")
    private Path file;

    ExportCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!file.toString().endsWith(".h5") && !file.toString().endsWith(".hdf5")) {
            throw new UserError(file + ": runs are exported as HDF5, to a file that ends in .h5");
        }
        Hdf5Export.write(new RunDirectory(run), file);
        spec.commandLine().getOut().println("wrote " + file);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
