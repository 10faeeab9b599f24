package org.sparsecortex.simulations.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
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
    /** Length of the header of every file. */
    static final int HEADER_BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

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
        super(target, resumeAt, HEADER_BYTES);
        boolean sdr = signal.shape().kind() == Signal.Kind.SDR;
        integers = signal.shape().kind() != Signal.Kind.REALS;
        columns = sdr ? 2 : signal.shape().size();
        axes = sdr ? List.of(columns) : signal.axes();
        if (resumeAt == 0) {
            write(finalHeader());
        } else {
            rows = (resumeAt - HEADER_BYTES) / ((long) columns * (integers ? Integer.BYTES : Double.BYTES));
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
        String text = "{'descr': '" + (integers ? "<i4" : "<f8") + "', 'fortran_order': False, 'shape': (" + rows + ", "
                + axes.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "), }";
        int length = HEADER_BYTES - MAGIC.length - 2;
        String padded = text + " ".repeat(length - 1 - text.length()) + "\n";
        ByteBuffer header = buffer(HEADER_BYTES);
        header.put(MAGIC).putShort((short) length).put(padded.getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }
}
