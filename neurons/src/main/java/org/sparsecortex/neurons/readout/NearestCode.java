package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;

/**
 * The shelves of a range with their codes, and for each bit the codes that have it: a probe counts common bits along the lists
 * of its own bits only, so the cost is that of the bits that coincide, not of all codes.
 */
final class NearestCode implements Classifier {
    private record Stored(Sdr code, int label, int number) {}

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

    @Override
    public Tuple evidence(Sdr code) {
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
        return Tuple.of(Reals.wrap(similarity), Ints.wrap(number), Ints.wrap(label));
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
    public void saveShared(DataOutput out) throws IOException {
        out.writeInt(count);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        count = in.readInt();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        List<Stored> codes = shelf.get(unit - range.from());
        out.writeInt(codes.size());
        for (Stored stored : codes) {
            out.writeInt(stored.label);
            SignalCodec.write(stored.code, out);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        List<Stored> codes = shelf.get(unit - range.from());
        codes.clear();
        int stored = in.readInt();
        for (int i = 0; i < stored; i++) {
            int label = in.readInt();
            codes.add(new Stored((Sdr) SignalCodec.read(in), label, i * params.shelves() + unit));
        }
    }

    @Override
    public void loaded() {
        indexed.clear();
        Arrays.fill(havingCount, 0);
        shelf.forEach(codes -> codes.forEach(this::index));
    }
}
