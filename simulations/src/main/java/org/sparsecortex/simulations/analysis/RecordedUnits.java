package org.sparsecortex.simulations.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * A recorded signal that says something of each of some units, once or for several samples a row: codes, activations, SDRs.
 *
 * <pre>
 *   value of unit u in sample r S + s = x_r[s U + u],   u &lt; U units, s &lt; S samples of row r
 * </pre>
 *
 * Source: our own.
 *
 * @param record id of the record
 * @param signal name of the signal in it
 */
public record RecordedUnits(
        @Param(doc = "record, by its id") String record,
        @Param(doc = "vector signal or SDR that it holds") String signal) {
    private static final String INDEX = "index";
    private static final String STEP = "step";

    /** The records of several; their signals may be SDRs, which have columns of other names. */
    static List<AnalysisSpec.Use> uses(String at, List<RecordedUnits> units) {
        List<AnalysisSpec.Use> all = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            all.add(new AnalysisSpec.Use(at + "/" + i + "/record", units.get(i).record(), ""));
        }
        return all;
    }

    /**
     * The values of each unit over all samples, in the order of rows and, within a row, of samples. Of an SDR a row is a step that
     * has active bits.
     *
     * @param size units of a sample; 0 if a row is one
     */
    double[][] values(Path records, int size) throws IOException {
        RecordTable table = RecordTable.read(records, record);
        if (table.hasColumn(INDEX)) {
            Checks.that(size > 0, "size", size, "the SDR '" + signal + "' does not tell; give its number of units");
            return bits(table.column(STEP), table.column(INDEX), size);
        }
        double[][] columns = table.matrix(signal);
        int units = size == 0 ? columns.length : size;
        Checks.that(
                columns.length % units == 0,
                "size",
                size,
                "must divide the " + columns.length + " numbers of " + signal);
        int samples = columns.length / units;
        double[][] values = new double[units][table.rows() * samples];
        for (int c = 0; c < columns.length; c++) {
            for (int r = 0; r < table.rows(); r++) {
                values[c % units][r * samples + c / units] = columns[c][r];
            }
        }
        return values;
    }

    /** Vectors of {@code size} numbers, one after another in the last row. */
    double[][] vectors(Path records, int size) throws IOException {
        double[] all = RecordTable.read(records, record).vector(signal);
        Checks.that(
                size > 0 && all.length % size == 0,
                "size",
                size,
                "must divide the " + all.length + " numbers of " + signal);
        double[][] vectors = new double[all.length / size][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = Arrays.copyOfRange(all, i * size, (i + 1) * size);
        }
        return vectors;
    }

    private static double[][] bits(double[] steps, double[] indices, int size) {
        double[] rows = Arrays.stream(steps).distinct().toArray();
        double[][] values = new double[size][rows.length];
        int row = 0;
        for (int i = 0; i < steps.length; i++) {
            row = steps[i] == rows[row] ? row : row + 1;
            int bit = Checks.inRange("bit", (int) indices[i], 0, size - 1);
            values[bit][row] = 1.0;
        }
        return values;
    }
}
