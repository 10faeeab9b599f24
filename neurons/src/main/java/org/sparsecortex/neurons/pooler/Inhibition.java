package org.sparsecortex.neurons.pooler;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Packets;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * Chooses the winning columns from all candidates: the k best globally, or every column with fewer than its share of better
 * ones within the inhibition radius. Better means a higher boosted overlap, then a lower id.
 */
record Inhibition(SpatialPoolerParams params, int inputs)
        implements Reducer<Inhibition.Candidates, Inhibition.Winners> {
    /**
     * What a range proposes.
     *
     * @param columns ids of its candidates, ascending
     * @param scores their boosted overlaps
     * @param largestDuty largest overlap duty cycle of the range
     * @param span sum of the spans of connected synapses, 0 if the radius stays as it is
     * @param radius the radius so far
     * @param used number of its columns in use before this step
     */
    record Candidates(Ints columns, Reals scores, Reals largestDuty, Reals span, Ints radius, Ints used)
            implements Packet {}

    /** The winners of all columns, the largest overlap duty cycle, the radius from now on, and all columns in use. */
    record Winners(Sdr columns, Reals largestDuty, Ints radius, Ints used) implements Packet {}

    @Override
    public Winners reduce(Step step, int round, List<Candidates> proposals) {
        Candidates all = Packets.join(proposals);
        double largestDuty = 0.0;
        double span = 0.0;
        int used = 0;
        for (Candidates p : proposals) {
            largestDuty = Math.max(largestDuty, p.largestDuty().get(0));
            span += p.span().get(0); // integers, so the sum is exact
            used += p.used().get(0);
        }
        int radius = span > 0 ? radius(span) : all.radius().get(0);
        int[] winners = params.inhibitionRadius() == 0
                ? global(all.columns(), all.scores())
                : local(all.columns(), all.scores(), radius);
        return new Winners(
                Sdr.ofSorted(params.columns(), winners), Reals.of(largestDuty), Ints.of(radius), Ints.of(used));
    }

    /** (mean span of the connected synapses * columns per input bit - 1) / 2, both per dimension, and at least 1. */
    private int radius(double span) {
        Sheet columns = params.columnSheet();
        Sheet bits = params.inputSheet(inputs);
        double perBit = (double) columns.width() / bits.width();
        if (columns.dimensions() == 2) {
            perBit = (perBit + (double) columns.rows() / bits.rows()) / 2;
        }
        double mean = span / columns.size() / columns.dimensions();
        return (int) Math.max(1, Math.rint((mean * perBit - 1) / 2));
    }

    private int[] global(Ints ids, Reals scores) {
        int[] best = TopK.select(scores.toArray(), params.winners());
        for (int i = 0; i < best.length; i++) {
            best[i] = ids.get(best[i]);
        }
        return best;
    }

    private int[] local(Ints ids, Reals scores, int radius) {
        Sheet sheet = params.columnSheet();
        double[] score = new double[params.columns()];
        Arrays.fill(score, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.size(); i++) {
            score[ids.get(i)] = scores.get(i);
        }
        IntBuffer winners = new IntBuffer();
        for (int i = 0; i < ids.size(); i++) {
            int column = ids.get(i);
            int share = Math.max(1, (int) Math.rint(params.density() * sheet.neighbourhood(column, radius)));
            if (sheet.better(score, column, radius) < share) {
                winners.add(column);
            }
        }
        return winners.toArray();
    }
}
