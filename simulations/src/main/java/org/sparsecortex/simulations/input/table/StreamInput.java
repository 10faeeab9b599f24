package org.sparsecortex.simulations.input.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.LiveSource;

/**
 * Rows that arrive while the run goes on, one a step; each encoded column is also offered as a number. Where they come from is
 * said when the run is started ({@code --feed}): standard input, a file that grows, a TCP port.
 *
 * <p>The rows that a run took are kept in its directory, so that it can go on after whatever ended it, and be repeated: a {@code
 * csv} input with the same fields that reads them gives the same bytes.
 */
@TypeName(value = "stream", doc = "rows of CSV that arrive while the run goes on, one a step")
public record StreamInput(
        @Param(doc = "columns to read; those with an encoder form the code, side by side in this order")
        List<FieldSpec> fields,

        @Param(doc = "names of all columns in their order; empty if the first line has them", def = "[]")
        List<String> header,

        @Param(doc = "column of time stamps", def = "\"timestamp\"")
        String timeColumn,

        @Param(doc = "how the rows are written; a separator that is left empty is found in the first line", def = "{}")
        CsvDialect dialect,

        @Param(doc = "what columns say about the rows", def = "{}")
        RowSpec rows)
        implements InputSpec {
    public StreamInput {
        fields = List.copyOf(fields);
        header = List.copyOf(header);
        Checks.atLeast("fields.size", fields.size(), 1);
        Set<String> seen = new LinkedHashSet<>();
        for (String name : header) {
            Checks.that(seen.add(name), "header", "\"" + name + "\"", "stands there twice");
            Checks.that(
                    !name.isBlank() && !name.matches(".*[,;|\"\\t\\r\\n].*"),
                    "header",
                    "\"" + name + "\"",
                    "must be a name without separator, quotation mark and line break");
        }
    }

    @Override
    public Opened open(InputContext context) {
        StreamSource source = new StreamSource(this, context.seed());
        context.require("the rows of the stream that wait", LiveSource.AHEAD * source.rowBytes());
        return Opened.endless(source);
    }
}
