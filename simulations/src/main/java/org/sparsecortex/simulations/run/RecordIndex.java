package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.scenario.RecordSpec;
import org.sparsecortex.simulations.scenario.RecordedSignal;
import org.sparsecortex.simulations.table.RecordTable;

/**
 * {@code records/index.json}: what each record file holds, so that it can be read without the scenario.
 *
 * <p>Of the record of a run: file, format, the steps {@code first}, {@code first + every}, ... ({@code count} of them) that are
 * written when the run has ended, and each signal with kind, size, axes, type of its numbers, unit and meaning. A step of an SDR
 * without active bits has no row; it is known from the steps. Of a table of a sweep: its columns and number of rows.
 *
 * <p>Of a stream, {@code count} is 0 until it has ended. It is a function of the scenario, and of the rows of a stream, alone: the same bytes under every plan, and after a resumption.
 */
final class RecordIndex {
    /** Name of the file in the folder of the records. */
    static final String FILE = "index.json";

    private static final int FORMAT = 1;

    private RecordIndex() {}

    /** Name of the file of a record. */
    static String file(RecordSpec spec) {
        return spec.id() + "." + format(spec);
    }

    private static String format(RecordSpec spec) {
        return spec.format().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes the index of the records of a run.
     *
     * @param steps steps that a run without an end has made; a run with an end is described whole
     */
    static void write(Network network, List<RecordSpec> specs, Path folder, long steps) throws IOException {
        long total = network.schedule().isOpen() ? steps : network.schedule().totalSteps();
        Map<String, Object> records = new LinkedHashMap<>();
        for (RecordSpec spec : specs) {
            records.put(spec.id(), record(network, spec, total));
        }
        write(records, folder);
    }

    /** Writes the index of the tables of a sweep, which are all CSV files of its folder. */
    static void writeTables(Path folder) throws IOException {
        Map<String, Object> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".csv")) {
                    String id = name.substring(0, name.length() - 4);
                    RecordTable table = RecordTable.read(folder, id);
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("file", name);
                    entry.put("format", "csv");
                    entry.put("rows", table.rows());
                    entry.put("columns", table.names());
                    tables.put(id, entry);
                }
            }
        }
        write(tables, folder);
    }

    private static void write(Map<String, Object> records, Path folder) throws IOException {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("format", FORMAT);
        index.put("records", records);
        AtomicFile.write(folder.resolve(FILE), JsonText.pretty(index));
    }

    private static Map<String, Object> record(Network network, RecordSpec spec, long total) {
        Watch.Steps steps = spec.steps(total);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", file(spec));
        entry.put("format", format(spec));
        entry.put("first", steps.from());
        entry.put("every", steps.every());
        entry.put("count", spec.rowsIn(0, total, total));
        List<Object> signals = new ArrayList<>();
        for (RecordedSignal recorded : spec.of(network)) {
            signals.add(signal(recorded));
        }
        entry.put("signals", signals);
        return entry;
    }

    private static Map<String, Object> signal(RecordedSignal recorded) {
        SignalSpec spec = recorded.spec();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("signal", recorded.name());
        entry.put("kind", spec.shape().kind().name().toLowerCase(Locale.ROOT));
        entry.put("size", spec.shape().size());
        entry.put("shape", spec.axes());
        entry.put("type", spec.shape().kind() == Signal.Kind.REALS ? "float64" : "int32");
        entry.put("unit", spec.unit());
        entry.put("doc", spec.doc());
        recorded.units().ifPresent(units -> entry.put("units", units.indices()));
        return entry;
    }
}
