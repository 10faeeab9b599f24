package org.sparsecortex.sdr.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;

/**
 * The one binary form of signals, used by checkpoints and by messages between machines.
 *
 * <p>Big-endian: kind (1 byte), size (4), then for an SDR the count (4) and the ascending indices (4 each), for vectors the
 * elements (8 or 4 each).
 */
public final class SignalCodec {
    private SignalCodec() {}

    /** Writes {@code signal} to {@code out}. */
    public static void write(Signal signal, DataOutput out) throws IOException {
        out.writeByte(signal.kind().ordinal());
        out.writeInt(signal.size());
        if (signal instanceof Sdr sdr) {
            out.writeInt(sdr.cardinality());
            for (int i = 0; i < sdr.cardinality(); i++) {
                out.writeInt(sdr.active(i));
            }
        } else if (signal instanceof Reals reals) {
            for (int i = 0; i < reals.size(); i++) {
                out.writeDouble(reals.get(i));
            }
        } else if (signal instanceof Ints ints) {
            for (int i = 0; i < ints.size(); i++) {
                out.writeInt(ints.get(i));
            }
        }
    }

    /**
     * Reads one signal.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no signal
     */
    public static Signal read(DataInput in) throws IOException {
        int kind = in.readByte();
        Checks.inRange("signal.kind", kind, 0, Signal.Kind.values().length - 1);
        int size = Checks.atLeast("signal.size", in.readInt(), 0);
        return switch (Signal.Kind.values()[kind]) {
            case SDR -> readSdr(size, in);
            case REALS -> readReals(size, in);
            case INTS -> readInts(size, in);
        };
    }

    private static Sdr readSdr(int size, DataInput in) throws IOException {
        int[] active = new int[Checks.inRange("sdr.cardinality", in.readInt(), 0, size)];
        for (int i = 0; i < active.length; i++) {
            active[i] = in.readInt();
        }
        return Sdr.ofSorted(size, active);
    }

    private static Reals readReals(int size, DataInput in) throws IOException {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.readDouble();
        }
        return Reals.wrap(values);
    }

    private static Ints readInts(int size, DataInput in) throws IOException {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = in.readInt();
        }
        return Ints.wrap(values);
    }
}
