package org.sparsecortex.simulations.analysis;

import java.util.Arrays;

/**
 * One-to-one assignment of rows to columns that maximises the sum of their values.
 *
 * <pre>  max over injective a of sum_i C_i,a(i);   dual: C_ij &lt;= u_i + v_j, equal where a(i) = j  </pre>
 *
 * <p>Shortest augmenting paths, O(rows^2 columns); among equal paths the lower column comes first. Source: Kuhn 1955 and Munkres
 * 1957 in the form of Jonker and Volgenant 1987, doi:10.1007/BF02278710.
 */
final class Assignment {
    private final double[][] c;
    private final double[] u;
    private final double[] v;
    private final int[] rowOf;
    private final int[] before;

    private Assignment(double[][] values) {
        c = values;
        int columns = values[0].length;
        u = new double[values.length + 1];
        v = new double[columns + 1];
        rowOf = new int[columns + 1]; // 1-based, 0: free
        before = new int[columns + 1];
    }

    /** Column of each row; there must not be more rows than columns. */
    static int[] best(double[][] values) {
        Assignment a = new Assignment(values);
        for (int i = 1; i <= values.length; i++) {
            a.place(i);
        }
        int[] columns = new int[values.length];
        for (int j = 1; j < a.rowOf.length; j++) {
            if (a.rowOf[j] > 0) {
                columns[a.rowOf[j] - 1] = j - 1;
            }
        }
        return columns;
    }

    private void place(int row) {
        int columns = v.length - 1;
        double[] slack = new double[columns + 1];
        boolean[] reached = new boolean[columns + 1];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        rowOf[0] = row;
        int at = 0;
        do {
            reached[at] = true;
            int i = rowOf[at];
            double least = Double.POSITIVE_INFINITY;
            int next = 0;
            for (int j = 1; j <= columns; j++) {
                if (!reached[j]) {
                    double d = -c[i - 1][j - 1] - u[i] - v[j];
                    if (d < slack[j]) {
                        slack[j] = d;
                        before[j] = at;
                    }
                    if (slack[j] < least) {
                        least = slack[j];
                        next = j;
                    }
                }
            }
            move(least, slack, reached);
            at = next;
        } while (rowOf[at] != 0);
        while (at != 0) {
            rowOf[at] = rowOf[before[at]];
            at = before[at];
        }
    }

    private void move(double by, double[] slack, boolean[] reached) {
        for (int j = 0; j < reached.length; j++) {
            if (reached[j]) {
                u[rowOf[j]] += by;
                v[j] -= by;
            } else {
                slack[j] -= by;
            }
        }
    }
}
