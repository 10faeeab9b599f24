package org.sparsecortex.sdr.kernel;

import org.sparsecortex.sdr.Signal;

/** Visits a part of a state under names that begin with the part's. */
record PartOfState(State whole, String prefix) implements State {
    @Override
    public boolean loading() {
        return whole.loading();
    }

    @Override
    public int keep(String name, int value) {
        return whole.keep(prefix + name, value);
    }

    @Override
    public long keep(String name, long value) {
        return whole.keep(prefix + name, value);
    }

    @Override
    public double keep(String name, double value) {
        return whole.keep(prefix + name, value);
    }

    @Override
    public float keep(String name, float value) {
        return whole.keep(prefix + name, value);
    }

    @Override
    public boolean keep(String name, boolean value) {
        return whole.keep(prefix + name, value);
    }

    @Override
    public <S extends Signal> S keep(String name, S value) {
        return whole.keep(prefix + name, value);
    }

    @Override
    public void keep(String name, double[] values, int from, int to) {
        whole.keep(prefix + name, values, from, to);
    }

    @Override
    public void keep(String name, float[] values, int from, int to) {
        whole.keep(prefix + name, values, from, to);
    }

    @Override
    public void keep(String name, int[] values, int from, int to) {
        whole.keep(prefix + name, values, from, to);
    }

    @Override
    public void keep(String name, long[] values, int from, int to) {
        whole.keep(prefix + name, values, from, to);
    }

    @Override
    public void keep(String name, short[] values, int from, int to) {
        whole.keep(prefix + name, values, from, to);
    }

    @Override
    public void keep(String name, byte[] values, int from, int to) {
        whole.keep(prefix + name, values, from, to);
    }
}
