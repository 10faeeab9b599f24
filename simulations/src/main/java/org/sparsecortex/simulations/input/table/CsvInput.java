package org.sparsecortex.simulations.input.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.sparsecortex.sdr.encode.DateTimeEncoderParams;
import org.sparsecortex.sdr.encode.DecimalText;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.sdr.param.TypeName;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;

/** Reads a CSV file with a header line, one row a step; each encoded column is also offered as a number. */
@TypeName(value = "csv", doc = "a CSV file with a header line, one row a step")
public record CsvInput(
        @Param(doc = "path of the file, below the scenario's folder or a data root")
        String path,

        @Param(doc = "columns to read; those with an encoder form the code, side by side in this order")
        List<FieldSpec> fields,

        @Param(
                doc = "labelled windows as pairs of time stamps [from, to], the first rows with these, both"
                        + " included; the signal label is 1 inside, else 0; null for no such signal",
                def = "null")
        Optional<List<List<String>>> windows,

        @Param(doc = "column of time stamps; the windows refer to it", def = "\"timestamp\"")
        String timeColumn)
        implements InputSpec {
    private static final int MAX_ROWS = 1 << 26;
    private static final int FIRST_ROOM = 1024;
    private static final String LABEL = "label";

    public CsvInput {
        fields = List.copyOf(fields);
        windows = windows.map(List::copyOf);
        Checks.atLeast("fields.size", fields.size(), 1);
        for (List<String> window : windows.orElse(List.of())) {
            Checks.equal("windows: number of time stamps in " + window, window.size(), 2);
            window.forEach(CsvInput::requireStamp);
        }
    }

    private static void requireStamp(String text) {
        try {
            DateTimeEncoderParams.parseStamp(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException("windows", text, e.getMessage(), e);
        }
    }

    @Override
    public List<String> files() {
        return List.of(path);
    }

    @Override
    public Opened open(InputContext context) {
        Path file = context.resolve(path);
        try {
            context.require("the CSV file " + path, 4 * Files.size(file));
            Map<String, double[]> columns = read(file, context);
            int rows = columns.values().iterator().next().length;
            Checks.that(rows > 0, "path", path, "has no row after its header");
            TableSource source = new TableSource(columns, fields, context.seed());
            source.requireEncodable(path);
            return new Opened(source, OptionalLong.of(rows));
        } catch (CharacterCodingException e) {
            throw new ParameterException("path", path, "is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ParameterException("path", path, "cannot be read, " + InputContext.reason(e), e);
        }
    }

    private Map<String, double[]> read(Path file, InputContext context) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                .setAllowMissingColumnNames(true) // the number of the row, as many programs write it
                .get();
        Map<String, double[]> columns = new LinkedHashMap<>();
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            skipByteOrderMark(text);
            CSVParser parser = CSVParser.parse(text, format);
            requireHeader(parser);
            Map<String, ToDoubleFunction<String>> cells = cells(parser, context.seed());
            int room = FIRST_ROOM;
            cells.keySet().forEach(column -> columns.put(column, new double[FIRST_ROOM]));
            int rows = 0;
            for (CSVRecord record : parser) {
                Checks.inRange("rows of " + path, ++rows, 1, MAX_ROWS);
                long line = parser.getCurrentLineNumber();
                requireCells(record, parser.getHeaderNames(), line);
                if (rows > room) {
                    room *= 2;
                    context.require("the rows of " + path, 3L * Double.BYTES * room * columns.size());
                }
                addRow(columns, cells, record, rows - 1, line);
            }
            int count = rows;
            columns.replaceAll((name, values) -> Arrays.copyOf(values, count));
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        windows.ifPresent(
                all -> columns.replaceAll((name, values) -> name.equals(LABEL) ? labels(values, all) : values));
        return columns;
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
    }

    private void requireHeader(CSVParser parser) {
        List<String> names = parser.getHeaderNames();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.isBlank() && !seen.add(name)) {
                throw wrong(1, "the heading '" + name + "' occurs twice; rename one of the columns");
            }
        }
        if (names.size() == 1) {
            for (String separator : List.of(";", "\t", "|")) {
                if (names.get(0).contains(separator)) {
                    throw wrong(
                            1,
                            "the heading '" + names.get(0) + "' is one cell: columns are separated by commas, not"
                                    + " by '" + (separator.equals("\t") ? "tab" : separator) + "'");
                }
            }
        }
    }

    /** How the text of each column becomes a number; that of the label is at first its time. */
    private Map<String, ToDoubleFunction<String>> cells(CSVParser parser, long seed) {
        Map<String, ToDoubleFunction<String>> cells = new LinkedHashMap<>();
        for (FieldSpec field : fields) {
            field.names().forEach(name -> requireColumn(parser, name));
            if (field.encoder().isPresent()) {
                Encoder encoder = field.encoder(seed);
                int[] column = field.columnsOf(encoder);
                for (int f = 0; f < column.length; f++) {
                    int value = f;
                    cells.put(field.names().get(column[f]), text -> encoder.parse(value, text));
                }
            } else {
                for (String name : field.names()) {
                    cells.putIfAbsent(
                            name, name.equals(timeColumn) ? DateTimeEncoderParams::parseStamp : DecimalText::parse);
                }
            }
        }
        if (windows.isPresent()) {
            requireColumn(parser, timeColumn);
            Checks.that(!cells.containsKey(LABEL), "fields", LABEL, "is the name of the signal that windows give");
            cells.put(LABEL, DateTimeEncoderParams::parseStamp);
        }
        return cells;
    }

    private void requireColumn(CSVParser parser, String column) {
        Checks.that(
                parser.getHeaderNames().contains(column),
                "column",
                "'" + column + "'",
                "is not in the header of " + path + ": " + parser.getHeaderNames());
    }

    private void requireCells(CSVRecord record, List<String> header, long line) {
        if (record.size() != header.size()) {
            throw wrong(
                    line,
                    "has " + record.size() + " cells, but there are " + header.size() + " headings " + header
                            + (record.size() > header.size()
                                    ? "; a comma within a number or text needs \"quotes\" around the cell"
                                    : "; a missing value is an empty cell between its commas"));
        }
    }

    private IllegalArgumentException wrong(long line, String why) {
        return new IllegalArgumentException(path + " line " + line + ": " + why);
    }

    private void addRow(
            Map<String, double[]> columns,
            Map<String, ToDoubleFunction<String>> cells,
            CSVRecord record,
            int row,
            long line) {
        for (var entry : columns.entrySet()) {
            if (row == entry.getValue().length) {
                entry.setValue(Arrays.copyOf(entry.getValue(), 2 * row));
            }
            String column = windows.isPresent() && entry.getKey().equals(LABEL) ? timeColumn : entry.getKey();
            String cell = record.get(column);
            try {
                entry.getValue()[row] =
                        cell.isBlank() ? Double.NaN : cells.get(entry.getKey()).applyAsDouble(cell);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        path + " line " + line + ", column '" + column + "': " + e.getMessage(), e);
            }
        }
    }

    /**
     * 1 in the windows, else 0. A window begins and ends at the first row with its time stamp, as in NAB, because times may
     * repeat or run back; without such a row, at the first one not before it and the last one not after it.
     */
    private double[] labels(double[] times, List<List<String>> all) {
        double[] label = new double[times.length];
        for (List<String> window : all) {
            double from = DateTimeEncoderParams.parseStamp(window.get(0));
            double to = DateTimeEncoderParams.parseStamp(window.get(1));
            int first = first(times, t -> t == from);
            int last = first(times, t -> t == to);
            first = first < times.length ? first : first(times, t -> t >= from);
            if (last == times.length) {
                do {
                    last--;
                } while (last >= 0 && !(times[last] <= to));
            }
            Checks.that(first <= last, "windows", window, "holds no row of " + path);
            Arrays.fill(label, first, last + 1, 1.0);
        }
        return label;
    }

    private static int first(double[] times, DoublePredicate wanted) {
        int row = 0;
        while (row < times.length && !wanted.test(times[row])) {
            row++;
        }
        return row;
    }
}
