package org.sparsecortex.learning.optimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.learning.Merge;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.sdr.Reals;

/**
 * The gradient of all parameters as one vector that leaves out rows of zeros: of dendritic segments only the chosen ones have
 * any.
 *
 * <pre>  n, ids of the n rows with a non-zero element (ascending, over all {@link Weights} in order), their elements  </pre>
 */
public final class RowGradients {
    private final int[] lengths;

    /** Gradients of such parameters. */
    public RowGradients(List<Weights> weights) {
        lengths = weights.stream()
                .flatMapToInt(w -> Arrays.stream(w.values()).mapToInt(row -> row.length))
                .toArray();
    }

    /** The gradient as it stands in {@code weights}. */
    public static double[] gather(List<Weights> weights) {
        List<float[]> given = new ArrayList<>();
        int[] ids = new int[weights.stream().mapToInt(w -> w.values().length).sum()];
        int elements = 0;
        int id = 0;
        for (Weights w : weights) {
            for (int r = 0; r < w.values().length; r++, id++) {
                if (w.hasGradient(r)) {
                    ids[given.size()] = id;
                    given.add(w.gradient(r));
                    elements += w.values()[r].length;
                }
            }
        }
        double[] vector = new double[1 + given.size() + elements];
        vector[0] = given.size();
        int at = 1 + given.size();
        for (int r = 0; r < given.size(); r++) {
            vector[1 + r] = ids[r];
            for (float g : given.get(r)) {
                vector[at++] = g;
            }
        }
        return vector;
    }

    /** Where the row {@code id} of all rows begins in a vector of this layout; -1 if it has no gradient. */
    public int start(double[] vector, int id) {
        int at = 1 + (int) vector[0];
        for (int h = 1; h <= (int) vector[0]; h++) {
            if (vector[h] == id) {
                return at;
            }
            at += lengths[(int) vector[h]];
        }
        return -1;
    }

    /** The mean over {@code units} chunks as a rule to merge their gradients. */
    public Merge mean(int units) {
        return (parts, lengths) -> mean(parts, units);
    }

    /** Mean over {@code units} of all vectors in {@code parts}, added in order. */
    Reals mean(List<Reals> parts, int units) {
        if (units == 1) {
            return parts.get(0);
        }
        int[] start = new int[lengths.length];
        for (Reals part : parts) {
            for (int at = 0; at < part.size(); at = end(part, at)) {
                for (int r = 1; r <= (int) part.get(at); r++) {
                    start[(int) part.get(at + r)] = 1;
                }
            }
        }
        double[] sum = layOut(start);
        for (Reals part : parts) {
            for (int at = 0; at < part.size(); at = end(part, at)) {
                add(part, at, start, sum);
            }
        }
        for (int i = 1 + (int) sum[0]; i < sum.length; i++) {
            sum[i] /= units;
        }
        return Reals.wrap(sum);
    }

    /** A vector of zeros for the rows marked in {@code start} (written: where the row's elements begin). */
    private double[] layOut(int[] start) {
        int rows = 0;
        int elements = 0;
        for (int id = 0; id < start.length; id++) {
            rows += start[id];
            elements += start[id] * lengths[id];
        }
        double[] vector = new double[1 + rows + elements];
        vector[0] = rows;
        int header = 1;
        int at = 1 + rows;
        for (int id = 0; id < start.length; id++) {
            if (start[id] == 1) {
                vector[header++] = id;
                start[id] = at;
                at += lengths[id];
            }
        }
        return vector;
    }

    private int end(Reals part, int from) {
        int rows = (int) part.get(from);
        int at = from + 1 + rows;
        for (int r = 1; r <= rows; r++) {
            at += lengths[(int) part.get(from + r)];
        }
        return at;
    }

    private void add(Reals part, int from, int[] start, double[] sum) {
        int rows = (int) part.get(from);
        int at = from + 1 + rows;
        for (int r = 1; r <= rows; r++) {
            int id = (int) part.get(from + r);
            int to = start[id];
            for (int i = 0; i < lengths[id]; i++) {
                sum[to + i] += part.get(at + i);
            }
            at += lengths[id];
        }
    }
}
