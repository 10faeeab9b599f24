package org.sparsecortex.simulations.input.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.encode.DecimalText;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.LiveSource;
import org.sparsecortex.simulations.json.Names;

/** The rows of a stream that are there: encoded when they are added, so that one which cannot be encoded is refused at once. */
final class StreamSource implements LiveSource {
    private static final long OBJECT_BYTES = 200;

    private final StreamInput spec;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<ToDoubleFunction<String>> cells = new ArrayList<>();
    private final Map<String, List<Coded>> coded = new LinkedHashMap<>();
    private final List<SignalSpec> specs = new ArrayList<>();
    private final Map<Long, Row> rows = new ConcurrentHashMap<>();
    private CsvDialect dialect;
    private CSVFormat format;
    private List<String> header = List.of();
    private RowFlags flags;
    private Row last;
    private long oldest;

    /** An encoder and where its values stand in a row. */
    private record Coded(Encoder encoder, int[] places) {
        Sdr code(double[] here, double[] before) {
            double[] values = new double[places.length];
            for (int f = 0; f < values.length; f++) {
                values[f] = (encoder.previous(f) ? before : here)[places[f]];
            }
            return encoder.encode(values);
        }
    }

    /** A row: its numbers, its code, and what it says about learning and sequences. */
    private record Row(double[] values, Map<String, Signal> codes, RowFlags.Said said) {}

    StreamSource(StreamInput spec, long seed) {
        this.spec = spec;
        this.dialect = spec.dialect();
        for (FieldSpec field : spec.fields()) {
            if (field.encoder().isPresent()) {
                add(field, seed);
            } else {
                for (String name : field.names()) {
                    place(name, name.equals(spec.timeColumn()) ? this::time : this::number);
                }
            }
        }
        coded.forEach((signal, fields) -> {
            long size = fields.stream().mapToLong(c -> c.encoder().size()).sum();
            Checks.that(!places.containsKey(signal), "signal", signal, "is the name of a column; give it another one");
            Checks.inRange("bits of the fields of " + signal, size, 1L, (long) Integer.MAX_VALUE);
            specs.add(SignalSpec.global(signal, Signal.Kind.SDR, (int) size, "the encoded row"));
        });
        places.keySet()
                .forEach(name -> specs.add(SignalSpec.global(name, Signal.Kind.REALS, 1, "column '" + name + "'")));
        if (!spec.header().isEmpty()) {
            header(knownHeader());
        }
    }

    private double time(String text) {
        return dialect.times().parse(dialect.times().isNumber() ? dialect.number(text) : text);
    }

    private double number(String text) {
        return dialect.parse(text, DecimalText::parse);
    }

    private void add(FieldSpec field, long seed) {
        Encoder encoder = field.encoder(seed);
        int[] at = field.columnsOf(encoder);
        for (int f = 0; f < at.length; f++) {
            int value = f;
            ToDoubleFunction<String> cell = switch (encoder.cell(f)) {
                case TIME -> this::time;
                case NAME -> text -> encoder.parse(value, text);
                default -> text -> dialect.parse(text, number -> encoder.parse(value, number));
            };
            at[f] = place(field.names().get(at[f]), cell);
        }
        coded.computeIfAbsent(field.signal(), signal -> new ArrayList<>()).add(new Coded(encoder, at));
    }

    private int place(String name, ToDoubleFunction<String> cell) {
        if (places.putIfAbsent(name, cells.size()) == null) {
            cells.add(cell);
        }
        return places.get(name);
    }

    @Override
    public long rowBytes() {
        long active = coded.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(c -> c.encoder().size())
                        .sum()
                / 10;
        return OBJECT_BYTES + (long) Double.BYTES * cells.size() + Integer.BYTES * active;
    }

    @Override
    public String knownHeader() {
        return String.join(
                spec.dialect().separator().isEmpty() ? "," : spec.dialect().separator(), spec.header());
    }

    @Override
    public void header(String line) {
        CsvDialect found = spec.dialect().in(List.of(line));
        CSVFormat read =
                CSVFormat.RFC4180.builder().setDelimiter(found.separator()).get();
        List<String> names = record(line, read).toList();
        for (String name : places.keySet()) {
            Checks.that(
                    names.indexOf(name) >= 0 && names.indexOf(name) == names.lastIndexOf(name),
                    "column",
                    "'" + name + "'",
                    "must be once among the columns of the stream: " + names + Names.didYouMean(name, names));
        }
        flags = new RowFlags(spec.rows(), names);
        dialect = found;
        format = read;
        header = List.copyOf(names);
    }

    private CSVRecord cells(String line) {
        CSVRecord record = record(line, format);
        if (record.size() != header.size()) {
            throw new IllegalArgumentException("it has " + record.size() + " cells, but there are " + header.size()
                    + " columns " + header + ": " + line);
        }
        return record;
    }

    private static CSVRecord record(String line, CSVFormat format) {
        try (CSVParser parser = CSVParser.parse(line, format)) {
            return parser.iterator().next();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException("it is no row of CSV: " + line, e);
        }
    }

    @Override
    public boolean accepts(String line) {
        return dialect.isRow(line) && (spec.rows().where().isEmpty() || flags.accepts(cells(line)));
    }

    @Override
    public synchronized void add(long step, String line) {
        CSVRecord record = cells(line);
        double[] values = new double[cells.size()];
        places.forEach((name, place) -> {
            String cell = record.get(header.indexOf(name));
            try {
                values[place] =
                        dialect.isMissing(cell) ? Double.NaN : cells.get(place).applyAsDouble(cell);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("column '" + name + "': " + e.getMessage(), e);
            }
        });
        Map<String, Signal> codes = new LinkedHashMap<>();
        double[] before = last == null ? values : last.values;
        coded.forEach((signal, fields) -> codes.put(
                signal,
                Signal.concat(
                        fields.stream().map(field -> field.code(values, before)).toList())));
        RowFlags.Said said = flags.of(record, last == null ? null : last.said.sequence());
        if (rows.isEmpty()) {
            oldest = step;
        }
        last = new Row(values, codes, said);
        rows.put(step, last);
    }

    @Override
    public synchronized void forgetBefore(long step) {
        for (; oldest < step; oldest++) {
            rows.remove(oldest);
        }
    }

    @Override
    public List<SignalSpec> signals() {
        return specs;
    }

    @Override
    public Signal read(String signal, long step) {
        Signal code = row(step).codes.get(signal);
        if (code != null) {
            return code;
        }
        Integer place = places.get(signal);
        if (place == null) {
            throw new IllegalArgumentException("the stream has no column '" + signal + "'");
        }
        return Reals.of(row(step).values[place]);
    }

    private Row row(long step) {
        Row row = rows.get(step);
        if (row == null) {
            throw new IllegalStateException("the row of step " + step + " is not there");
        }
        return row;
    }

    @Override
    public boolean resetAt(long step) {
        return row(step).said.reset();
    }

    @Override
    public boolean learnAt(long step) {
        return row(step).said.learn();
    }
}
