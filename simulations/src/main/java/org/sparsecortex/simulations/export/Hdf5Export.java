package org.sparsecortex.simulations.export;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.Manifest;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * A run as one HDF5 file: its records with their axes, units and steps, and scenario, manifest and metrics as JSON text.
 *
 * <pre>
 *   /                                attributes: format = 1, sparsecortex, scenario, hash, seed, status
 *   /scenario /manifest /metrics     JSON text
 *   /records/ID                      attributes: first, every, count
 *   /records/ID/step                 int64 [rows]
 *   /records/ID/SIGNAL               float64 or int32 [rows, axes...]; attributes: kind, unit, doc
 *   /records/ID/SIGNAL/indices       of an SDR: int32 [active bits]; attributes of the group: kind, size, doc
 *   /records/ID/SIGNAL/indptr        int64 [rows + 1]: bits of row i are indices[indptr[i]] .. indices[indptr[i + 1] - 1]
 *   /records/TABLE/COLUMN            of a sweep: float64 or text [rows]
 * </pre>
 *
 * A data set without elements is left out, as the library cannot write one. The same run gives the same bytes. The file is built
 * in memory, one data set after another.
 */
public final class Hdf5Export {
    private static final long FORMAT = 1;

    private final RunDirectory run;
    private final WritableHdfFile file;

    private Hdf5Export(RunDirectory run, WritableHdfFile file) {
        this.run = run;
        this.file = file;
    }

    /**
     * Writes the file; it appears whole or not at all.
     *
     * @throws UserError if the run has no index of its records, as one of a former version, or the file is there
     * @throws IOException if a file cannot be read or written
     */
    public static void write(RunDirectory run, Path target) throws IOException {
        if (!Files.exists(run.manifest())) {
            throw new UserError(run.path() + " is no run directory: manifest.json is missing");
        }
        Path index = run.records().resolve("index.json");
        if (!Files.exists(index)) {
            throw new UserError(
                    index + " is missing: the run has written no record yet, or is one of an earlier version");
        }
        if (Files.exists(target)) {
            throw new UserError(target + " exists; it is not overwritten");
        }
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            try (WritableHdfFile file = HdfFile.write(temporary)) {
                file.removeAttribute("_jHDF"); // names the machine
                new Hdf5Export(run, file).all(JsonText.parseObject(Files.readString(index)));
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void all(Map<String, Object> index) throws IOException {
        Map<String, Object> manifest = run.readManifest();
        file.putAttribute("format", FORMAT);
        file.putAttribute("sparsecortex", Manifest.version());
        file.putAttribute("scenario", String.valueOf(manifest.get("scenario")));
        file.putAttribute("hash", String.valueOf(manifest.get("scenarioHash")));
        file.putAttribute("seed", ((Number) manifest.get("seed")).longValue());
        file.putAttribute("status", String.valueOf(manifest.get("status")));
        for (Path text : List.of(run.scenario(), run.manifest(), run.metrics())) {
            if (Files.exists(text)) {
                file.putDataset(text.getFileName().toString().replace(".json", ""), Files.readString(text));
            }
        }
        WritableGroup records = file.putGroup("records");
        for (var entry : ((Map<?, ?>) index.get("records")).entrySet()) {
            String id = (String) entry.getKey();
            Map<?, ?> of = (Map<?, ?>) entry.getValue();
            WritableGroup group = records.putGroup(id);
            RecordTable table = RecordTable.read(run.records(), id);
            if (of.get("signals") instanceof List<?> signals) {
                record(group, table, of, signals);
            } else {
                table(group, table);
            }
        }
    }

    private static void table(WritableGroup group, RecordTable table) throws IOException {
        for (String name : table.names()) {
            if (table.rows() > 0) {
                group.putDataset(
                        name, table.hasText(name) ? table.text(name).toArray(new String[0]) : table.column(name));
            }
        }
    }

    private static void record(WritableGroup group, RecordTable table, Map<?, ?> of, List<?> signals)
            throws IOException {
        long first = ((Number) of.get("first")).longValue();
        long every = ((Number) of.get("every")).longValue();
        long count = ((Number) of.get("count")).longValue();
        group.putAttribute("first", first);
        group.putAttribute("every", every);
        group.putAttribute("count", count);
        Map<?, ?> spec = (Map<?, ?>) signals.get(0);
        boolean sdr = "sdr".equals(spec.get("kind"));
        int rows = sdr ? Math.toIntExact(count) : table.rows();
        if (rows == 0) {
            return;
        }
        long[] steps =
                IntStream.range(0, rows).mapToLong(r -> first + r * every).toArray();
        group.putDataset("step", steps);
        if (sdr) {
            bits(group.putGroup((String) spec.get("signal")), table, spec, steps);
            return;
        }
        int at = "csv".equals(of.get("format")) ? 1 : 0; // behind the column of steps
        for (Object signal : signals) {
            Map<?, ?> s = (Map<?, ?>) signal;
            at = values(group, table, s, at);
        }
    }

    /** Writes the columns of a signal, from column {@code at} on; returns the column behind them. */
    private static int values(WritableGroup group, RecordTable table, Map<?, ?> spec, int at) throws IOException {
        List<Integer> axes = new ArrayList<>(List.of(table.rows()));
        ((List<?>) spec.get("shape")).forEach(axis -> axes.add((Integer) axis));
        int size = ((Number) spec.get("size")).intValue();
        double[][] columns = new double[size][];
        for (int c = 0; c < size; c++) {
            columns[c] = table.column(table.names().get(at + c));
        }
        boolean reals = "float64".equals(spec.get("type"));
        Object array = Array.newInstance(
                reals ? double.class : int.class,
                axes.stream().mapToInt(axis -> axis).toArray());
        for (int row = 0; row < table.rows(); row++) {
            fill(Array.get(array, row), columns, row, 0);
        }
        WritableDataset data = group.putDataset((String) spec.get("signal"), array);
        for (String key : List.of("kind", "unit", "doc")) {
            data.putAttribute(key, (String) spec.get(key));
        }
        if (spec.get("units") instanceof List<?> units) {
            data.putAttribute("units", numbers(units));
        }
        return at + size;
    }

    private static int[] numbers(List<?> units) {
        return units.stream().mapToInt(unit -> ((Number) unit).intValue()).toArray();
    }

    /** Fills nested arrays with the elements of a row from {@code next} on; returns the next one. */
    private static int fill(Object array, double[][] columns, int row, int next) {
        int at = next;
        for (int i = 0; i < Array.getLength(array); i++) {
            if (array instanceof double[] reals) {
                reals[i] = columns[at++][row];
            } else if (array instanceof int[] ints) {
                ints[i] = (int) columns[at++][row];
            } else {
                at = fill(Array.get(array, i), columns, row, at);
            }
        }
        return at;
    }

    private static void bits(WritableGroup group, RecordTable table, Map<?, ?> spec, long... steps) throws IOException {
        double[] step = table.column(table.names().get(0));
        double[] index = table.column(table.names().get(1));
        long[] starts = new long[steps.length + 1];
        int at = 0;
        for (int row = 0; row < steps.length; row++) {
            starts[row] = at;
            while (at < step.length && (long) step[at] == steps[row]) {
                at++;
            }
        }
        starts[steps.length] = at;
        group.putAttribute("kind", "sdr");
        group.putAttribute("size", ((Number) spec.get("size")).longValue());
        if (spec.get("units") instanceof List<?> units) {
            group.putAttribute("units", numbers(units));
        }
        group.putAttribute("doc", (String) spec.get("doc"));
        group.putDataset("indptr", starts);
        if (index.length > 0) {
            group.putDataset(
                    "indices",
                    IntStream.range(0, index.length).map(i -> (int) index[i]).toArray());
        }
    }
}
