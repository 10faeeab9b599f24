package org.sparsecortex.simulations.cli;

import java.util.concurrent.Callable;
import org.sparsecortex.simulations.scenario.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what scenarios can name. */
@Command(
        name = "list",
        description = "List models, inputs, encoders and charts, or describe one with its parameters.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TYPE", arity = "0..1", description = "type to describe, for example temporal-memory")
    private String type;

    ListCommand() {}

    @Override
    public Integer call() {
        Catalogue catalogue = new Catalogue();
        var out = spec.commandLine().getOut();
        out.print(type == null ? catalogue.overview() : catalogue.describe(type));
        out.flush();
        return 0;
    }
}
