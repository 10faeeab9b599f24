package org.sparsecortex.sparsey;

import java.util.Arrays;

/** The active inputs of one mac in one step: rows of its weights, ascending. Reused from step to step. */
final class ActiveRows {
    int[] rows = new int[16];
    double[] factor = new double[0];
    int count;
    int sites;
    boolean weighted;
    boolean own;

    void clear() {
        count = 0;
        sites = 0;
        weighted = false;
        own = false;
    }

    void add(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
        }
        rows[count++] = row;
    }

    /** Adds a row whose signal counts {@code f} times. */
    void add(int row, double f) {
        if (!weighted) {
            weighted = true;
            factor = factor.length < rows.length ? new double[rows.length] : factor;
            Arrays.fill(factor, 1.0);
        }
        add(row);
        if (factor.length < rows.length) {
            int old = factor.length;
            factor = Arrays.copyOf(factor, rows.length);
            Arrays.fill(factor, old, factor.length, 1.0);
        }
        factor[count - 1] = f;
    }

    double factor(int i) {
        return weighted ? factor[i] : 1.0;
    }

    /** Number of active inputs that can reach a unit: a unit has no weight from its own module. */
    int reachable() {
        return own ? count - 1 : count;
    }
}
