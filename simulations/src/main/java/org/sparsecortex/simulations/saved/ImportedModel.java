package org.sparsecortex.simulations.saved;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.array.ArrayFile;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.problem.UserError;

/**
 * The state of a fresh population in which some parts are arrays of another program: of NumPy, HDF5 or MATLAB.
 *
 * <p>A part has the name that it has in a saved model, without {@code shared/}. Its array must have the same first axis and as many
 * numbers; where the part is also a signal, the axes are those of the signal. Numbers of whole-number parts must be whole, all
 * must be finite.
 *
 * @param file the arrays
 * @param arrays name of the array of each part
 * @param transposed parts whose arrays stand the other way round
 */
public record ImportedModel(Path file, Map<String, String> arrays, List<String> transposed) {
    private static final String SHARED = "shared/";

    /**
     * Puts the arrays into a fresh kernel that owns all units, and returns its state.
     *
     * @param signals what the population emits
     * @throws UserError if there is no such part or array, or it does not fit; the message begins with {@code arrays/PART}
     */
    public PopulationState load(Kernel<?, ?> fresh, Kernel<?, ?> into, List<SignalSpec> signals, ModelHeader header)
            throws IOException {
        Path whole = Files.createTempFile("sparsecortex-import", ".npz");
        try {
            Map<String, Column> parts = new TreeMap<>();
            Set<String> names = new TreeSet<>();
            try (OutputStream out = Files.newOutputStream(whole)) {
                SavedModel.write(out, header, fresh, (name, column, shape) -> {
                    String part = name.startsWith(SHARED) ? name.substring(SHARED.length()) : name;
                    names.add(part);
                    if (!arrays.containsKey(part)) {
                        return column;
                    }
                    parts.put(part, read(part, column, axes(part, shape, signals)));
                    return parts.get(part);
                });
            }
            for (String part : arrays.keySet()) {
                if (!parts.containsKey(part)) {
                    throw new UserError("arrays/" + part + ": the population has no part of this name"
                            + Names.didYouMean(part, List.copyOf(names)) + ", only " + names);
                }
            }
            return SavedModel.loadImported(whole, into);
        } finally {
            Files.delete(whole);
        }
    }

    /** The axes of a part: those of the signal of its name, if it has as many numbers. */
    private static List<Long> axes(String part, List<Long> shape, List<SignalSpec> signals) {
        long count = shape.stream().reduce(1L, Math::multiplyExact);
        for (SignalSpec signal : signals) {
            if (signal.name().equals(part) && signal.shape().size() == count) {
                return signal.axes().stream().map(Integer::longValue).toList();
            }
        }
        return shape;
    }

    private Column read(String part, Column column, List<Long> wanted) {
        String name = arrays.get(part);
        String where = "arrays/" + part + ": '" + name + "' in " + file.getFileName();
        try {
            ArrayFile.Numbers array = ArrayFile.numbers(file, name, bytes -> {});
            boolean turned = transposed.contains(part);
            List<Integer> shape = turned ? reversed(array.shape()) : array.shape();
            if (!fits(shape, wanted)) {
                boolean turn = fits(reversed(shape), wanted) && shape.size() > 1;
                throw new UserError(where + " has the shape " + array.shape() + (turned ? ", transposed" : "")
                        + ", needed is " + wanted
                        + (turn ? "; " + (turned ? "do not " : "") + "name the part in \"transposed\"" : ""));
            }
            Column made = new Column(column.type());
            double[] values = turned ? turned(array) : array.values();
            for (int i = 0; i < values.length; i++) {
                made.put(bits(values[i], column.type(), where, i));
            }
            return made;
        } catch (IOException e) {
            throw new UserError(where + " cannot be read: " + InputContext.reason(e), e);
        }
    }

    /** Whether an array has the axes, or their first one and all others in one or in another cut, or all in one. */
    private static boolean fits(List<Integer> shape, List<Long> wanted) {
        List<Integer> own = shape.stream().filter(n -> n != 1).toList();
        List<Long> needed = wanted.stream().filter(n -> n != 1).toList();
        long count = own.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        boolean sameCount = count == needed.stream().reduce(1L, Math::multiplyExact);
        boolean sameFirst = needed.isEmpty()
                || own.size() == 1
                || (!own.isEmpty() && own.get(0).longValue() == needed.get(0) && needed.size() > 1);
        return sameCount && sameFirst;
    }

    private static List<Integer> reversed(List<Integer> shape) {
        List<Integer> turned = new ArrayList<>(shape);
        Collections.reverse(turned);
        return turned;
    }

    /** The numbers of an array with its axes reversed, in C order. */
    private static double[] turned(ArrayFile.Numbers array) {
        List<Integer> shape = array.shape();
        double[] turned = new double[array.values().length];
        int[] at = new int[shape.size()];
        for (double value : array.values()) {
            long index = 0;
            for (int d = shape.size() - 1; d >= 0; d--) {
                index = index * shape.get(d) + at[d];
            }
            turned[(int) index] = value;
            for (int d = shape.size() - 1; d >= 0 && ++at[d] == shape.get(d); d--) {
                at[d] = 0;
            }
        }
        return turned;
    }

    private static long bits(double value, NumberType type, String where, int place) {
        boolean real = type == NumberType.FLOAT32 || type == NumberType.FLOAT64;
        boolean valid = Double.isFinite(type == NumberType.FLOAT32 ? (float) value : value);
        if (!real) {
            double most = Math.scalb(1.0, 8 * type.bytes() - 1);
            valid = value == Math.rint(value) && value >= -most && value < most && type != NumberType.UINT8;
            valid &= type != NumberType.BOOL || value == 0 || value == 1;
        }
        if (!valid) {
            throw new UserError(where + " has " + value + " at place " + place + ", which is no "
                    + (real ? "finite number" : "whole number") + " of type " + type.descr());
        }
        return switch (type) {
            case FLOAT32 -> Float.floatToRawIntBits((float) value);
            case FLOAT64 -> Double.doubleToRawLongBits(value);
            default -> (long) value;
        };
    }
}
