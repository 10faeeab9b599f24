package org.sparsecortex.simulations.array;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sparse;

/** Numeric variables of MATLAB files; their axes are those that MATLAB shows. */
final class MatlabArrays {
    private static final int HEADER = 128;

    private MatlabArrays() {}

    static void read(Path file, String variable, ArrayFile.Room room) throws IOException {
        if (isHdf5(file)) {
            Hdf5Arrays.read(file, variable, true, room);
            return;
        }
        require(!isLevel4(file), "is a MATLAB file of level 4; save it in MATLAB with -v7 or -v7.3");
        try (MatFile mat = Mat5.readFromFile(file.toFile())) {
            List<String> names = new ArrayList<>();
            mat.getEntries().forEach(e -> names.add(e.getName()));
            String name = ArrayFile.choose(variable, names);
            require(mat.getArray(name) instanceof Matrix, "variable " + name + " is not numeric");
            require(
                    !(mat.getArray(name) instanceof Sparse),
                    "variable " + name + " is a sparse matrix; save full(" + name + ")");
            copy(mat.getMatrix(name), name, room);
        } catch (Refused e) {
            throw e.refusal();
        } catch (RuntimeException e) { // the reader's answer to damaged files
            throw new IOException(
                    "is no MATLAB file of level 5 or 7.3, or damaged; save it in MATLAB with -v7 or -v7.3", e);
        }
    }

    private static void copy(Matrix matrix, String name, ArrayFile.Room room) throws IOException {
        require(!matrix.isComplex(), "variable " + name + " is complex; save its real part or its magnitude");
        int[] shape = matrix.getDimensions();
        List<Integer> axes = Arrays.stream(shape).boxed().toList();
        long count = ArrayFile.count(axes);
        require(count == matrix.getNumElements(), "variable " + name + " is damaged");
        ArrayFile.Sink sink = Refused.take(room, axes, 0); // the file is in memory already
        for (int place = 0; place < count; place++) {
            sink.put(ArrayFile.toCOrder(place, shape), matrix.getDouble(place));
        }
    }

    /** Level 5 begins with a text, level 4 with a small number: a byte of its first four is 0. */
    private static boolean isLevel4(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte first : in.readNBytes(Integer.BYTES)) {
                if (first == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isHdf5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String header = new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
            return header.startsWith("MATLAB 7.3") || header.startsWith("\u0089HDF");
        }
    }

    private static void require(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException(what);
        }
    }
}
