package org.sparsecortex.simulations.array;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads arrays of real numbers from files of other programs; the ending of a file says what it is.
 *
 * <pre>
 *   npy               NumPy, formats 1.0 to 3.0, C or Fortran order, either order of bytes
 *   npz               an archive of these
 *   h5 hdf5 nwb       HDF5; an array is named by its path, for example units/spike_times
 *   mat               MATLAB, level 5 and 7.3 (which is HDF5 with its axes reversed)
 * </pre>
 *
 * Numbers are booleans (0 and 1), integers of 8 to 64 bits, and floating-point numbers of 16 to 64 bits; those beyond 2^53 lose
 * their last bits. Nothing is allocated before the reader of the file has agreed to its shape. Links within an HDF5 file that
 * lead elsewhere are not followed.
 */
public final class ArrayFile {
    /** Elements of one array. */
    static final long MAX_ELEMENTS = 1L << 40;

    private static final List<String> ENDINGS = List.of("npy", "npz", "h5", "hdf5", "nwb", "mat");

    private ArrayFile() {}

    /** Receives the elements of an array, each once. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes an element.
         *
         * @param index its place in C order: the last axis runs fastest
         */
        void put(long index, double value);
    }

    /** Agrees to an array, or throws. */
    @FunctionalInterface
    public interface Room {
        /**
         * Where the elements go.
         *
         * @param shape size of each axis, none of them 0; empty for a single number
         * @param bytes memory that the reading itself takes
         * @throws IOException if it is not what is wanted
         */
        Sink take(List<Integer> shape, long bytes) throws IOException;
    }

    /**
     * An array in memory.
     *
     * @param shape size of each axis
     * @param values its elements in C order
     */
    public record Numbers(List<Integer> shape, double[] values) {}

    /** Whether the ending of a name is one of those above. */
    public static boolean isKnown(Path file) {
        return ENDINGS.contains(ending(file));
    }

    /** Whether a file of that name may hold several arrays. */
    public static boolean holdsSeveral(Path file) {
        return isKnown(file) && !ending(file).equals("npy");
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * Reads an array element by element.
     *
     * @param variable name of the array in the file; empty for the only one
     * @throws IOException if the file cannot be read, is damaged or holds no such array, with the names that it holds
     */
    public static void read(Path file, String variable, Room room) throws IOException {
        switch (ending(file)) {
            case "npy" -> NumpyArrays.readFile(file, room);
            case "npz" -> NumpyArrays.readArchive(file, variable, room);
            case "h5", "hdf5", "nwb" -> Hdf5Arrays.read(file, variable, false, room);
            case "mat" -> MatlabArrays.read(file, variable, room);
            default -> throw new IOException("the ending is none of " + ENDINGS);
        }
    }

    /**
     * Reads an array into memory.
     *
     * @param memory receives the bytes that are needed, before they are taken; it throws if they are too many
     * @throws IOException as {@link #read}
     */
    public static Numbers numbers(Path file, String variable, LongConsumer memory) throws IOException {
        Numbers[] read = new Numbers[1];
        read(file, variable, room(memory, numbers -> read[0] = numbers));
        return read[0];
    }

    /** Makes room in memory for an array of any shape and hands it over, still to be filled. */
    static Room room(LongConsumer memory, Consumer<Numbers> to) {
        return (shape, bytes) -> {
            long count = count(shape);
            memory.accept(bytes + Double.BYTES * count);
            if (count > Integer.MAX_VALUE - 8) {
                throw new IOException("it has the shape " + shape + ", more than 2^31 numbers");
            }
            double[] values = new double[(int) count];
            to.accept(new Numbers(shape, values));
            return (index, value) -> values[(int) index] = value;
        };
    }

    /**
     * Reads texts and arrays of all groups of an HDF5 file, whatever its ending; data sets of other kinds are left out.
     *
     * @param memory as for {@link #numbers}
     * @throws IOException if the file cannot be read, is damaged, or holds too much
     */
    public static Hdf5Tree tree(Path file, LongConsumer memory) throws IOException {
        return Hdf5Arrays.tree(file, memory);
    }

    /**
     * Number of elements of a shape.
     *
     * @throws IOException if it is beyond {@link #MAX_ELEMENTS} or an axis is 0
     */
    public static long count(List<Integer> shape) throws IOException {
        long count = 1;
        for (int axis : shape) {
            if (axis < 1 || count > MAX_ELEMENTS / axis) {
                throw new IOException("it has the shape " + shape
                        + ": each axis must be 1 or more, and all together at most " + MAX_ELEMENTS + " numbers");
            }
            count *= axis;
        }
        return count;
    }

    /** The place in C order of an element at a place in Fortran order, in which the first axis runs fastest. */
    static long toCOrder(long place, int[] shape) {
        long index = 0;
        long stride = 1;
        long[] at = new long[shape.length];
        long rest = place;
        for (int d = 0; d < shape.length; d++) {
            at[d] = rest % shape[d];
            rest /= shape[d];
        }
        for (int d = shape.length - 1; d >= 0; d--) {
            index += at[d] * stride;
            stride *= shape[d];
        }
        return index;
    }

    /** The one that is meant of several names. */
    static String choose(String variable, List<String> names) throws IOException {
        if (variable.isEmpty() && names.size() == 1) {
            return names.get(0);
        }
        if (!names.contains(variable)) {
            throw new IOException("it holds the arrays " + brief(names)
                    + (variable.isEmpty() ? "; name one of them as variable" : ", none is called '" + variable + "'"));
        }
        return variable;
    }

    private static String brief(List<String> names) {
        return names.size() <= 20 ? names.toString() : names.subList(0, 20) + " and " + (names.size() - 20) + " more";
    }
}
