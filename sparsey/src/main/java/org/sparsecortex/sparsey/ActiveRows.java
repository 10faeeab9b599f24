package org.sparsecortex.sparsey;

import java.util.Arrays;
import org.sparsecortex.sdr.Sdr;

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

    /** Adds the rows {@code shift} + active bit of the bits {@code from} .. {@code to} of one site, which count f times. */
    void addSite(int shift, Sdr x, int from, int to, double f) {
        sites++;
        int end = count + to - from;
        if (end > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(end, 2 * rows.length));
        }
        if (f != 1.0 && !weighted) {
            weighted = true;
            Arrays.fill(factor, 0, Math.min(count, factor.length), 1.0);
        }
        if (weighted && end > factor.length) {
            int old = factor.length;
            factor = Arrays.copyOf(factor, rows.length);
            Arrays.fill(factor, old, factor.length, 1.0);
        }
        for (int a = from; a < to; a++) {
            if (weighted) {
                factor[count] = f;
            }
            rows[count++] = shift + x.active(a);
        }
    }

    double factor(int i) {
        return weighted ? factor[i] : 1.0;
    }

    /** Number of active inputs that can reach a cell: a cell has no weight from its own module. */
    int reachable() {
        return own ? count - 1 : count;
    }
}
