package org.sparsecortex.sdr.encode;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.TopK;
import org.sparsecortex.sdr.param.Checks;

/**
 * The code of a grid point: of all grid points within a radius, the w with the highest keyed order, each hashed to a bit.
 *
 * <pre>  N = {q: |q_i - p_i| &lt;= radius for each i},  bits = {h(q) mod n: q among the w of N with the highest o(q)}  </pre>
 */
record GridCode(KeyedRandom order, KeyedRandom bit, int size, int active) {
    /** Hashes of their own for a seed. */
    static GridCode of(long seed, int size, int active) {
        return new GridCode(
                KeyedRandom.of(seed, "coordinate order"), KeyedRandom.of(seed, "coordinate bit"), size, active);
    }

    /** The grid point next to a value. */
    static int point(double value, double scale) {
        double cell = Math.rint(value / scale);
        return (int) Checks.inRange("grid point of " + value, cell, -(1 << 30), 1 << 30);
    }

    /** Code of a point of the plane. */
    Sdr code(int radius, int x, int y) {
        return code(radius, 1, x, y, 0);
    }

    /** Code of a point of space. */
    Sdr code(int radius, int x, int y, int z) {
        return code(radius, 2 * radius + 1, x, y, z);
    }

    private Sdr code(int radius, int layers, int x, int y, int z) {
        int side = 2 * radius + 1;
        double[] score = new double[side * side * layers];
        for (int i = 0; i < score.length; i++) {
            score[i] = order.uniform(at(i, 1, side, x), at(i, side, side, y), at(i, side * side, layers, z));
        }
        int[] bits = Arrays.stream(TopK.select(score, active))
                .map(i -> bit.below(size, at(i, 1, side, x), at(i, side, side, y), at(i, side * side, layers, z)))
                .sorted()
                .distinct()
                .toArray();
        return Sdr.ofSorted(size, bits);
    }

    private static int at(int i, int stride, int count, int centre) {
        return centre + i / stride % count - count / 2;
    }
}
