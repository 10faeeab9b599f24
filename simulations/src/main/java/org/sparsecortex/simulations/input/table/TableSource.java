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
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** A table of numbers, one row a step: the encoded row as {@code sdr} and every column as a number. */
final class TableSource implements Source {
    private final Map<String, double[]> columns;
    private final List<Encoder> encoders = new ArrayList<>();
    private final List<double[]> encoded = new ArrayList<>();
    private final List<SignalSpec> specs = new ArrayList<>();

    TableSource(Map<String, double[]> columns, List<FieldSpec> fields, long seed) {
        this.columns = new LinkedHashMap<>(columns);
        int size = 0;
        for (FieldSpec field : fields) {
            if (field.encoder().isEmpty()) {
                continue;
            }
            Encoder encoder = encoder(field, seed);
            encoders.add(encoder);
            encoded.add(columns.get(field.column()));
            size += encoder.size();
        }
        if (size > 0) {
            specs.add(SignalSpec.global("sdr", Signal.Kind.SDR, size, "the encoded row"));
        }
        columns.keySet()
                .forEach(name -> specs.add(SignalSpec.global(name, Signal.Kind.REALS, 1, "column '" + name + "'")));
    }

    /** The encoder of a field that has one, seeded by the name of its column. */
    static Encoder encoder(FieldSpec field, long seed) {
        return field.encoder().orElseThrow().encoder(KeyedRandom.deriveSeed(seed, "column " + field.column()));
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
        List<Sdr> parts = new ArrayList<>(encoders.size());
        for (int f = 0; f < encoders.size(); f++) {
            double[] column = encoded.get(f);
            boolean withPrevious = encoders.get(f).fields() == 2;
            parts.add(
                    withPrevious
                            ? encoders.get(f).encode(column[row], column[Math.max(0, row - 1)])
                            : encoders.get(f).encode(column[row]));
        }
        return Signal.concat(parts);
    }
}
