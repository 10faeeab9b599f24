package org.sparsecortex.simulations.input;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sparsecortex.sdr.encode.DateTimeEncoderParams;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/** Reads a CSV file with a header line, one row a step; each encoded column is also offered as a number. */
@TypeName(value = "csv", doc = "a CSV file with a header line, one row a step")
public record CsvInput(
        @Param(doc = "path of the file, below the scenario's folder or a data root")
        String path,

        @Param(doc = "columns to encode, side by side in this order")
        List<FieldSpec> fields,

        @Param(
                doc =
                        "labelled windows as pairs of time stamps [from, to], both included; give the signal label 1 inside",
                def = "[]")
        List<List<String>> windows,

        @Param(doc = "column of time stamps that the windows refer to", def = "\"timestamp\"")
        String timeColumn)
        implements InputSpec {
    private static final int MAX_ROWS = 1 << 26;

    public CsvInput {
        fields = List.copyOf(fields);
        windows = List.copyOf(windows);
        Checks.atLeast("fields.size", fields.size(), 1);
        for (List<String> window : windows) {
            Checks.equal("windows: number of time stamps in " + window, window.size(), 2);
            window.forEach(DateTimeEncoderParams::parseStamp);
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
            Map<String, double[]> columns = read(file, context.seed());
            int rows = columns.values().iterator().next().length;
            Checks.that(rows > 0, "path", path, "has no row after its header");
            return new Opened(new TableSource(columns, fields, context.seed()), OptionalLong.of(rows));
        } catch (IOException e) {
            throw new IllegalArgumentException("path = " + path + ": cannot be read, " + e.getMessage(), e);
        }
    }

    private Map<String, double[]> read(Path file, long seed) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        Map<String, double[]> columns = new LinkedHashMap<>();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.parse(text, format)) {
            Map<String, Encoder> encoders = new LinkedHashMap<>();
            for (FieldSpec field : fields) {
                requireColumn(parser, field.column());
                encoders.put(field.column(), TableSource.encoder(field, seed));
                columns.put(field.column(), new double[1024]);
            }
            if (!windows.isEmpty()) {
                requireColumn(parser, timeColumn);
                columns.put("label", new double[1024]);
            }
            int rows = 0;
            for (CSVRecord record : parser) {
                Checks.inRange("rows of " + path, ++rows, 1, MAX_ROWS);
                addRow(columns, encoders, record, rows - 1, parser.getCurrentLineNumber());
            }
            int count = rows;
            columns.replaceAll((name, values) -> Arrays.copyOf(values, count));
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        return columns;
    }

    private void requireColumn(CSVParser parser, String column) {
        Checks.that(
                parser.getHeaderNames().contains(column),
                "column",
                "'" + column + "'",
                "is not in the header of " + path + ": " + parser.getHeaderNames());
    }

    private void addRow(
            Map<String, double[]> columns, Map<String, Encoder> encoders, CSVRecord record, int row, long line) {
        for (var entry : columns.entrySet()) {
            if (row == entry.getValue().length) {
                entry.setValue(Arrays.copyOf(entry.getValue(), 2 * row));
            }
            String column = entry.getKey().equals("label") && !windows.isEmpty() ? timeColumn : entry.getKey();
            Checks.that(record.isSet(column), path, "line " + line, "column '" + column + "' is missing in this row");
            String cell = record.get(column);
            try {
                entry.getValue()[row] = entry.getKey().equals("label") && !windows.isEmpty()
                        ? label(DateTimeEncoderParams.parseStamp(cell))
                        : cell.isBlank() ? Double.NaN : encoders.get(column).parse(0, cell);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        path + " line " + line + ", column '" + column + "': " + e.getMessage(), e);
            }
        }
    }

    private double label(double time) {
        for (List<String> window : windows) {
            boolean inside = DateTimeEncoderParams.parseStamp(window.get(0)) <= time
                    && time <= DateTimeEncoderParams.parseStamp(window.get(1));
            if (inside) {
                return 1.0;
            }
        }
        return 0.0;
    }
}
