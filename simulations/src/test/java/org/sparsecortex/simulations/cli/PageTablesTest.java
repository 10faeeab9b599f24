package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sparsecortex.simulations.scenario.PageTables;

/** The tables of parameters on the pages are those of the program. */
class PageTablesTest {
    private static final String CURE =
            "write it anew with: ./sparsecortex list --fill docs/scenario.md docs/nab.md docs/models/*.md";

    @Test
    void theTablesOfThePagesAreCurrent() throws IOException {
        PageTables tables = new PageTables();
        for (Path page : PageCommands.pages()) {
            String text = Files.readString(page);
            assertThat(text).as(page + " is not current; " + CURE).isEqualTo(tables.fill(page.toString(), text));
        }
    }

    @Test
    void everythingThatAScenarioCanHoldIsOnAPage() throws IOException {
        PageTables tables = new PageTables();
        Set<String> missing = new TreeSet<>(tables.all());
        for (Path page : PageCommands.pages()) {
            missing.removeAll(tables.shown(page.toString(), Files.readString(page)));
        }
        assertThat(missing)
                .as("put <!-- list NAME --> and <!-- end of list --> on a page, then " + CURE)
                .isEmpty();
    }
}
