package org.sparsecortex.simulations.saved;

import java.util.Map;
import java.util.function.LongSupplier;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.State;

/** Gives kernels the state that {@link ColumnWriter} gathered; each array is read once from its beginning to its end. */
final class ColumnReader implements State {
    private final Map<String, ArrayReader> arrays;
    private final String prefix;

    /** A visitor over the arrays by name; those it looks for begin with {@code prefix}. */
    ColumnReader(Map<String, ArrayReader> arrays, String prefix) {
        this.arrays = arrays;
        this.prefix = prefix;
    }

    private LongSupplier column(String name, NumberType type) {
        ArrayReader array = arrays.get(prefix + name);
        if (array == null) {
            throw new UnfitModel("has no array '" + prefix + name + "'");
        }
        return array.of(type);
    }

    @Override
    public boolean loading() {
        return true;
    }

    @Override
    public int keep(String name, int value) {
        return (int) column(name, NumberType.INT32).getAsLong();
    }

    @Override
    public long keep(String name, long value) {
        return column(name, NumberType.INT64).getAsLong();
    }

    @Override
    public double keep(String name, double value) {
        return Double.longBitsToDouble(column(name, NumberType.FLOAT64).getAsLong());
    }

    @Override
    public float keep(String name, float value) {
        return Float.intBitsToFloat((int) column(name, NumberType.FLOAT32).getAsLong());
    }

    @Override
    public boolean keep(String name, boolean value) {
        return column(name, NumberType.BOOL).getAsLong() != 0;
    }

    @Override
    @SuppressWarnings("unchecked") // the kind is checked against the value where there is one
    public <S extends Signal> S keep(String name, S value) {
        long kind = column(name + ".kind", NumberType.INT8).getAsLong();
        int size = (int) column(name + ".size", NumberType.INT32).getAsLong();
        if (kind < 0 || kind >= Signal.Kind.values().length || size < 0) {
            throw new UnfitModel("holds no signal in '" + prefix + name + "'");
        }
        Signal read = switch (Signal.Kind.values()[(int) kind]) {
            case SDR -> {
                int count = (int) column(name + ".count", NumberType.INT32).getAsLong();
                yield Sdr.ofSorted(size, integers(name + ".active", count));
            }
            case REALS -> {
                ArrayReader numbers = arrays.get(prefix + name + ".reals");
                double[] values = new double[numbers == null ? size : numbers.atMost(size)];
                keep(name + ".reals", values);
                yield Reals.wrap(values);
            }
            case INTS -> Ints.wrap(integers(name + ".integers", size));
        };
        if (value != null && value.kind() != read.kind()) {
            throw new UnfitModel("holds " + read.kind() + " in '" + prefix + name + "', not " + value.kind());
        }
        return (S) read;
    }

    private int[] integers(String name, int count) {
        ArrayReader numbers = arrays.get(prefix + name);
        int[] values = new int[numbers == null ? Math.max(0, count) : numbers.atMost(count)];
        keep(name, values);
        return values;
    }

    @Override
    public void keep(String name, double[] values, int from, int to) {
        LongSupplier column = column(name, NumberType.FLOAT64);
        for (int i = from; i < to; i++) {
            values[i] = Double.longBitsToDouble(column.getAsLong());
        }
    }

    @Override
    public void keep(String name, float[] values, int from, int to) {
        LongSupplier column = column(name, NumberType.FLOAT32);
        for (int i = from; i < to; i++) {
            values[i] = Float.intBitsToFloat((int) column.getAsLong());
        }
    }

    @Override
    public void keep(String name, int[] values, int from, int to) {
        LongSupplier column = column(name, NumberType.INT32);
        for (int i = from; i < to; i++) {
            values[i] = (int) column.getAsLong();
        }
    }

    @Override
    public void keep(String name, long[] values, int from, int to) {
        LongSupplier column = column(name, NumberType.INT64);
        for (int i = from; i < to; i++) {
            values[i] = column.getAsLong();
        }
    }

    @Override
    public void keep(String name, short[] values, int from, int to) {
        LongSupplier column = column(name, NumberType.INT16);
        for (int i = from; i < to; i++) {
            values[i] = (short) column.getAsLong();
        }
    }

    @Override
    public void keep(String name, byte[] values, int from, int to) {
        LongSupplier column = column(name, NumberType.INT8);
        for (int i = from; i < to; i++) {
            values[i] = (byte) column.getAsLong();
        }
    }
}
