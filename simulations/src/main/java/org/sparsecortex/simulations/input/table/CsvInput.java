package org.sparsecortex.simulations.input.table;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.encode.DateTimeEncoderParams;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputProblems;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.Names;

/**
 * Reads a CSV file with a header line, one row a step; each column of a field is also offered as a number, times as seconds. How
 * the file is written is found in it unless the dialect says it.
 */
@TypeName(value = "csv", doc = "a CSV file with a header line, one row a step")
public record CsvInput(
        @Param(doc = "path of the file, below the scenario's folder or a data root")
        String path,

        @Param(doc = "columns to read; those with an encoder form the code, side by side in this order")
        List<FieldSpec> fields,

        @Param(
                doc =
                        "labelled windows as pairs of times [from, to], written as in the file or as numbers of seconds, the first"
                                + " rows with these, both included; the signal label is 1 inside, else 0; null has no labels, and"
                                + " the signal is NaN",
                def = "null")
        Optional<List<List<Json>>> windows,

        @Param(doc = "column of time stamps; windows and sampling refer to it", def = "\"timestamp\"")
        String timeColumn,

        @Param(doc = "how the file is written", def = "{}") CsvDialect dialect,

        @Param(doc = "what is done where rows are missing", def = "{}")
        CsvSampling sampling,

        @Param(doc = "what columns say about the rows", def = "{}")
        RowSpec rows)
        implements InputSpec {
    private static final String LABEL = "label";

    public CsvInput {
        fields = List.copyOf(fields);
        windows = windows.map(List::copyOf);
        Checks.atLeast("fields.size", fields.size(), 1);
        for (List<Json> window : windows.orElse(List.of())) {
            Checks.equal("windows: number of times in " + plain(window), window.size(), 2);
            for (Json time : window) {
                Checks.that(!time.isComposed(), "windows", time.plain(), "must be a time or a number of seconds");
            }
        }
    }

    private static List<String> plain(List<Json> window) {
        return window.stream().map(Json::plain).toList();
    }

    @Override
    public List<String> files() {
        return List.of(path);
    }

    @Override
    public Optional<List<SignalSpec>> signals(InputContext context) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        fields.forEach(field -> field.names().forEach(name -> columns.put(name, new double[0])));
        columns.put(LABEL, new double[0]);
        return Optional.of(new TableSource(columns, fields, context.seed()).signals());
    }

    @Override
    public Opened open(InputContext context) {
        Path file = context.resolve(path);
        try {
            Checks.that(!Files.isDirectory(file), "path", path, "is a folder; name a CSV file in it");
            Checks.that(Files.size(file) > 0, "path", path, "is empty; the first line has the headings of the columns");
            context.require("the CSV file " + path, 4 * Files.size(file));
            CsvReading reading = new CsvReading(this, context);
            boolean needsTimes = windows.isPresent() || sampling.needsTimes();
            Map<String, double[]> columns = reading.read(file, needsTimes);
            Checks.that(columns.values().iterator().next().length > 0, "path", path, "has no row after its header");
            Map<String, Object> found = new LinkedHashMap<>(reading.dialect().described());
            reading.times().forEach((name, format) -> found.put("times of " + name, Names.ofConstant(format)));
            BitSet resets = sample(columns, reading, found);
            label(columns, reading);
            columns.remove(CsvReading.TIMES);
            resets.or(reading.said(columns, CsvReading.RESET, 1));
            BitSet frozen = reading.said(columns, CsvReading.LEARN, 0);
            TableSource source = new TableSource(columns, fields, context.seed(), resets, frozen);
            source.requireEncodable(path);
            int count = columns.values().iterator().next().length;
            return new Opened(source, OptionalLong.of(count), found);
        } catch (CharacterCodingException e) {
            throw new ParameterException(
                    "path", path, "is not text in UTF-8; save it with this encoding, in Excel as CSV UTF-8", e);
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    /** Looks for gaps between the rows and does there what is asked for. */
    private BitSet sample(Map<String, double[]> columns, CsvReading reading, Map<String, Object> found) {
        if (!reading.times().containsKey(timeColumn)) {
            return new BitSet();
        }
        double[] times = reading.timesOf(columns).orElseThrow();
        requireTimes(times);
        sampling.requireOrder(times, reading.stamps(), CsvReading.saying(columns, CsvReading.RESET, 1));
        Optional<Double> interval = sampling.interval(times);
        if (interval.isEmpty()) {
            return new BitSet();
        }
        found.put("intervalSeconds", interval.get());
        List<Integer> gaps = sampling.after(times, interval.get());
        found.put("gaps", gaps.size());
        if (!gaps.isEmpty()) {
            found.put("firstGapBeforeRow", gaps.get(0) + 1);
        }
        return sampling.apply(columns, times, reading.stamps(), interval.get(), CsvReading.MAX_ROWS);
    }

    /** Dates alone, with the time of day in another column, hide every gap within a day. */
    private void requireTimes(double[] times) {
        long repeated = IntStream.range(1, times.length)
                .filter(i -> times[i] == times[i - 1])
                .count();
        if (sampling.needsTimes() && 2 * repeated > times.length) {
            throw new ParameterException(
                    "timeColumn",
                    timeColumn,
                    "says the same time as the row before in " + repeated + " of " + times.length
                            + " rows, so gaps between them cannot be found; put date and time of day into one column");
        }
    }

    private void label(Map<String, double[]> columns, CsvReading reading) {
        if (windows.isPresent()) {
            Checks.that(!columns.containsKey(LABEL), "fields", LABEL, "is the name of the signal that windows give");
            columns.put(LABEL, labels(reading.timesOf(columns).orElseThrow(), windows.get(), reading.stamps()));
        } else if (!columns.containsKey(LABEL)) {
            double[] unknown = new double[columns.values().iterator().next().length];
            Arrays.fill(unknown, Double.NaN);
            columns.put(LABEL, unknown);
        }
    }

    /**
     * 1 in the windows, else 0. A window begins and ends at the first row with its time stamp, as in NAB, because times may
     * repeat or run back; without such a row, at the first one not before it and the last one not after it.
     */
    private double[] labels(double[] times, List<List<Json>> all, TimeFormat format) {
        double[] label = new double[times.length];
        InputProblems.Collector problems = new InputProblems.Collector();
        for (int i = 0; i < all.size(); i++) {
            List<Json> window = all.get(i);
            String name = "windows[" + i + "]";
            problems.check(() -> label(label, times, name, window, format));
        }
        problems.throwIfAny();
        return label;
    }

    private void label(double[] label, double[] times, String name, List<Json> window, TimeFormat format) {
        double from = seconds(name, window.get(0), format);
        double to = seconds(name, window.get(1), format);
        int first = first(times, t -> t == from);
        int last = first(times, t -> t == to);
        first = first < times.length ? first : first(times, t -> t >= from);
        if (last == times.length) {
            do {
                last--;
            } while (last >= 0 && !(times[last] <= to));
        }
        Checks.that(first <= last, name, plain(window), "holds no row of " + path);
        Arrays.fill(label, first, last + 1, 1.0);
    }

    /** The seconds of an end of a window: written as in the file, as an ISO date, or as their number. */
    private static double seconds(String name, Json time, TimeFormat format) {
        if (time.isNumber()) {
            return Double.parseDouble(time.text());
        }
        try {
            return format.parse(time.plain());
        } catch (IllegalArgumentException e) {
            try {
                return DateTimeEncoderParams.parseStamp(time.plain());
            } catch (IllegalArgumentException notIso) {
                e.addSuppressed(notIso);
                throw new ParameterException(name, time.plain(), e.getMessage(), e);
            }
        }
    }

    private static int first(double[] times, DoublePredicate wanted) {
        int row = 0;
        while (row < times.length && !wanted.test(times[row])) {
            row++;
        }
        return row;
    }
}
