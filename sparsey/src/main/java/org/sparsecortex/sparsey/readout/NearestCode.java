package org.sparsecortex.sparsey.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.UnitRange;

/** The shelves of a range with their codes, packed into words. */
final class NearestCode implements Classifier {
    private record Stored(long[] words, int bits, int label) {}

    private final NearestCodeParams params;
    private final UnitRange range;
    private final int size;
    private final List<List<Stored>> shelf = new ArrayList<>();
    private final long[] probe;
    private int count;

    NearestCode(NearestCodeParams params, UnitRange range, int size) {
        this.range = range;
        this.params = params;
        this.size = size;
        probe = new long[Sdr.wordCount(size)];
        for (int s = 0; s < range.size(); s++) {
            shelf.add(new ArrayList<>());
        }
    }

    @Override
    public Packet evidence(Sdr code) {
        code.setBits(probe);
        int shelves = range.size();
        double[] similarity = new double[shelves];
        int[] number = new int[shelves];
        int[] label = new int[shelves];
        for (int s = 0; s < shelves; s++) {
            similarity[s] = Double.NEGATIVE_INFINITY;
            number[s] = Integer.MAX_VALUE;
            label[s] = -1;
            List<Stored> codes = shelf.get(s);
            for (int i = 0; i < codes.size(); i++) {
                double found = similarity(codes.get(i), code.cardinality());
                if (found > similarity[s]) {
                    similarity[s] = found;
                    number[s] = i * params.shelves() + range.from() + s;
                    label[s] = codes.get(i).label();
                }
            }
        }
        code.clearBits(probe);
        return Packet.of(Reals.wrap(similarity), Ints.wrap(number), Ints.wrap(label));
    }

    private double similarity(Stored stored, int bits) {
        int common = 0;
        for (int w = 0; w < probe.length; w++) {
            common += Long.bitCount(probe[w] & stored.words[w]);
        }
        return switch (params.measure()) {
            case OVERLAP -> common;
            case HAMMING -> 2.0 * common - bits - stored.bits;
            case COSINE -> bits == 0 ? 0.0 : common / Math.sqrt((double) bits * stored.bits);
        };
    }

    @Override
    public void learn(Sdr code, int label) {
        if (count < params.capacity()) {
            int at = count % params.shelves();
            if (range.contains(at)) {
                shelf.get(at - range.from()).add(new Stored(code.toWords(), code.cardinality(), label));
            }
            count++;
        }
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
            out.writeInt(stored.bits);
            for (long word : stored.words) {
                out.writeLong(word);
            }
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        List<Stored> codes = shelf.get(unit - range.from());
        codes.clear();
        int stored = in.readInt();
        for (int i = 0; i < stored; i++) {
            int label = in.readInt();
            int bits = in.readInt();
            long[] words = new long[Sdr.wordCount(size)];
            for (int w = 0; w < words.length; w++) {
                words[w] = in.readLong();
            }
            codes.add(new Stored(words, bits, label));
        }
    }
}
