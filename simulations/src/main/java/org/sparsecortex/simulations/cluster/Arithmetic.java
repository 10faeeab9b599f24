package org.sparsecortex.simulations.cluster;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.sparsecortex.learning.blas.Backend;
import org.sparsecortex.learning.blas.Blas;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.scenario.Scenario;

/**
 * Tells machines apart whose matrix products differ in their bits. Java's arithmetic is the same everywhere; OpenBLAS has other
 * kernels, and so other orders of summation, for each type of processor.
 */
public final class Arithmetic {
    private static final int SHOWN = 12;
    /** rows, columns, inner: a vector, small, odd and larger than one block. */
    private static final int[][] SHAPES = {{1, 64, 64}, {64, 1, 300}, {16, 16, 16}, {129, 65, 257}, {512, 256, 192}};

    private Arithmetic() {}

    /** "java", or for other backends their names and digits of the SHA-256 of keyed products. */
    public static String fingerprint(Scenario scenario) {
        Set<Backend> used = EnumSet.noneOf(Backend.class);
        scenario.populations().values().forEach(params -> addBackends(params, used));
        used.remove(Backend.JAVA);
        if (used.isEmpty()) {
            return "java";
        }
        StringBuilder text = new StringBuilder();
        for (Backend backend : used) {
            Blas blas = backend.open();
            text.append(text.length() == 0 ? "" : ", ")
                    .append(blas.name())
                    .append(' ')
                    .append(digest(blas));
        }
        return text.toString();
    }

    private static void addBackends(Object params, Set<Backend> used) {
        for (RecordComponent component : params.getClass().getRecordComponents()) {
            if (component.getType() == Backend.class) {
                try {
                    used.add((Backend) component.getAccessor().invoke(params));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(component + " cannot be read", e);
                }
            }
        }
    }

    private static String digest(Blas blas) {
        MessageDigest sha = Build.sha256();
        for (int[] shape : SHAPES) {
            float[] product = new float[shape[0] * shape[1]];
            blas.multiply(
                    shape[0],
                    shape[1],
                    shape[2],
                    keyed(shape[0] * shape[2], 0),
                    keyed(shape[2] * shape[1], 1),
                    product);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * product.length);
            bytes.asFloatBuffer().put(product);
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest()).substring(0, SHOWN);
    }

    private static float[] keyed(int length, int matrix) {
        KeyedRandom random = KeyedRandom.of(15, "arithmetic");
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.uniform(matrix, i, length) - 0.5);
        }
        return values;
    }
}
