package org.sparsecortex.simulations.cli;

import java.util.concurrent.Callable;
import org.sparsecortex.simulations.scenario.SchemaGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of scenarios. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of scenarios, for editors.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    SchemaCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(new SchemaGenerator().schema());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
