package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.problem.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a scenario to start from. */
@Command(
        name = "new",
        description = "Write a starter scenario, one of each family of models; --list shows them.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--list", description = "show the starters and end")
    private boolean list;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TEMPLATE",
            description = "anomaly, sequence, sparse-coding, digits, video, stream or dendrite")
    private String template;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "file to write; it must not exist")
    private Path file;

    NewCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            for (Starter starter : Starter.values()) {
                out.printf("%-15s%s%n", starter.label(), starter.shows());
            }
            out.flush();
            return 0;
        }
        if (template == null || file == null) {
            throw new UserError("name a template and the file to write; --list shows the templates");
        }
        Starter starter = Starter.of(template);
        if (Files.exists(file)) {
            throw new UserError(file + " exists; it is not overwritten");
        }
        Files.writeString(file, starter.scenario(file));
        out.println("wrote " + file + ": " + starter.shows());
        out.println("run it with: sparsecortex run " + file);
        out.println(starter.change());
        out.flush();
        return 0;
    }
}
