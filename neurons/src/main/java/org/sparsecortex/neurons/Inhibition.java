package org.sparsecortex.neurons;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * Chooses the winning columns from all candidates: the k best globally, or every column with fewer than its share of better
 * ones within the inhibition radius. Better means a higher boosted overlap, then a lower id.
 *
 * <p>A proposal holds the candidates' ids (ascending), their scores, and the largest overlap duty cycle of the range.
 */
record Inhibition(SpatialPoolerParams params) implements Reducer {
    @Override
    public Packet reduce(Step step, int phase, List<Packet> proposals) {
        Ints ids = (Ints) joined(proposals, 0);
        Reals scores = (Reals) joined(proposals, 1);
        double largestDuty = 0.0;
        for (Packet p : proposals) {
            largestDuty = Math.max(largestDuty, p.reals(2).get(0));
        }
        int[] winners = params.inhibitionRadius() == 0 ? global(ids, scores) : local(ids, scores);
        return Packet.of(Sdr.ofSorted(params.columns(), winners), Reals.of(largestDuty));
    }

    private static Signal joined(List<Packet> proposals, int part) {
        List<Signal> parts = new ArrayList<>();
        proposals.forEach(p -> parts.add(p.get(part)));
        return Signal.concat(parts);
    }

    private int[] global(Ints ids, Reals scores) {
        int[] best = TopK.select(scores.toArray(), params.winners());
        for (int i = 0; i < best.length; i++) {
            best[i] = ids.get(best[i]);
        }
        return best;
    }

    private int[] local(Ints ids, Reals scores) {
        double[] score = new double[params.columns()];
        java.util.Arrays.fill(score, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < ids.size(); i++) {
            score[ids.get(i)] = scores.get(i);
        }
        IntBuffer winners = new IntBuffer();
        for (int i = 0; i < ids.size(); i++) {
            if (betterNeighbours(score, ids.get(i)) < share(ids.get(i))) {
                winners.add(ids.get(i));
            }
        }
        return winners.toArray();
    }

    private int share(int column) {
        return Math.max(1, (int) Math.rint(params.density() * neighbourhood(column)));
    }

    private int neighbourhood(int column) {
        int r = params.inhibitionRadius();
        int n = params.columns();
        return params.wrapAround() ? Math.min(n, 2 * r + 1) : Math.min(n - 1, column + r) - Math.max(0, column - r) + 1;
    }

    private int betterNeighbours(double[] score, int column) {
        int n = params.columns();
        int r = Math.min(params.inhibitionRadius(), (n - 1) / 2);
        int better = 0;
        for (int offset = -r; offset <= r; offset++) {
            int other = params.wrapAround() ? Math.floorMod(column + offset, n) : column + offset;
            if (other < 0 || other >= n || other == column) {
                continue;
            }
            boolean wins = score[other] > score[column] || (score[other] == score[column] && other < column);
            better += wins ? 1 : 0;
        }
        return better;
    }
}
