package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.simulations.scenario.PageTables;

class ListCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int list(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "list";
        System.arraycopy(args, 0, all, 1, args.length);
        out.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private String describe(String name) {
        assertThat(list(name)).as(name + ": " + err).isZero();
        return out.toString();
    }

    @Test
    void everyPartOfAScenarioFileHasItsParameters() {
        assertThat(describe("scenario")).contains("phases", "populations", "(see: list record)");
        assertThat(describe("record")).contains("In: scenario.records", "one of [csv, npy]");
        assertThat(describe("phase")).contains("resetAtStart");
        assertThat(describe("metric")).contains("lastRows");
        assertThat(describe("sweep")).contains("repeats");
        assertThat(describe("series")).contains("groupBy").contains("a generated time series");
        assertThat(describe("axis")).contains("sweep-axis", "pointer", "chart-axis", "logarithmic");
        assertThat(describe("delta")).contains("delta-code", "In: connection.delta", "trained-network.layers");
        assertThat(describe("csv.fields")).startsWith("field\n").contains("column");
        assertThat(describe("csv.fields.encoder")).contains("rdse", "date-time");
        assertThat(describe("penalty")).contains("One of", "cel0");
        assertThat(describe("cel0")).contains("atomNorm");
    }

    /** A heading without anything below it said that there were read-outs. */
    @Test
    void noHeadingIsEmpty() {
        assertThat(list()).isZero();
        assertThat(out.toString()).contains("Models (populations)\n  ").doesNotContainPattern("\\)\n\n");
    }

    /** No component of a record leads to an object that cannot be described. */
    @Test
    @Tag("slow")
    void everyNameOfAPartIsDescribed() {
        for (String name : new PageTables().all()) {
            assertThat(describe(name)).as(name).contains(name + "\n");
        }
    }

    @Test
    void inputsHaveSignalsLikeModels() {
        assertThat(describe("sequence")).contains("Signals", "clean", "sdr(2048): the pattern without noise");
        assertThat(describe("csv")).contains("Signals").contains("depend on the file");
    }

    @Test
    void unknownNamesGetTheNearestFew() {
        assertThat(list("sparsey-recal")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'sparsey-recall'").doesNotContain("temporal-memory");
        assertThat(list("csv.feilds")).isEqualTo(2);
    }

    @Test
    void tablesOfAPageAreFilled() throws Exception {
        Path page = folder.resolve("page.md");
        Files.writeString(page, """
            # Mine

            <!-- list phase -->
            | old |
            <!-- end of list -->

            Text stays.

            <!-- list lca -->
            <!-- end of list -->
            """);
        assertThat(list("--fill", page.toString())).isZero();
        String filled = Files.readString(page);
        assertThat(filled)
                .contains("# Mine", "Text stays.", "| `steps` | integer | 0 | 0..1e15 steps |")
                .contains("| `cel0` |")
                .doesNotContain("| old |");
        assertThat(list("--fill", page.toString())).isZero();
        assertThat(Files.readString(page)).as("filled twice").isEqualTo(filled);
        Files.writeString(page, "<!-- list axis -->\n<!-- end of list -->\n");
        assertThat(list("--fill", page.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("page.md", "<!-- list axis --> names 2 things");
        assertThat(list("phase", "--fill", page.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("give either a NAME or --fill");
    }
}
