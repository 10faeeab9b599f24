package org.sparsecortex.neurons.readout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Packets;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * The shelves of a range with their codes, and for each bit the codes that have it: a probe counts common bits along the lists
 * of its own bits only, so the cost is that of the bits that coincide, not of all codes.
 */
final class NearestCode implements Classifier<NearestCode.Nearest> {
    private record Stored(Sdr code, int label, int number) {}

    /** The most similar code of each shelf: its similarity, number and class. */
    record Nearest(Reals similarity, Ints number, Ints label) implements Evidence {
        private static final Nearest NONE = new Nearest(Reals.zeros(0), Ints.of(), Ints.of());
    }

    private final NearestCodeParams params;
    private final UnitRange range;
    private final List<List<Stored>> shelf = new ArrayList<>();
    private final List<Stored> indexed = new ArrayList<>();
    private final int[][] having;
    private final int[] havingCount;
    private int count;

    NearestCode(NearestCodeParams params, UnitRange range, int size) {
        this.range = range;
        this.params = params;
        having = new int[size][0];
        havingCount = new int[size];
        for (int s = 0; s < range.size(); s++) {
            shelf.add(new ArrayList<>());
        }
    }

    /** The label of the best similarity; among equals of the smallest number of the code. */
    static Answer nearest(Step step, int round, List<Nearest> proposals) {
        if (step.learn()) {
            return Answer.NONE;
        }
        Nearest all = Packets.join(proposals);
        int best = 0;
        for (int s = 1; s < all.similarity.size(); s++) {
            double gain = all.similarity.get(s) - all.similarity.get(best);
            if (gain > 0 || (gain == 0 && all.number.get(s) < all.number.get(best))) {
                best = s;
            }
        }
        return Answer.of(all.label.get(best));
    }

    @Override
    public Nearest none() {
        return Nearest.NONE;
    }

    @Override
    public Nearest evidence(Sdr code) {
        int[] common = common(code);
        int shelves = range.size();
        double[] similarity = new double[shelves];
        int[] number = new int[shelves];
        int[] label = new int[shelves];
        Arrays.fill(similarity, Double.NEGATIVE_INFINITY);
        Arrays.fill(number, Integer.MAX_VALUE);
        Arrays.fill(label, -1);
        for (int i = 0; i < common.length; i++) {
            Stored stored = indexed.get(i);
            int s = stored.number % params.shelves() - range.from();
            double found = similarity(common[i], stored.code.cardinality(), code.cardinality());
            if (found > similarity[s] || (found == similarity[s] && stored.number < number[s])) {
                similarity[s] = found;
                number[s] = stored.number;
                label[s] = stored.label;
            }
        }
        return new Nearest(Reals.wrap(similarity), Ints.wrap(number), Ints.wrap(label));
    }

    private int[] common(Sdr code) {
        int[] common = new int[indexed.size()];
        for (int a = 0; a < code.cardinality(); a++) {
            int[] of = having[code.active(a)];
            int end = havingCount[code.active(a)];
            for (int i = 0; i < end; i++) {
                common[of[i]]++;
            }
        }
        return common;
    }

    private double similarity(int common, int storedBits, int bits) {
        return switch (params.measure()) {
            case OVERLAP -> common;
            case HAMMING -> 2.0 * common - bits - storedBits;
            case COSINE -> bits == 0 ? 0.0 : common / Math.sqrt((double) bits * storedBits);
        };
    }

    @Override
    public void learn(Sdr code, int label) {
        if (count < params.capacity()) {
            int at = count % params.shelves();
            if (range.contains(at)) {
                Stored stored = new Stored(code, label, count);
                shelf.get(at - range.from()).add(stored);
                index(stored);
            }
            count++;
        }
    }

    private void index(Stored stored) {
        for (int a = 0; a < stored.code.cardinality(); a++) {
            int bit = stored.code.active(a);
            if (havingCount[bit] == having[bit].length) {
                having[bit] = Arrays.copyOf(having[bit], Math.max(4, 2 * havingCount[bit]));
            }
            having[bit][havingCount[bit]++] = indexed.size();
        }
        indexed.add(stored);
    }

    @Override
    public void shared(State state) {
        count = state.keep("codeCount", count);
    }

    @Override
    public void unit(int unit, State state) {
        List<Stored> codes = shelf.get(unit - range.from());
        int stored = state.keep("shelfCount", codes.size());
        for (int i = 0; i < stored; i++) {
            Stored old = state.loading() ? new Stored(null, 0, 0) : codes.get(i);
            int label = state.keep("label", old.label);
            Stored kept = new Stored(state.keep("code", old.code), label, i * params.shelves() + unit);
            if (i < codes.size()) {
                codes.set(i, kept);
            } else {
                codes.add(kept);
            }
        }
        codes.subList(stored, codes.size()).clear();
    }

    @Override
    public void loaded() {
        indexed.clear();
        Arrays.fill(havingCount, 0);
        shelf.forEach(codes -> codes.forEach(this::index));
    }
}
