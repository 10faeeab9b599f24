package org.sparsecortex.learning.connect;

import java.util.List;
import org.sparsecortex.learning.layer.Mask;
import org.sparsecortex.learning.layer.Weights;

/**
 * The dense weights behind those of a network under {@link Structure.NofM}: what learns is w, what the layers hold is v, from w
 * alone and the number of updates. Not safe for several threads.
 */
final class DenseWeights {
    private final Structure.NofM structure;
    private final long until;
    private final List<Weights> all;
    private final List<Weights> under;
    private final float[][][] dense;

    /**
     * Dense weights behind {@code under}, which begin as what those hold.
     *
     * @param until update in which the pattern stands
     * @param all arrays of the network, as the gradient is laid out
     * @param under those of them that get the pattern
     */
    DenseWeights(Structure.NofM structure, long until, List<Weights> all, List<Weights> under) {
        this.structure = structure;
        this.until = until;
        this.all = all;
        this.under = under;
        dense = under.stream()
                .map(w -> new float[w.values().length][w.values()[0].length])
                .toArray(float[][][]::new);
        for (Weights w : under) {
            w.mask(new Mask(w.values().length, w.values()[0].length, true), true);
        }
        hide(0);
    }

    /** Adds the pull of weights outside the pattern to {@code gradient} (written), in rows that have one. */
    void pull(double[] gradient, long u) {
        double rate = structure.decay().pull();
        if (rate == 0 || u < structure.from() || u >= until) {
            return;
        }
        int rows = (int) gradient[0];
        int header = 1;
        int at = 1 + rows;
        int id = 0;
        for (Weights w : all) {
            int l = under.indexOf(w);
            for (int r = 0; r < w.values().length; r++, id++) {
                if (header <= rows && gradient[header] == id) {
                    float[] values = w.values()[r];
                    for (int c = 0; c < values.length && l >= 0; c++) {
                        gradient[at + c] += rate * (dense[l][r][c] - values[c]); // 0 inside the pattern, w outside
                    }
                    header++;
                    at += values.length;
                }
            }
        }
    }

    /** Puts the dense weights into the arrays, before update {@code u} or a visit of the state after {@code u} updates. */
    void show(long u) {
        if (u < until) {
            for (int l = 0; l < dense.length; l++) {
                copy(dense[l], under.get(l).values());
                under.get(l).changed();
            }
        }
    }

    /** Takes the arrays for dense weights, after {@code u} updates, and puts v into them. */
    void hide(long u) {
        for (int l = 0; l < dense.length; l++) {
            Weights w = under.get(l);
            if (u < until) {
                copy(w.values(), dense[l]);
                fade(l, u);
                w.changed();
            } else if (w.mask().orElseThrow().present() == w.count()) {
                stand(w);
            }
        }
    }

    private static void copy(float[][] from, float[][] to) {
        for (int r = 0; r < from.length; r++) {
            System.arraycopy(from[r], 0, to[r], 0, from[r].length);
        }
    }

    private void fade(int l, long u) {
        if (u < structure.from()) {
            return;
        }
        long since = u - structure.from();
        int[] pattern = structure.decay().pattern(structure, since, until - structure.from());
        double factor = structure.decay().factor(since);
        float[][] values = under.get(l).values();
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < values[r].length; c++) {
                if (!keeps(dense[l], pattern[0], pattern[1], structure.axis(), r, c)) {
                    values[r][c] = factor == 0 ? 0f : (float) (factor * values[r][c]);
                }
            }
        }
    }

    /** From now on the pattern is a mask, so that layers, optimiser and state treat it as any other. */
    private void stand(Weights w) {
        Mask mask = w.mask().orElseThrow();
        float[][] values = w.values();
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < values[r].length; c++) {
                if (!keeps(values, structure.n(), structure.m(), structure.axis(), r, c)) {
                    mask.drop(r, c);
                }
            }
        }
        w.clearAbsent();
    }

    /** Whether a weight is among the {@code n} of largest magnitude of its group of {@code m}; of equals the lower index is. */
    static boolean keeps(float[][] values, int n, int m, Structure.NofM.Axis axis, int row, int column) {
        boolean inRow = axis == Structure.NofM.Axis.INPUTS;
        int place = inRow ? column : row;
        int first = place - place % m;
        int end = Math.min(first + m, inRow ? values[row].length : values.length);
        float size = Math.abs(values[row][column]);
        int above = 0;
        for (int i = first; i < end && above < n; i++) {
            float other = Math.abs(inRow ? values[row][i] : values[i][column]);
            above += other > size || (other == size && i < place) ? 1 : 0;
        }
        return above < n;
    }
}
