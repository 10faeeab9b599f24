package org.sparsecortex.simulations.input.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.param.Param;

/**
 * What columns of a table say about its rows: which belong to the input, where a sequence begins, in which to learn.
 *
 * <pre>
 *   reset:     1 or true where a new sequence begins, 0, false or empty elsewhere
 *   sequence:  a new sequence begins where its text differs from that of the row before, and in the first row
 *   learn:     0 or false where plasticity is off, 1, true or empty elsewhere
 *   where:     rows whose cells are these texts; all others are passed over, as if they were not there
 * </pre>
 */
public record RowSpec(
        @Param(doc = "column that is 1 where a new sequence begins; empty for none", def = "\"\"")
        String reset,

        @Param(doc = "column whose change begins a new sequence; empty for none", def = "\"\"")
        String sequence,

        @Param(doc = "column that is 0 where plasticity is off; empty for none", def = "\"\"")
        String learn,

        @Param(
                doc = "texts by column; rows with other texts are passed over, for example those of other sensors",
                def = "{}")
        Map<String, String> where) {
    private static final List<String> YES = List.of("1", "1.0", "true", "yes");
    private static final List<String> NO = List.of("0", "0.0", "false", "no");

    public RowSpec {
        where = Map.copyOf(where);
    }

    /** The columns that it reads. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(new TreeMap<>(where).keySet());
        for (String column : List.of(reset, sequence, learn)) {
            if (!column.isEmpty()) {
                columns.add(column);
            }
        }
        return columns;
    }

    /** Whether a cell says yes; {@code empty} for a cell without text. */
    static boolean isYes(String column, String cell, boolean empty) {
        String text = cell.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return empty;
        }
        if (!YES.contains(text) && !NO.contains(text)) {
            throw new IllegalArgumentException(
                    "column '" + column + "': '" + cell + "' is neither yes nor no; write 1 or 0, true or false");
        }
        return YES.contains(text);
    }
}
