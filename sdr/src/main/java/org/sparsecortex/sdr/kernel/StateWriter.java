package org.sparsecortex.sdr.kernel;

import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.sparsecortex.sdr.Signal;

/** Writes state. */
final class StateWriter implements State {
    private final DataOutput out;

    StateWriter(DataOutput out) {
        this.out = out;
    }

    @Override
    public boolean loading() {
        return false;
    }

    @Override
    public int keep(String name, int value) {
        try {
            out.writeInt(value);
            return value;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public long keep(String name, long value) {
        try {
            out.writeLong(value);
            return value;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public double keep(String name, double value) {
        try {
            out.writeDouble(value);
            return value;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public float keep(String name, float value) {
        try {
            out.writeFloat(value);
            return value;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public boolean keep(String name, boolean value) {
        try {
            out.writeBoolean(value);
            return value;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public <S extends Signal> S keep(String name, S value) {
        try {
            SignalCodec.write(value, out);
            return value;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, double[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                out.writeDouble(values[i]);
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, float[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                out.writeFloat(values[i]);
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, int[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                out.writeInt(values[i]);
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, long[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                out.writeLong(values[i]);
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, short[] values, int from, int to) {
        try {
            for (int i = from; i < to; i++) {
                out.writeShort(values[i]);
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void keep(String name, byte[] values, int from, int to) {
        try {
            out.write(values, from, to - from);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static UncheckedIOException failed(String name, IOException e) {
        return new UncheckedIOException("the state '" + name + "' could not be written", e);
    }
}
