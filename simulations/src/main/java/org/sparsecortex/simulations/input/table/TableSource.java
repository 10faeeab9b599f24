package org.sparsecortex.simulations.input.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.input.InputProblems;

/** A table of numbers, one row a step: the encoded row as {@code sdr} and every column as a number. */
final class TableSource implements Source {
    /** Name of the signal that is the encoded row. */
    static final String CODE = "sdr";

    private final Map<String, double[]> columns;
    private final BitSet resets;
    private final BitSet frozen;
    private final Map<String, List<Coded>> coded = new LinkedHashMap<>();
    private final List<SignalSpec> specs = new ArrayList<>();

    /** An encoder and where its values stand: value f in column {@code values[f]}, of this row or the one before. */
    private record Coded(Encoder encoder, double[][] values) {
        Sdr row(int row) {
            double[] here = new double[values.length];
            for (int f = 0; f < here.length; f++) {
                here[f] = values[f][encoder.previous(f) ? Math.max(0, row - 1) : row];
            }
            return encoder.encode(here);
        }
    }

    TableSource(Map<String, double[]> columns, List<FieldSpec> fields, long seed) {
        this(columns, fields, seed, new BitSet(), new BitSet());
    }

    /** A table in which some rows begin a new sequence, and some let nobody learn. */
    TableSource(Map<String, double[]> columns, List<FieldSpec> fields, long seed, BitSet resets, BitSet frozen) {
        this.resets = (BitSet) resets.clone();
        this.frozen = (BitSet) frozen.clone();
        this.columns = new LinkedHashMap<>(columns);
        for (FieldSpec field : fields) {
            if (field.encoder().isEmpty()) {
                continue;
            }
            Encoder encoder = field.encoder(seed);
            int[] at = field.columnsOf(encoder);
            double[][] values = new double[at.length][];
            for (int f = 0; f < at.length; f++) {
                values[f] = columns.get(field.names().get(at[f]));
            }
            Checks.that(
                    !columns.containsKey(field.signal()),
                    "signal",
                    field.signal(),
                    "is the name of a column; give the signal another one");
            coded.computeIfAbsent(field.signal(), signal -> new ArrayList<>()).add(new Coded(encoder, values));
        }
        coded.forEach((signal, parts) -> {
            long size = parts.stream().mapToLong(c -> c.encoder().size()).sum();
            Checks.inRange("bits of the fields of " + signal, size, 1L, (long) Integer.MAX_VALUE);
            specs.add(SignalSpec.global(signal, Signal.Kind.SDR, (int) size, "the encoded row"));
        });
        columns.keySet()
                .forEach(name -> specs.add(SignalSpec.global(name, Signal.Kind.REALS, 1, "column '" + name + "'")));
    }

    /**
     * Encodes the rows that hold the smallest or largest value of a column, so that a value which is beyond its encoder shows
     * before the run.
     *
     * @param table what the table is called
     * @throws IllegalArgumentException with column, row and what the encoder says
     */
    void requireEncodable(String table) {
        InputProblems.Collector problems = new InputProblems.Collector();
        for (Coded field : coded.values().stream().flatMap(List::stream).toList()) {
            for (double[] column : field.values) {
                for (int row : extremes(column)) {
                    try {
                        field.row(row);
                    } catch (RuntimeException e) {
                        problems.add(new IllegalArgumentException(
                                table + " row " + (row + 1) + " after the header, column '" + nameOf(column) + "': "
                                        + e.getMessage(),
                                e));
                    }
                }
            }
        }
        problems.throwIfAny();
    }

    private String nameOf(double[] column) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue() == column)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The rows of the smallest and the largest value; the first row if all are missing. */
    private static int[] extremes(double[] column) {
        int least = 0;
        int most = 0;
        for (int row = 1; row < column.length; row++) {
            least = !(column[row] >= column[least]) && !Double.isNaN(column[row]) ? row : least;
            most = !(column[row] <= column[most]) && !Double.isNaN(column[row]) ? row : most;
        }
        return new int[] {least, most};
    }

    @Override
    public List<SignalSpec> signals() {
        return specs;
    }

    @Override
    public boolean resetAt(long step) {
        return resets.get(Math.toIntExact(step));
    }

    @Override
    public boolean learnAt(long step) {
        return !frozen.get(Math.toIntExact(step));
    }

    @Override
    public Signal read(String signal, long step) {
        int row = Math.toIntExact(step);
        List<Coded> fields = coded.get(signal);
        if (fields == null) {
            double[] column = columns.get(signal);
            if (column == null) {
                throw new IllegalArgumentException("the table has no column '" + signal + "'");
            }
            return Reals.of(column[row]);
        }
        List<Sdr> parts = new ArrayList<>(fields.size());
        fields.forEach(field -> parts.add(field.row(row)));
        return Signal.concat(parts);
    }
}
