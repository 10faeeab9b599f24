package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.run.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a scenario to start from. */
@Command(name = "new", description = "Write a starter scenario: anomaly or sequence.", mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    private static final List<String> TEMPLATES = List.of("anomaly", "sequence");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TEMPLATE", description = "anomaly or sequence")
    private String template;

    @Parameters(index = "1", paramLabel = "FILE", description = "file to write; it must not exist")
    private Path file;

    NewCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!TEMPLATES.contains(template)) {
            throw new UserError("there is no template '" + template + "', only " + TEMPLATES);
        }
        if (Files.exists(file)) {
            throw new UserError(file + " exists; it is not overwritten");
        }
        try (InputStream in = NewCommand.class.getResourceAsStream("/templates/" + template + ".json")) {
            Files.write(file, in.readAllBytes());
        }
        spec.commandLine().getOut().println("wrote " + file + "; run it with: sparsecortex run " + file);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
