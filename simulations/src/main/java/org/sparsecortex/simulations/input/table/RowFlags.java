package org.sparsecortex.simulations.input.table;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.json.Names;

/** Reads what the columns of a {@link RowSpec} say about rows, one after another. */
final class RowFlags {
    private final RowSpec spec;
    private final Map<String, String> where;
    private final List<String> headings;
    private String sequence;

    /**
     * @param headings names of all columns
     * @throws IllegalArgumentException if a column is not among them
     */
    RowFlags(RowSpec spec, List<String> headings) {
        this.spec = spec;
        this.where = new TreeMap<>(spec.where());
        this.headings = headings;
        for (String name : spec.columns()) {
            Checks.that(
                    headings.contains(name),
                    "rows",
                    "'" + name + "'",
                    "is not among the columns: " + headings + Names.didYouMean(name, headings));
        }
    }

    /** Whether a row belongs to the input. */
    boolean accepts(CSVRecord row) {
        return where.isEmpty()
                || where.entrySet().stream().allMatch(e -> cell(row, e.getKey()).equals(e.getValue()));
    }

    /**
     * What a row says.
     *
     * @param before sequence of the row before; null for none
     */
    Said of(CSVRecord row, String before) {
        String own = spec.sequence().isEmpty() ? "" : cell(row, spec.sequence());
        boolean changes = !spec.sequence().isEmpty() && !own.equals(before);
        boolean resets = !spec.reset().isEmpty() && RowSpec.isYes(spec.reset(), cell(row, spec.reset()), false);
        boolean learns = spec.learn().isEmpty() || RowSpec.isYes(spec.learn(), cell(row, spec.learn()), true);
        return new Said(own, changes || resets, learns);
    }

    /** What the next row says, after those before. */
    Said next(CSVRecord row) {
        Said said = of(row, sequence);
        sequence = said.sequence;
        return said;
    }

    private String cell(CSVRecord row, String column) {
        return row.get(headings.indexOf(column));
    }

    /** What a row says: its sequence, whether one begins, whether plasticity may be on. */
    record Said(String sequence, boolean reset, boolean learn) {}
}
