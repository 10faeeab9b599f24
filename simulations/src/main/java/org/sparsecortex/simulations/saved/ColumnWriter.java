package org.sparsecortex.simulations.saved;

import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.State;

/**
 * Gathers the state of kernels as columns: all that units keep under one name, unit after unit.
 *
 * <p>A signal becomes several columns: {@code NAME.kind} (0 SDR, 1 reals, 2 integers), {@code NAME.size}, and {@code
 * NAME.count} with {@code NAME.active}, or {@code NAME.reals}, or {@code NAME.integers}.
 */
final class ColumnWriter implements State {
    private final Map<String, Column> columns = new TreeMap<>();

    private ColumnWriter() {}

    /** The columns of the state that all units share, each of one unit. */
    static Map<String, Column> shared(Kernel<?, ?> kernel) {
        ColumnWriter writer = new ColumnWriter();
        kernel.shared(writer);
        writer.endUnit(0);
        return writer.columns;
    }

    /** The columns of the state that each of a kernel's units owns. */
    static Map<String, Column> units(Kernel<?, ?> kernel) {
        ColumnWriter writer = new ColumnWriter();
        int from = kernel.range().from();
        for (int u = from; u < kernel.range().to(); u++) {
            kernel.unit(u, writer);
            writer.endUnit(u - from);
        }
        return writer.columns;
    }

    private void endUnit(int unit) {
        columns.values().forEach(column -> column.endUnit(unit));
    }

    private Column column(String name, NumberType type) {
        Column column = columns.computeIfAbsent(name, n -> new Column(type));
        if (column.type() != type) {
            throw new IllegalStateException("the state '" + name + "' is kept as " + column.type() + " and as " + type
                    + "; give them two names");
        }
        return column;
    }

    @Override
    public boolean loading() {
        return false;
    }

    @Override
    public int keep(String name, int value) {
        column(name, NumberType.INT32).together(1).put(value);
        return value;
    }

    @Override
    public long keep(String name, long value) {
        column(name, NumberType.INT64).together(1).put(value);
        return value;
    }

    @Override
    public double keep(String name, double value) {
        column(name, NumberType.FLOAT64).together(1).put(Double.doubleToRawLongBits(value));
        return value;
    }

    @Override
    public float keep(String name, float value) {
        column(name, NumberType.FLOAT32).together(1).put(Float.floatToRawIntBits(value));
        return value;
    }

    @Override
    public boolean keep(String name, boolean value) {
        column(name, NumberType.BOOL).together(1).put(value ? 1 : 0);
        return value;
    }

    @Override
    public <S extends Signal> S keep(String name, S value) {
        column(name + ".kind", NumberType.INT8).put(value.kind().ordinal());
        column(name + ".size", NumberType.INT32).put(value.size());
        if (value instanceof Sdr sdr) {
            column(name + ".count", NumberType.INT32).put(sdr.cardinality());
            Column active = column(name + ".active", NumberType.INT32);
            for (int i = 0; i < sdr.cardinality(); i++) {
                active.put(sdr.active(i));
            }
        } else if (value instanceof Reals reals) {
            Column numbers = column(name + ".reals", NumberType.FLOAT64);
            for (int i = 0; i < reals.size(); i++) {
                numbers.put(Double.doubleToRawLongBits(reals.get(i)));
            }
        } else if (value instanceof Ints ints) {
            Column numbers = column(name + ".integers", NumberType.INT32);
            for (int i = 0; i < ints.size(); i++) {
                numbers.put(ints.get(i));
            }
        }
        return value;
    }

    @Override
    public void keep(String name, double[] values, int from, int to) {
        Column column = column(name, NumberType.FLOAT64).together(to - from);
        for (int i = from; i < to; i++) {
            column.put(Double.doubleToRawLongBits(values[i]));
        }
    }

    @Override
    public void keep(String name, float[] values, int from, int to) {
        Column column = column(name, NumberType.FLOAT32).together(to - from);
        for (int i = from; i < to; i++) {
            column.put(Float.floatToRawIntBits(values[i]));
        }
    }

    @Override
    public void keep(String name, int[] values, int from, int to) {
        Column column = column(name, NumberType.INT32).together(to - from);
        for (int i = from; i < to; i++) {
            column.put(values[i]);
        }
    }

    @Override
    public void keep(String name, long[] values, int from, int to) {
        Column column = column(name, NumberType.INT64).together(to - from);
        for (int i = from; i < to; i++) {
            column.put(values[i]);
        }
    }

    @Override
    public void keep(String name, short[] values, int from, int to) {
        Column column = column(name, NumberType.INT16).together(to - from);
        for (int i = from; i < to; i++) {
            column.put(values[i]);
        }
    }

    @Override
    public void keep(String name, byte[] values, int from, int to) {
        Column column = column(name, NumberType.INT8).together(to - from);
        for (int i = from; i < to; i++) {
            column.put(values[i]);
        }
    }
}
