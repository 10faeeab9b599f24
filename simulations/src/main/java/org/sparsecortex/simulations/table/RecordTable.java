package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A record file in memory, by columns of doubles; an empty cell is a missing value, NaN, and a column with any other cell that
 * is no number is one of text.
 *
 * <p>A column may be named in full, or by the name of a vector signal: then {@link #vector} gives its elements in the last
 * row.
 */
public final class RecordTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path file;
    private final List<String> names;
    private final double[][] columns;
    private final Map<Integer, List<String>> texts;
    private final int rows;

    private RecordTable(Path file, List<String> names, double[][] columns, Map<Integer, List<String>> texts, int rows) {
        this.file = file;
        this.names = names;
        this.columns = columns;
        this.texts = texts;
        this.rows = rows;
    }

    /**
     * Reads {@code <record>.csv} or {@code <record>.npy} in a folder; NPY columns are named 0, 1, 2, ... Of a run that did not
     * end, the whole rows of its {@code .partial} file.
     *
     * @throws IOException if there is no such file, or it is damaged
     */
    public static RecordTable read(Path folder, String record) throws IOException {
        Path csv = folder.resolve(record + ".csv");
        Path npy = folder.resolve(record + ".npy");
        if (Files.exists(csv)) {
            return readCsv(csv, false);
        }
        if (Files.exists(npy)) {
            return readNpy(npy, false);
        }
        if (Files.exists(RecordWriter.partial(csv))) {
            return readCsv(RecordWriter.partial(csv), true);
        }
        if (Files.exists(RecordWriter.partial(npy))) {
            return readNpy(RecordWriter.partial(npy), true);
        }
        throw new IOException("there is no record '" + record + "' in " + folder);
    }

    private static RecordTable readCsv(Path file, boolean partial) throws IOException {
        Set<Integer> textColumns = new HashSet<>();
        while (true) {
            int found = textColumns.size();
            RecordTable table = readCsv(file, partial, textColumns);
            if (textColumns.size() == found) {
                return table;
            }
        }
    }

    /** Reads a file with these columns of text; a column that turns out to be one is added to them, for another pass. */
    private static RecordTable readCsv(Path file, boolean partial, Set<Integer> textColumns) throws IOException {
        try (Reader text = partial ? wholeRows(file) : Files.newBufferedReader(file);
                CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<String> names = parser.getHeaderNames();
            double[][] columns = new double[names.size()][256];
            Map<Integer, List<String>> texts = new HashMap<>();
            textColumns.forEach(c -> texts.put(c, new ArrayList<>()));
            int rows = 0;
            for (CSVRecord record : parser) {
                if (record.size() != columns.length) {
                    throw new IOException(file + " line " + parser.getCurrentLineNumber() + " has " + record.size()
                            + " cells, not " + columns.length);
                }
                for (int c = 0; c < columns.length; c++) {
                    if (rows == columns[c].length) {
                        columns[c] = Arrays.copyOf(columns[c], 2 * rows);
                    }
                    columns[c][rows] = number(record.get(c), c, texts, textColumns);
                }
                rows++;
            }
            return new RecordTable(file, names, columns, texts, rows);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A file without what follows its last line end. */
    private static Reader wholeRows(Path file) throws IOException {
        String text = Files.readString(file);
        return new StringReader(text.substring(0, text.lastIndexOf('\n') + 1));
    }

    private static double number(String cell, int column, Map<Integer, List<String>> texts, Set<Integer> textColumns) {
        List<String> text = texts.get(column);
        if (text != null) {
            text.add(cell);
            return Double.NaN;
        }
        if (cell.isEmpty()) {
            return Double.NaN; // a missing value
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            textColumns.add(column);
            return Double.NaN;
        }
    }

    private static RecordTable readNpy(Path file, boolean partial) throws IOException {
        NpyHeader header = NpyHeader.read(file);
        boolean known = List.of("<f8", "<i4").contains(header.type())
                && !header.fortranOrder()
                && header.shape().size() >= 2;
        if (!known) {
            throw new IOException(file + " is not an array of <f8 or <i4 in C order with two or more axes");
        }
        int width = header.shape().stream().skip(1).mapToInt(axis -> axis).reduce(1, Math::multiplyExact);
        boolean integers = header.type().equals("<i4");
        long rowBytes = (long) width * (integers ? 4 : 8);
        int rows = partial // its header is written at the end
                ? Math.toIntExact((Files.size(file) - header.bytes()) / Math.max(1, rowBytes))
                : header.shape().get(0);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position((int) header.bytes());
        if (bytes.remaining() != rows * rowBytes && !partial) {
            throw new IOException(
                    file + " has " + bytes.remaining() + " bytes of data, not " + rows + " x " + width + " numbers");
        }
        double[][] columns = new double[width][rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                columns[c][r] = integers ? bytes.getInt() : bytes.getDouble();
            }
        }
        List<String> names = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            names.add(Integer.toString(c));
        }
        return new RecordTable(file, names, columns, Map.of(), rows);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Names of the columns. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** Whether there is a column of that very name. */
    public boolean hasColumn(String name) {
        return names.contains(name);
    }

    /** Whether there is a column of that name, and it holds text. */
    public boolean hasText(String name) {
        return texts.containsKey(names.indexOf(name));
    }

    /**
     * A column of text.
     *
     * @throws IOException if there is none of that name
     */
    public List<String> text(String name) throws IOException {
        List<String> text = texts.get(names.indexOf(name));
        if (text == null) {
            throw new IOException(file + " has no column of text '" + name + "', only " + brief());
        }
        return Collections.unmodifiableList(text);
    }

    /**
     * A column of numbers.
     *
     * @throws IOException if there is none of that name, or it holds text
     */
    public double[] column(String name) throws IOException {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IOException(file + " has no column '" + name + "', only " + brief());
        }
        if (texts.containsKey(index)) {
            throw new IOException(file + ": column '" + name + "' holds text such as '"
                    + texts.get(index).get(0) + "', not numbers");
        }
        return Arrays.copyOf(columns[index], rows);
    }

    /**
     * The elements of a vector signal, or the {@link Units} behind its name, in the last row; all columns of the last row for NPY.
     *
     * @throws IOException if there is no such signal or no row
     */
    public double[] vector(String signal) throws IOException {
        List<Double> values = new ArrayList<>();
        Set<String> wanted = elements(signal);
        boolean npy = names.contains("0");
        for (int c = 0; c < columns.length && rows > 0; c++) {
            if (npy || wanted.contains(names.get(c))) {
                values.add(columns[c][rows - 1]);
            }
        }
        if (values.isEmpty()) {
            throw new IOException(file + " has no vector '" + signal + "' in its last row, only " + brief());
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The columns of a vector signal, one array per element over all rows. */
    public double[][] matrix(String signal) throws IOException {
        List<double[]> found = new ArrayList<>();
        Set<String> wanted = elements(signal);
        boolean npy = names.contains("0");
        for (int c = 0; c < columns.length; c++) {
            if (npy || wanted.contains(names.get(c))) {
                found.add(Arrays.copyOf(columns[c], rows));
            }
        }
        if (found.isEmpty() || rows == 0) {
            throw new IOException(file + " has no rows of '" + signal + "', only " + brief());
        }
        return found.toArray(new double[0][]);
    }

    /** The columns that a name stands for: itself, the elements of a vector, or those in the bracket behind it. */
    private Set<String> elements(String signal) {
        Set<String> wanted = new HashSet<>(Set.of(signal));
        names.stream().filter(name -> name.startsWith(signal + "[")).forEach(wanted::add);
        if (!names.contains(signal)) {
            Units.parse(signal).ifPresent(u -> u.indices().forEach(i -> wanted.add(u.signal() + "[" + i + "]")));
        }
        return wanted;
    }

    private String brief() {
        return names.size() <= 12 ? names.toString() : names.subList(0, 12) + " and " + (names.size() - 12) + " more";
    }
}
