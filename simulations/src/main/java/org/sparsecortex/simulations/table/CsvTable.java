package org.sparsecortex.simulations.table;

import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.sparsecortex.sdr.param.Checks;

/** A small table as CSV text with a header line; cells are quoted where RFC 4180 asks for it. */
public final class CsvTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private final int columns;
    private final StringBuilder text = new StringBuilder();

    /** A table without rows. */
    public CsvTable(List<String> header) {
        columns = header.size();
        text.append(FORMAT.format(header.toArray())).append('\n');
    }

    /** A cell as it is written: quoted where it must be. */
    static String cell(String text) {
        return FORMAT.format(text);
    }

    /** Appends a row of strings and numbers. */
    public void add(List<?> row) {
        Checks.equal("cells of a row", row.size(), columns);
        text.append(FORMAT.format(row.toArray())).append('\n');
    }

    /** The text of the file. */
    public String text() {
        return text.toString();
    }
}
