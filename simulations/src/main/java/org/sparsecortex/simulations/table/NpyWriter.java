package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.SignalSpec;

/**
 * Record as a NumPy array, format 1.0: its first axis runs over the recorded steps, the others are those of the signal; float64,
 * or int32 if its elements are integers. An SDR is an int32 array of rows (step, index).
 */
public final class NpyWriter extends RecordWriter {
    private final boolean integers;
    private final int columns;
    private final List<Integer> axes;
    private long rows;

    /**
     * Opens the file.
     *
     * @param resumeAt length to go on from, 0 for a new file
     */
    public NpyWriter(Path target, SignalSpec signal, long resumeAt) throws IOException {
        super(target, resumeAt, NpyHeader.LENGTH);
        boolean sdr = signal.shape().kind() == Signal.Kind.SDR;
        integers = signal.shape().kind() != Signal.Kind.REALS;
        columns = sdr ? 2 : signal.shape().size();
        axes = sdr ? List.of(columns) : signal.axes();
        if (resumeAt == 0) {
            write(finalHeader());
        } else {
            rows = (resumeAt - NpyHeader.LENGTH) / ((long) columns * (integers ? Integer.BYTES : Double.BYTES));
        }
    }

    @Override
    public void append(long step, List<Signal> values) throws IOException {
        if (values.get(0) instanceof Sdr sdr) {
            ByteBuffer bytes = buffer(2 * Integer.BYTES * sdr.cardinality());
            for (int i = 0; i < sdr.cardinality(); i++) {
                bytes.putInt(Math.toIntExact(step)).putInt(sdr.active(i));
            }
            rows += sdr.cardinality();
            write(bytes.array());
            return;
        }
        ByteBuffer bytes = buffer(columns * (integers ? Integer.BYTES : Double.BYTES));
        for (Signal value : values) {
            for (int i = 0; i < value.size(); i++) {
                if (integers) {
                    bytes.putInt(((Ints) value).get(i));
                } else {
                    bytes.putDouble(value instanceof Reals reals ? reals.get(i) : ((Ints) value).get(i));
                }
            }
        }
        rows++;
        write(bytes.array());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    byte[] finalHeader() {
        List<Long> shape = new ArrayList<>(List.of(rows));
        axes.forEach(axis -> shape.add(axis.longValue()));
        return NpyHeader.encode(integers ? "<i4" : "<f8", shape);
    }
}
