package org.sparsecortex.simulations.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.network.Population;

/** The state of kernels as the values of each name, unit by unit, to see which of it changes. */
final class NamedState implements State {
    private final Map<String, List<Object>> values = new LinkedHashMap<>();

    private NamedState() {}

    /** The shared state of the first kernel and the units of all. */
    static NamedState of(List<Kernel<?, ?>> kernels) {
        NamedState state = new NamedState();
        kernels.get(0).shared(state);
        for (Kernel<?, ?> kernel : kernels) {
            for (int unit = kernel.range().from(); unit < kernel.range().to(); unit++) {
                kernel.unit(unit, state);
            }
        }
        return state;
    }

    /** The signals whose names match, of all kernels. */
    static NamedState signals(Population population, List<Kernel<?, ?>> kernels, String names) {
        NamedState state = new NamedState();
        for (SignalSpec signal : population.signals()) {
            if (signal.name().matches(names)) {
                kernels.forEach(kernel -> state.note(signal.name(), kernel.read(signal.name())));
            }
        }
        return state;
    }

    /** Names whose values, or number of values, differ. */
    Set<String> changed(NamedState other) {
        Set<String> names = new TreeSet<>(values.keySet());
        names.addAll(other.values.keySet());
        names.removeIf(name -> Arrays.deepEquals(of(name), other.of(name)));
        return names;
    }

    /** Names under which there is a number that is NaN. */
    Set<String> notNumbers() {
        Set<String> names = new TreeSet<>();
        values.forEach((name, all) -> {
            if (all.stream().anyMatch(NamedState::holdsNaN)) {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean holdsNaN(Object value) {
        if (value instanceof double[] array) {
            return Arrays.stream(array).anyMatch(Double::isNaN);
        }
        if (value instanceof float[] array) {
            boolean found = false;
            for (float x : array) {
                found |= Float.isNaN(x);
            }
            return found;
        }
        return value instanceof Reals reals
                ? reals.firstNaN() >= 0
                : (value instanceof Double d && d.isNaN()) || (value instanceof Float f && f.isNaN());
    }

    private Object[] of(String name) {
        return values.getOrDefault(name, List.of()).toArray();
    }

    private <T> T note(String name, T value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return value;
    }

    @Override
    public boolean loading() {
        return false;
    }

    @Override
    public int keep(String name, int value) {
        return note(name, value);
    }

    @Override
    public long keep(String name, long value) {
        return note(name, value);
    }

    @Override
    public double keep(String name, double value) {
        return note(name, value);
    }

    @Override
    public float keep(String name, float value) {
        return note(name, value);
    }

    @Override
    public boolean keep(String name, boolean value) {
        return note(name, value);
    }

    @Override
    public <S extends Signal> S keep(String name, S value) {
        return note(name, value);
    }

    @Override
    public void keep(String name, double[] array, int from, int to) {
        note(name, Arrays.copyOfRange(array, from, to));
    }

    @Override
    public void keep(String name, float[] array, int from, int to) {
        note(name, Arrays.copyOfRange(array, from, to));
    }

    @Override
    public void keep(String name, int[] array, int from, int to) {
        note(name, Arrays.copyOfRange(array, from, to));
    }

    @Override
    public void keep(String name, long[] array, int from, int to) {
        note(name, Arrays.copyOfRange(array, from, to));
    }

    @Override
    public void keep(String name, short[] array, int from, int to) {
        note(name, Arrays.copyOfRange(array, from, to));
    }

    @Override
    public void keep(String name, byte[] array, int from, int to) {
        note(name, Arrays.copyOfRange(array, from, to));
    }
}
