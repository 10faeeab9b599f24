package org.sparsecortex.simulations.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Reals;

class CsvWriterTest {
    private static final String COMMA = "i.temp, C";
    private static final String QUOTE = "i.5\" \u00b0C";
    private static final String LINES = "i.two\nlines";

    @TempDir
    private Path folder;

    /** RFC 4180, section 2, rules 5 to 7: such names stand in quotation marks, and a quotation mark is doubled. */
    @Test
    void namesThatCsvCannotHoldPlainlyAreQuoted() throws IOException {
        List<String> columns = List.of(COMMA, QUOTE, LINES + "[0]", LINES + "[1]", "i.x");
        try (CsvWriter writer = new CsvWriter(folder.resolve("r.csv"), columns, 0)) {
            writer.append(7, List.of(Reals.of(1), Reals.of(2), Reals.of(3, 4), Reals.of(5)));
            writer.complete();
        }
        assertThat(Files.readString(folder.resolve("r.csv"))).isEqualTo("""
                    step,"i.temp, C","i.5"" \u00b0C","i.two
                    lines[0]","i.two
                    lines[1]",i.x
                    7,1.0,2.0,3.0,4.0,5.0
                    """);
        RecordTable table = RecordTable.read(folder, "r");
        assertThat(table.column(COMMA)).containsExactly(1);
        assertThat(table.column(QUOTE)).containsExactly(2);
        assertThat(table.vector(LINES)).containsExactly(3, 4);
        assertThat(table.vector(LINES + "[1:2]")).containsExactly(4);
        assertThat(table.column("i.x")).containsExactly(5);
    }
}
