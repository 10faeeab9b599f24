package org.sparsecortex.simulations.input.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sparsecortex.sdr.encode.DecimalText;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputProblems;
import org.sparsecortex.simulations.json.Names;

/** One reading of a CSV file: its dialect, the cells of the columns that are wanted as numbers, all that is wrong with them. */
final class CsvReading {
    /** Name under which the times are kept if they are no column of the fields. */
    static final String TIMES = "\0times";

    /** Name under which it is kept where a sequence begins: 1. */
    static final String RESET = "\0reset";

    /** Name under which it is kept where plasticity is off: 0. */
    static final String LEARN = "\0learn";

    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=([^\\p{Alnum}\".])\"?");
    static final int MAX_ROWS = 1 << 26;
    private static final int FIRST_ROOM = 1024;

    private final CsvInput input;
    private final InputContext context;
    private final InputProblems.Collector problems = new InputProblems.Collector();
    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private final Map<String, ToDoubleFunction<String>> cells = new LinkedHashMap<>();
    private final Map<String, TimeFormat> times = new LinkedHashMap<>();
    private CsvDialect dialect;
    private List<String> sample = List.of();
    private List<String> headings = List.of();
    private int skipped;

    CsvReading(CsvInput input, InputContext context) {
        this.input = input;
        this.context = context;
        dialect = input.dialect();
    }

    /** The dialect as it was found. */
    CsvDialect dialect() {
        return dialect;
    }

    /** The format of each column of times. */
    Map<String, TimeFormat> times() {
        return times;
    }

    /** Format of the column of time stamps. */
    TimeFormat stamps() {
        return times.getOrDefault(input.timeColumn(), TimeFormat.ISO);
    }

    /**
     * Reads the file.
     *
     * @param needsTimes whether the column of time stamps is read even if no field names it
     * @return the columns of all fields, and {@link #TIMES} if needed
     * @throws InputProblems with all that is wrong
     */
    Map<String, double[]> read(Path file, boolean needsTimes) throws IOException {
        sample = sample(file);
        skipSeparatorLine();
        dialect = dialect.in(sample);
        try (BufferedReader text = open(file)) {
            for (int i = 0; i < skipped; i++) {
                text.readLine();
            }
            CSVParser parser = CSVParser.parse(text, dialect.format());
            headings = parser.getHeaderNames();
            requireHeader();
            problems.throwIfAny();
            input.fields().forEach(field -> problems.check(() -> add(field)));
            if (needsTimes && !times.containsKey(input.timeColumn())) {
                problems.check(() -> addTimes(TIMES, input.timeColumn()));
            }
            problems.throwIfAny();
            rows(parser);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        problems.throwIfAny();
        return columns;
    }

    private static BufferedReader open(Path file) throws IOException {
        BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        text.mark(1);
        if (text.read() != '\uFEFF') { // a byte order mark
            text.reset();
        }
        return text;
    }

    private static List<String> sample(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader text = open(file)) {
            String line = text.readLine();
            while (line != null && lines.size() < CsvDialect.SAMPLE) {
                lines.add(line);
                line = text.readLine();
            }
        }
        return lines;
    }

    /** Passes over a first line such as {@code sep=;}, which tells Excel the separator, and takes what it says. */
    private void skipSeparatorLine() {
        Matcher said = SEPARATOR_LINE.matcher(sample.isEmpty() ? "" : sample.get(0));
        if (said.matches()) {
            skipped = 1;
            sample = sample.subList(1, sample.size());
            dialect = dialect.orSeparator(said.group(1));
        }
    }

    private void requireHeader() {
        Set<String> seen = new HashSet<>();
        for (String name : headings) {
            if (!name.isBlank() && !seen.add(name)) {
                problems.add(wrong(1 + skipped, "the heading '" + name + "' occurs twice; rename one of the columns"));
            }
        }
        String other = headings.size() == 1 ? dialect.likelier(headings.get(0)) : "";
        if (!other.isEmpty()) {
            String written = other.equals("\t") ? "\\t" : other;
            problems.add(wrong(
                    1 + skipped,
                    "the heading '" + headings.get(0) + "' is one cell: columns seem to be separated by '" + written
                            + "', not by '" + dialect.separator() + "'; say \"separator\": \"" + written
                            + "\" in the dialect, or leave it empty"));
        }
    }

    /** How the text of each column of a field becomes a number. */
    private void add(FieldSpec field) {
        InputProblems.Collector unknown = new InputProblems.Collector();
        field.names().forEach(name -> unknown.check(() -> requireColumn(name)));
        unknown.throwIfAny();
        if (field.encoder().isEmpty()) {
            for (String name : field.names()) {
                if (!cells.containsKey(name)) {
                    if (name.equals(input.timeColumn())) {
                        addTimes(name, name);
                    } else {
                        add(name, text -> dialect.parse(text, DecimalText::parse));
                    }
                }
            }
            return;
        }
        Encoder encoder = field.encoder(context.seed());
        int[] column = field.columnsOf(encoder);
        for (int f = 0; f < column.length; f++) {
            int value = f;
            String name = field.names().get(column[f]);
            switch (encoder.cell(f)) {
                case TIME -> {
                    addTimes(name, name);
                    Checks.that(
                            times.get(name).hasDates(),
                            "times",
                            times.get(name),
                            "column '" + name + "' holds plain seconds, which have no date to encode");
                }
                case NAME -> add(name, text -> encoder.parse(value, text));
                default -> add(name, text -> dialect.parse(text, number -> encoder.parse(value, number)));
            }
        }
    }

    private void add(String name, ToDoubleFunction<String> cell) {
        cells.put(name, cell);
        columns.put(name, new double[FIRST_ROOM]);
    }

    /** Reads the column of a heading as times. */
    private void addTimes(String name, String heading) {
        requireColumn(heading);
        TimeFormat format = dialect.times();
        if (format == TimeFormat.AUTO) {
            format = foundFormat(headings.indexOf(heading));
        }
        TimeFormat found = format;
        times.put(heading, found);
        add(name, text -> found.parse(found.isNumber() ? dialect.number(text) : text));
    }

    /** The format of the times of a column in the first lines. */
    private TimeFormat foundFormat(int at) {
        List<String> cells = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        boolean isHeading = true;
        for (int i = 0; i < sample.size(); i++) {
            if (!dialect.isRow(sample.get(i))) {
                continue;
            }
            List<String> row = CsvDialect.cells(sample.get(i), dialect.separator());
            if (!isHeading && row.size() > at && !dialect.isMissing(row.get(at))) {
                cells.add(row.get(at));
                lines.add(i + 1 + skipped);
            }
            isHeading = false;
        }
        return TimeFormat.of(cells, i -> "line " + lines.get(i));
    }

    private void requireColumn(String column) {
        Checks.that(
                headings.contains(column),
                "column",
                "'" + column + "'",
                "is not in the header of " + input.path() + ": " + headings
                        + (headings.stream().allMatch(TimeFormat::isLikely)
                                ? "; if its first line is a row already, write a line with the names of the columns above it"
                                : Names.didYouMean(column, headings)));
    }

    private void rows(CSVParser parser) {
        int room = FIRST_ROOM;
        int rows = 0;
        RowFlags flags = new RowFlags(input.rows(), headings);
        if (!input.rows().columns().isEmpty()) {
            columns.put(RESET, new double[FIRST_ROOM]);
            columns.put(LEARN, new double[FIRST_ROOM]);
        }
        for (CSVRecord record : parser) {
            if (record.size() == headings.size() && !flags.accepts(record)) {
                continue;
            }
            Checks.inRange("rows of " + input.path(), ++rows, 1, MAX_ROWS);
            long line = parser.getCurrentLineNumber() + skipped;
            if (rows > room) {
                room *= 2;
                context.require("the rows of " + input.path(), 3L * Double.BYTES * room * columns.size());
                int wide = room;
                columns.replaceAll((name, values) -> Arrays.copyOf(values, wide));
            }
            if (record.size() == headings.size()) {
                addRow(record, rows - 1, line);
                addFlags(flags, record, rows - 1, line);
            } else {
                problems.add(wrongSize(record, line));
            }
        }
        int count = rows;
        columns.replaceAll((name, values) -> Arrays.copyOf(values, count));
    }

    private IllegalArgumentException wrongSize(CSVRecord record, long line) {
        return wrong(
                line,
                "has " + record.size() + " cells, but there are " + headings.size() + " headings " + headings
                        + (record.size() > headings.size()
                                ? "; a " + (dialect.separator().equals(",") ? "comma" : dialect.separator())
                                        + " within a number or text needs \"quotes\" around the cell"
                                : "; a missing value is an empty cell between its separators"));
    }

    private IllegalArgumentException wrong(long line, String why) {
        return new IllegalArgumentException(input.path() + " line " + line + ": " + why);
    }

    private void addRow(CSVRecord record, int row, long line) {
        for (var entry : columns.entrySet()) {
            if (entry.getKey().equals(RESET) || entry.getKey().equals(LEARN)) {
                continue;
            }
            String column = entry.getKey().equals(TIMES) ? input.timeColumn() : entry.getKey();
            String cell = record.get(column);
            try {
                entry.getValue()[row] = dialect.isMissing(cell)
                        ? Double.NaN
                        : cells.get(entry.getKey()).applyAsDouble(cell);
            } catch (IllegalArgumentException e) {
                problems.add(new IllegalArgumentException(
                        input.path() + " line " + line + ", column '" + column + "': " + e.getMessage(), e));
            }
        }
    }

    private void addFlags(RowFlags flags, CSVRecord record, int row, long line) {
        if (columns.containsKey(RESET)) {
            try {
                RowFlags.Said said = flags.next(record);
                columns.get(RESET)[row] = said.reset() ? 1 : 0;
                columns.get(LEARN)[row] = said.learn() ? 1 : 0;
            } catch (IllegalArgumentException e) {
                problems.add(wrong(line, e.getMessage()));
            }
        }
    }

    /** Takes a column of flags away and gives the rows that have {@code value}. */
    BitSet said(Map<String, double[]> read, String flag, double value) {
        BitSet rows = saying(read, flag, value);
        read.remove(flag);
        return rows;
    }

    /** The rows in which a column of flags has {@code value}; none without the column. */
    static BitSet saying(Map<String, double[]> read, String flag, double value) {
        BitSet rows = new BitSet();
        double[] column = read.getOrDefault(flag, new double[0]);
        for (int row = 0; row < column.length; row++) {
            rows.set(row, column[row] == value);
        }
        return rows;
    }

    /** The times of the rows: the column of a field, or that which was read for them. */
    Optional<double[]> timesOf(Map<String, double[]> read) {
        return Optional.ofNullable(read.getOrDefault(TIMES, read.get(input.timeColumn())));
    }
}
