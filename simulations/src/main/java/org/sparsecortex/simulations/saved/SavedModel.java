package org.sparsecortex.simulations.saved;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.table.NpyHeader;

/**
 * The whole state of a population as a NumPy archive (.npz), readable by {@code numpy.load} and, after changes, by us again.
 *
 * <pre>
 *   model            uint8: the text of {@link ModelHeader} as UTF-8
 *   NAME             what each unit keeps under NAME if all keep equally many numbers: (units,), (units, n) or
 *                    (units, rows, n)
 *   NAME             (total,) otherwise, unit after unit, with
 *   NAME.counts      int32 (units,): how many numbers each unit has in NAME
 *   shared/NAME      what all units share: (), (n,) or (rows, n)
 * </pre>
 *
 * <p>The archive holds no times and no compressed parts: equal states are equal files.
 */
public final class SavedModel {
    private static final String HEADER = "model";
    private static final String SHARED = "shared/";
    private static final String COUNTS = ".counts";
    private static final String ENDING = ".npy";

    private SavedModel() {}

    /** Writes the state that {@code kernel}, which owns all units, holds. */
    public static void write(OutputStream raw, ModelHeader header, Kernel<?, ?> kernel) throws IOException {
        write(raw, header, kernel, (name, column, shape) -> column);
    }

    /** Puts other numbers in the place of those of an array. */
    interface Exchange {
        /** The numbers of an array, equally many of the same type. */
        Column of(String name, Column column, List<Long> shape) throws IOException;
    }

    static void write(OutputStream raw, ModelHeader header, Kernel<?, ?> kernel, Exchange exchange) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(raw);
        byte[] text = header.json().getBytes(StandardCharsets.UTF_8);
        add(zip, HEADER, NumberType.UINT8, List.of((long) text.length), out -> out.write(text));
        for (var shared : ColumnWriter.shared(kernel).entrySet()) {
            Column column = shared.getValue();
            List<Long> shape = column.numbers() == 1 ? List.of() : column.shape(column.numbers());
            Column written = exchange.of(SHARED + shared.getKey(), column, shape);
            add(zip, SHARED + shared.getKey(), column.type(), shape, written::writeTo);
        }
        int units = kernel.range().size();
        for (var own : ColumnWriter.units(kernel).entrySet()) {
            addUnits(zip, own.getKey(), own.getValue(), units, exchange);
        }
        zip.finish();
    }

    private static void addUnits(ZipOutputStream zip, String name, Column column, int units, Exchange exchange)
            throws IOException {
        int[] counts = column.counts(units);
        boolean even = Arrays.stream(counts).allMatch(c -> c == counts[0]);
        if (even) {
            List<Long> shape = new ArrayList<>(List.of((long) units));
            shape.addAll(counts[0] == 1 ? List.of() : column.shape(counts[0]));
            Column written = exchange.of(name, column, shape);
            add(zip, name, column.type(), shape, written::writeTo);
            return;
        }
        Column written = exchange.of(name, column, List.of(column.numbers()));
        add(zip, name, column.type(), List.of(column.numbers()), written::writeTo);
        Column each = new Column(NumberType.INT32);
        for (int count : counts) {
            each.put(count);
        }
        add(zip, name + COUNTS, NumberType.INT32, List.of((long) units), each::writeTo);
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void add(ZipOutputStream zip, String name, NumberType type, List<Long> shape, Content content)
            throws IOException {
        byte[] header = NpyHeader.encode(type.descr(), shape);
        CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        sum.write(header);
        content.writeTo(sum);
        long numbers = shape.stream().reduce(1L, Math::multiplyExact);
        ZipEntry entry = new ZipEntry(name + ENDING);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setSize(header.length + numbers * type.bytes());
        entry.setCrc(sum.getChecksum().getValue());
        zip.putNextEntry(entry);
        zip.write(header);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /**
     * What a saved model says about itself.
     *
     * @throws UserError if the file is no saved model
     */
    public static ModelHeader header(Path file) throws IOException {
        return read(file, zip -> header(zip));
    }

    private static ModelHeader header(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(HEADER + ENDING);
        if (entry == null) {
            throw new UnfitModel("has no array 'model'");
        }
        try (ArrayReader array = new ArrayReader(HEADER, zip, entry)) {
            return ModelHeader.parse(new String(array.bytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Puts the saved state into a fresh kernel that owns all units, and returns it.
     *
     * @throws UserError if the file is damaged or its state does not fit the kernel
     */
    public static PopulationState load(Path file, Kernel<?, ?> kernel) throws IOException {
        return read(file, zip -> load(kernel, all(zip)));
    }

    private static Set<String> names(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .filter(name -> !name.equals(HEADER))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, ArrayReader> all(ZipFile zip) throws IOException {
        Map<String, ArrayReader> all = new TreeMap<>(); // their streams end with the zip file
        for (String name : names(zip)) {
            all.put(name, new ArrayReader(name, zip, zip.getEntry(name + ENDING)));
        }
        return all;
    }

    private static PopulationState load(Kernel<?, ?> kernel, Map<String, ArrayReader> all) throws IOException {
        Map<String, ArrayReader> shared = new TreeMap<>();
        Map<String, ArrayReader> own = new TreeMap<>();
        divide(all, kernel.range().size(), shared, own);
        visit(kernel, shared, own);
        for (ArrayReader array : shared.values()) {
            array.finish();
        }
        for (ArrayReader array : own.values()) {
            array.finish();
        }
        kernel.loaded();
        return PopulationState.of(List.of(kernel));
    }

    /** As {@link #load(Path, Kernel)}, of a state with parts that came from another program. */
    static PopulationState loadImported(Path file, Kernel<?, ?> kernel) throws IOException {
        load(file, kernel);
        kernel.imported();
        return PopulationState.of(List.of(kernel));
    }

    private static void divide(
            Map<String, ArrayReader> all, int units, Map<String, ArrayReader> shared, Map<String, ArrayReader> own)
            throws IOException {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (var each : all.entrySet()) {
            String name = each.getKey();
            if (name.startsWith(SHARED)) {
                shared.put(name, each.getValue());
            } else if (name.endsWith(COUNTS)) {
                counts.put(
                        name.substring(0, name.length() - COUNTS.length()),
                        each.getValue().integers());
                each.getValue().close();
            } else {
                own.put(name, each.getValue());
            }
        }
        shared.values().forEach(ArrayReader::single);
        own.forEach((name, array) -> array.divide(units, counts.get(name)));
    }

    private static void visit(Kernel<?, ?> kernel, Map<String, ArrayReader> shared, Map<String, ArrayReader> own) {
        shared.values().forEach(array -> array.begin(0));
        kernel.shared(new ColumnReader(shared, SHARED));
        shared.values().forEach(array -> array.end(0));
        ColumnReader state = new ColumnReader(own, "");
        for (int u = 0; u < kernel.range().size(); u++) {
            int unit = u;
            own.values().forEach(array -> array.begin(unit));
            kernel.unit(unit, state);
            own.values().forEach(array -> array.end(unit));
        }
    }

    private interface Reading<T> {
        T from(ZipFile zip) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reading.from(zip);
        } catch (ZipException e) {
            throw new UserError(file + " is no saved model: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + InputContext.reason(e), e);
        } catch (UnfitModel e) {
            throw new UserError(file + " " + e.getMessage(), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new UserError(file + " holds a state that its model cannot have: " + e.getMessage(), e);
        }
    }
}
