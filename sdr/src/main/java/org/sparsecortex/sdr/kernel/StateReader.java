package org.sparsecortex.sdr.kernel;

import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.sparsecortex.sdr.Signal;

/** Reads what {@link StateWriter} wrote. */
final class StateReader implements State {
    private final DataInput in;

    StateReader(DataInput in) {
        this.in = in;
    }

    @Override
    public boolean loading() {
        return true;
    }

    @Override
    public int keep(String name, int value) {
        try {
            return in.readInt();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public long keep(String name, long value) {
        try {
            return in.readLong();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public double keep(String name, double value) {
        try {
            return in.readDouble();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public float keep(String name, float value) {
        try {
            return in.readFloat();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public boolean keep(String name, boolean value) {
        try {
            return in.readBoolean();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the same kernel wrote a signal of this kind
    public <S extends Signal> S keep(String name, S value) {
        try {
            Signal read = SignalCodec.read(in);
            if (value != null && read.kind() != value.kind()) {
                throw new IllegalArgumentException(
                        "the state '" + name + "' is of kind " + read.kind() + ", not " + value.kind());
            }
            return (S) read;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, double[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                values[i] = in.readDouble();
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, float[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                values[i] = in.readFloat();
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, int[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                values[i] = in.readInt();
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, long[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                values[i] = in.readLong();
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, short[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                values[i] = in.readShort();
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, byte[] values, int from, int to) {
        try {
            in.readFully(values, from, to - from);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static UncheckedIOException failed(String name, IOException e) {
        return new UncheckedIOException("the state '" + name + "' ends early", e);
    }
}
