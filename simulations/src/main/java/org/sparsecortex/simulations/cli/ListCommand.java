package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparsecortex.simulations.scenario.Catalogue;
import org.sparsecortex.simulations.scenario.PageTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what scenarios can name. */
@Command(
        name = "list",
        description =
                "List models, inputs, encoders, charts and the parts of a scenario file, or describe one of them.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "what to describe, for example temporal-memory, record, axis, csv.fields")
    private String name;

    @Option(
            names = "--fill",
            paramLabel = "PAGE",
            arity = "1..*",
            description = "write the tables between <!-- list NAME --> and <!-- end of list --> of Markdown pages anew")
    private List<Path> pages = List.of();

    ListCommand() {}

    @Override
    public Integer call() throws IOException {
        if (name != null && !pages.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a NAME or --fill with pages");
        }
        PageTables tables = new PageTables();
        for (Path page : pages) {
            Files.writeString(page, tables.fill(page.toString(), Files.readString(page)));
        }
        if (pages.isEmpty()) {
            Catalogue catalogue = new Catalogue();
            var out = spec.commandLine().getOut();
            out.print(name == null ? catalogue.overview() : catalogue.describe(name));
            out.flush();
        }
        return 0;
    }
}
