package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.table.Units;

/**
 * Checks that charts and metrics name columns that their record will have, so that no run ends with an error in its charts.
 *
 * <p>Tables of analyses are left out: their columns depend on what they find.
 */
final class ColumnChecks {
    private static final String STEP = "step";
    private static final String INDEX = "index";

    /** An SDR as an array has a column of steps and one of active units. */
    private static final int SDR_COLUMNS = 2;

    private final BiConsumer<String, String> problem;
    private final Map<String, List<String>> namesByRecord = new LinkedHashMap<>();
    private final Map<String, Map<String, BitSet>> vectorsByRecord = new LinkedHashMap<>();
    private final Map<String, OptionalLong> rowsByRecord = new LinkedHashMap<>();
    private final Map<String, Integer> widthByArray = new LinkedHashMap<>();

    /** Problems go to {@code problem}: a pointer and a message. */
    ColumnChecks(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    /** Number of values of a column or a vector signal; empty if only the run will tell. */
    OptionalLong length(String record, String name) {
        boolean npy = widthByArray.containsKey(record);
        if (npy && !isNumber(record, name)) {
            boolean bits = rowsByRecord.get(record).isEmpty();
            return bits ? OptionalLong.empty() : OptionalLong.of(widthByArray.get(record)); // all of the last row
        }
        int units = units(name).map(u -> u.indices().size()).orElse(1);
        int size = Math.max(vector(record, name).cardinality(), units);
        return size > 1 ? OptionalLong.of(size) : rowsByRecord.getOrDefault(record, OptionalLong.empty());
    }

    /** Makes the columns of a record known; those of an NPY array have numbers for names, its signal stands for all of them. */
    void add(RecordSpec record, List<RecordedSignal> signals, long rows) {
        boolean bits = signals.stream().anyMatch(s -> s.whole().shape().kind() == Signal.Kind.SDR);
        rowsByRecord.put(record.id(), bits ? OptionalLong.empty() : OptionalLong.of(rows));
        if (record.format() == RecordSpec.Format.NPY) {
            signals.forEach(signal -> {
                String name = signal.endpoint().toString();
                namesByRecord.put(record.id(), bits ? List.of(name, INDEX) : List.of(name));
                widthByArray.put(
                        record.id(), bits ? SDR_COLUMNS : signal.spec().shape().size());
            });
            return;
        }
        List<String> names = new ArrayList<>(List.of(STEP));
        Map<String, BitSet> vectors = new LinkedHashMap<>();
        signals.forEach(signal -> {
            if (bits) {
                names.add(INDEX);
                return;
            }
            int size = signal.whole().shape().size();
            if (size == 1 && signal.units().isEmpty()) {
                names.add(signal.name());
                return;
            }
            BitSet all = new BitSet();
            all.set(0, size);
            vectors.computeIfAbsent(signal.endpoint().toString(), name -> new BitSet())
                    .or(signal.units().map(Units::set).orElse(all));
        });
        vectors.forEach(
                (name, units) -> names.add(units.cardinality() > 1 ? name : name + "[" + units.nextSetBit(0) + "]"));
        namesByRecord.put(record.id(), names);
        vectorsByRecord.put(record.id(), vectors);
    }

    /** Makes the columns of the tables of a sweep known. */
    void add(SweepSpec sweep, List<MetricSpec> metrics) {
        List<String> points = new ArrayList<>();
        sweep.axes().forEach(axis -> points.addAll(List.of(axis.label(), axis.label() + ".label")));
        List<String> runs = new ArrayList<>(points);
        runs.add("repeat");
        for (MetricSpec metric : metrics) {
            runs.add(metric.id());
            points.addAll(List.of(metric.id(), metric.id() + ".low", metric.id() + ".high", metric.id() + ".sd"));
        }
        namesByRecord.put("sweep", points);
        namesByRecord.put("sweep-runs", runs);
    }

    /** Checks one name; {@code pointer} is where it is written. */
    void check(String pointer, String record, String name) {
        List<String> names = namesByRecord.get(record);
        if (names == null || names.contains(name) || isElement(record, name) || isNumber(record, name)) {
            return;
        }
        problem.accept(
                pointer,
                "record '" + record + "' will have no column '" + name + "', only " + names
                        + Names.didYouMean(name, names));
    }

    /** Whether the name is a signal of more than one element, of a record whose columns are known. */
    boolean isVector(String record, String name) {
        return vector(record, name).cardinality() > 1;
    }

    /** The elements of a signal that a record has. */
    private BitSet vector(String record, String name) {
        return vectorsByRecord.getOrDefault(record, Map.of()).getOrDefault(name, new BitSet());
    }

    /** Whether the name is the number of a column of an NPY array. */
    private boolean isNumber(String record, String name) {
        return name.matches("[0-9]{1,9}") && Integer.parseInt(name) < widthByArray.getOrDefault(record, 0);
    }

    /** Whether the name is {@code vector[i]} or {@code vector[from:to]} with elements that are there. */
    private boolean isElement(String record, String name) {
        Optional<Units> units = units(name);
        if (units.isEmpty()) {
            return false;
        }
        BitSet missing = units.get().set();
        missing.andNot(vector(record, units.get().signal()));
        return missing.isEmpty();
    }

    private static Optional<Units> units(String name) {
        try {
            return Units.parse(name);
        } catch (ParameterException e) {
            return Optional.empty(); // no name of a column, which is said where names are checked
        }
    }
}
