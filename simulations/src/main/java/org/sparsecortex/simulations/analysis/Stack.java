package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.table.CsvTable;
import org.sparsecortex.simulations.table.RecordTable;

/** A record of all runs in one table, one run under the other: a chart with {@code meanByX} draws means over the repeats. */
@TypeName(value = "stack", doc = "a record of all runs, one under the other, for curves of means over repeats")
public record Stack(
        @Param(doc = "name of the analysis") String id,
        @Param(doc = "record, by its id") String record,

        @Param(doc = "columns of the record, or vector signals, of which the last row is taken, all of one length")
        List<String> signals)
        implements AnalysisSpec {
    public Stack {
        Checks.that(!signals.isEmpty(), "signals", "[]", "at least one signal is needed");
    }

    @Override
    public List<Use> uses() {
        return Use.each("/signals", record, signals);
    }

    @Override
    public Result analyse(List<SweepRun> runs) throws IOException {
        List<String> header = new ArrayList<>(signals);
        header.add("repeat");
        CsvTable stacked = new CsvTable(header);
        for (SweepRun run : runs) {
            RecordTable table = RecordTable.read(run.records(), record);
            List<double[]> columns = new ArrayList<>();
            for (String signal : signals) {
                columns.add(table.hasColumn(signal) ? table.column(signal) : table.vector(signal));
                Checks.equal("values of " + signal, columns.get(columns.size() - 1).length, columns.get(0).length);
            }
            for (int i = 0; i < columns.get(0).length; i++) {
                List<Object> row = new ArrayList<>();
                for (double[] column : columns) {
                    row.add(column[i]);
                }
                row.add(run.repeat());
                stacked.add(row);
            }
        }
        return new Result(Map.of(), Optional.of(stacked));
    }
}
