package org.sparsecortex.simulations.nir;

import java.util.Arrays;
import org.sparsecortex.simulations.problem.UserError;

/**
 * A sparse matrix of weights: what each target gets of each source.
 *
 * <pre>  y_t = sum over s of w_ts x_s,   entries of target t: first[t] .. first[t + 1] - 1, sources ascending  </pre>
 */
final class LinearMap {
    /** Most entries of a matrix. */
    static final int MOST = 1 << 22;

    private final int sources;
    private final int[] first;
    private final int[] source;
    private final double[] weight;

    private LinearMap(int sources, int[] first, int[] source, double[] weight) {
        this.sources = sources;
        this.first = first;
        this.source = source;
        this.weight = weight;
    }

    /** Gives on what it gets. */
    static LinearMap identity(int size) {
        Builder map = new Builder(size, size);
        for (int i = 0; i < size; i++) {
            map.add(i, 1);
            map.endTarget();
        }
        return map.build();
    }

    int sources() {
        return sources;
    }

    int targets() {
        return first.length - 1;
    }

    /** Whether it gives on what it gets. */
    boolean isIdentity() {
        for (int t = 0; t < targets(); t++) {
            if (first[t + 1] - first[t] != 1 || source[first[t]] != t || weight[first[t]] != 1) {
                return false;
            }
        }
        return sources == targets();
    }

    /** First entry of a target; of the number of targets, the number of entries. */
    int first(int target) {
        return first[target];
    }

    int source(int entry) {
        return source[entry];
    }

    double weight(int entry) {
        return weight[entry];
    }

    /** This one and then another one. */
    LinearMap then(LinearMap next) {
        if (isIdentity()) {
            return next;
        }
        if (next.isIdentity()) {
            return this;
        }
        Builder map = new Builder(sources, next.targets());
        double[] row = new double[sources];
        for (int t = 0; t < next.targets(); t++) {
            Arrays.fill(row, 0);
            for (int e = next.first[t]; e < next.first[t + 1]; e++) {
                int middle = next.source[e];
                for (int i = first[middle]; i < first[middle + 1]; i++) {
                    row[source[i]] += next.weight[e] * weight[i];
                }
            }
            map.add(row);
        }
        return map.build();
    }

    /** Its value for some sources. */
    double[] times(double[] x) {
        double[] y = new double[targets()];
        for (int t = 0; t < y.length; t++) {
            for (int e = first[t]; e < first[t + 1]; e++) {
                y[t] += weight[e] * x[source[e]];
            }
        }
        return y;
    }

    /** Entries target by target; zeros are left out. */
    static final class Builder {
        private final int sources;
        private final int[] first;
        private int[] source = new int[64];
        private double[] weight = new double[64];
        private int targets;
        private int size;

        Builder(int sources, int targets) {
            this.sources = sources;
            first = new int[targets + 1];
        }

        /** An entry of the present target. */
        void add(int from, double value) {
            if (value == 0) {
                return;
            }
            if (size == MOST) {
                throw new UserError(
                        "the graph has a matrix of more than " + MOST + " weights, too many for a scenario file");
            }
            if (size == source.length) {
                source = Arrays.copyOf(source, 2 * size);
                weight = Arrays.copyOf(weight, 2 * size);
            }
            source[size] = from;
            weight[size++] = value;
        }

        /** All weights of a target. */
        void add(double[] row) {
            for (int s = 0; s < row.length; s++) {
                add(s, row[s]);
            }
            endTarget();
        }

        void endTarget() {
            first[++targets] = size;
        }

        LinearMap build() {
            return new LinearMap(sources, first, Arrays.copyOf(source, size), Arrays.copyOf(weight, size));
        }
    }
}
