package org.sparsecortex.simulations.input.table;

import java.util.ArrayList;
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

/** A table of numbers, one row a step: the encoded row as {@code sdr} and every column as a number. */
final class TableSource implements Source {
    private final Map<String, double[]> columns;
    private final List<Coded> coded = new ArrayList<>();
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
        this.columns = new LinkedHashMap<>(columns);
        long size = 0;
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
            coded.add(new Coded(encoder, values));
            size += encoder.size();
        }
        if (size > 0) {
            Checks.inRange("bits of all fields together", size, 1L, (long) Integer.MAX_VALUE);
            specs.add(SignalSpec.global("sdr", Signal.Kind.SDR, (int) size, "the encoded row"));
        }
        columns.keySet()
                .forEach(name -> specs.add(SignalSpec.global(name, Signal.Kind.REALS, 1, "column '" + name + "'")));
    }

    @Override
    public List<SignalSpec> signals() {
        return specs;
    }

    @Override
    public Signal read(String signal, long step) {
        int row = Math.toIntExact(step);
        if (!signal.equals("sdr")) {
            double[] column = columns.get(signal);
            if (column == null) {
                throw new IllegalArgumentException("the table has no column '" + signal + "'");
            }
            return Reals.of(column[row]);
        }
        List<Sdr> parts = new ArrayList<>(coded.size());
        coded.forEach(field -> parts.add(field.row(row)));
        return Signal.concat(parts);
    }
}
