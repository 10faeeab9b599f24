package org.sparsecortex.simulations.array;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Numeric data sets of HDF5 files, of MATLAB 7.3 among them. Links are not followed: they may lead to other files. */
final class Hdf5Arrays {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAMES = 10_000;
    private static final long MAX_CHUNK = 1L << 30;
    private static final Set<String> MATLAB_TEXTS = Set.of("char", "cell", "struct", "function_handle", "string");

    private Hdf5Arrays() {}

    /**
     * Reads a data set.
     *
     * @param matlab whether the axes stand the other way round
     */
    static void read(Path file, String variable, boolean matlab, ArrayFile.Room room) throws IOException {
        try (HdfFile hdf = new HdfFile(file)) {
            List<String> names = new ArrayList<>();
            collect(hdf, "", 0, names);
            String name = ArrayFile.choose(variable.replaceFirst("^/", ""), names);
            copy(find(hdf, name), name, matlab, room);
        } catch (Refused e) {
            throw e.refusal();
        } catch (RuntimeException e) { // the library's answer to damaged files
            throw damaged(e);
        }
    }

    /**
     * Reads texts and arrays of every group; data sets of other kinds are left out.
     *
     * @param memory receives the bytes that each array needs, before they are taken; it throws if they are too many
     */
    static Hdf5Tree tree(Path file, LongConsumer memory) throws IOException {
        try (HdfFile hdf = new HdfFile(file)) {
            return tree(hdf, 0, memory);
        } catch (Refused e) {
            throw e.refusal();
        } catch (RuntimeException e) { // the library's answer to damaged files
            throw damaged(e);
        }
    }

    private static Hdf5Tree tree(Group group, int depth, LongConsumer memory) throws IOException {
        require(depth < MAX_DEPTH && group.getChildren().size() < MAX_NAMES, "it holds too many or too deep groups");
        Hdf5Tree tree = new Hdf5Tree(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Node node : group.getChildren().values()) {
            String name = node.getName();
            if (node.isLink()) {
                continue;
            }
            if (node instanceof Group inner) {
                tree.groups().put(name, tree(inner, depth + 1, memory));
            } else if (node instanceof Dataset data && isNumeric(data)) {
                copy(
                        data,
                        name,
                        false,
                        ArrayFile.room(memory, read -> tree.arrays().put(name, read)));
            } else if (node instanceof Dataset data && data.getJavaType() == String.class) {
                tree.texts().put(name, texts(data));
            }
        }
        return tree;
    }

    private static List<String> texts(Dataset data) throws IOException {
        require(data.getSize() < MAX_NAMES, "data set " + data.getName() + " holds too many texts");
        Object values = data.getDimensions().length == 0 ? new Object[] {data.getData()} : data.getDataFlat();
        List<String> texts = new ArrayList<>();
        for (int place = 0; place < Array.getLength(values); place++) {
            texts.add((String) Array.get(values, place));
        }
        return texts;
    }

    private static IOException damaged(RuntimeException cause) {
        return new IOException("it is no HDF5 file, damaged, or of a kind that is not read (" + cause + ")", cause);
    }

    private static void collect(Group group, String path, int depth, List<String> names) throws IOException {
        for (Node node : group.getChildren().values()) {
            String name = path.isEmpty() ? node.getName() : path + "/" + node.getName();
            if (node.isLink() || name.startsWith("#")) { // # holds what MATLAB refers to from cells and objects
                continue;
            }
            if (node instanceof Dataset data && isNumeric(data)) {
                names.add(name);
            }
            require(names.size() < MAX_NAMES && depth < MAX_DEPTH, "it holds too many or too deep groups");
            if (node instanceof Group inner) {
                collect(inner, name, depth + 1, names);
            }
        }
    }

    private static Dataset find(Group root, String name) throws IOException {
        Node node = root;
        for (String part : name.split("/")) {
            node = node instanceof Group group ? group.getChildren().get(part) : null;
        }
        require(node instanceof Dataset, "it has no data set '" + name + "'");
        return (Dataset) node;
    }

    private static boolean isNumeric(Dataset data) {
        Class<?> type = data.getJavaType();
        boolean number = (type.isPrimitive() && type != char.class) || type == java.math.BigInteger.class;
        Attribute kind = data.getAttribute("MATLAB_class");
        boolean text = kind != null && MATLAB_TEXTS.contains(String.valueOf(kind.getData()));
        return (number || isTruth(data)) && !data.isCompound() && !data.isVariableLength() && !text;
    }

    /** Whether the numbers are an enumeration, as h5py writes truth values. */
    private static boolean isTruth(Dataset data) {
        return data.getDataType() instanceof io.jhdf.object.datatype.EnumDataType names
                && Set.of("FALSE", "TRUE").containsAll(names.getEnumMapping().values());
    }

    private static void copy(Dataset data, String name, boolean matlab, ArrayFile.Room room) throws IOException {
        int[] stored = data.getDimensions();
        int[] shape = matlab ? reversed(stored) : stored;
        List<Integer> axes = Arrays.stream(shape).boxed().toList();
        long count = ArrayFile.count(axes);
        require(
                count <= Integer.MAX_VALUE - 8,
                "data set " + name + " has the shape " + axes + ", more than 2^31 numbers");
        if (data instanceof ChunkedDataset chunked) {
            long chunk = Arrays.stream(chunked.getChunkDimensions())
                    .asLongStream()
                    .reduce(data.getDataType().getSize(), (a, b) -> a > MAX_CHUNK ? a : a * b);
            require(chunk <= MAX_CHUNK, "data set " + name + " has chunks of more than " + MAX_CHUNK + " bytes");
        }
        ArrayFile.Sink sink = Refused.take(room, axes, 2L * Double.BYTES * count);
        Object values = stored.length == 0 ? new Object[] {data.getData()} : data.getDataFlat();
        require(Array.getLength(values) == count, "data set " + name + " is damaged");
        for (int place = 0; place < count; place++) {
            double value = number(Array.get(values, place));
            sink.put(matlab ? ArrayFile.toCOrder(place, shape) : place, value);
        }
    }

    private static int[] reversed(int[] axes) {
        int[] turned = new int[axes.length];
        for (int d = 0; d < axes.length; d++) {
            turned[d] = axes[axes.length - 1 - d];
        }
        return turned;
    }

    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return String.valueOf(value).equalsIgnoreCase("true") ? 1 : 0;
    }

    private static void require(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException(what);
        }
    }
}
