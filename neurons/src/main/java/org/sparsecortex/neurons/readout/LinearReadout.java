package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Weights of the classes of a range; every range keeps all codes, so that each class is fitted on its own. */
final class LinearReadout implements Classifier {
    private final LinearReadoutParams params;
    private final UnitRange range;
    private final KeyedRandom order;
    private final double[][] weights;
    private final List<Sdr> codes = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private int fitted;

    LinearReadout(LinearReadoutParams params, UnitRange range, int bits, long seed) {
        this.range = range;
        this.params = params;
        order = KeyedRandom.of(seed, "order of codes");
        weights = new double[range.size()][bits + 1]; // the last one is the bias
    }

    @Override
    public void learn(Sdr code, int label) {
        codes.add(code);
        labels.add(label);
    }

    @Override
    public Tuple evidence(Sdr code) {
        if (fitted < codes.size()) {
            for (int c = 0; c < weights.length; c++) {
                fit(range.from() + c, weights[c]);
            }
            fitted = codes.size();
        }
        double[] margins = new double[weights.length];
        for (int c = 0; c < margins.length; c++) {
            margins[c] = dot(weights[c], code);
        }
        return Tuple.of(Reals.wrap(margins));
    }

    private static double dot(double[] w, Sdr code) {
        double sum = w[w.length - 1];
        for (int i = 0; i < code.cardinality(); i++) {
            sum += w[code.active(i)];
        }
        return sum;
    }

    private void fit(int label, double[] w) {
        java.util.Arrays.fill(w, 0.0);
        double[] alpha = new double[codes.size()];
        double diagonal = 0.5 / params.cost();
        for (int sweep = 0; sweep < params.sweeps(); sweep++) {
            for (int n : order.permutation(alpha.length, label, sweep, 0)) {
                Sdr x = codes.get(n);
                double y = labels.get(n) == label ? 1.0 : -1.0;
                double gradient = y * dot(w, x) - 1.0 + diagonal * alpha[n];
                double after = Math.max(0.0, alpha[n] - gradient / (x.cardinality() + 1.0 + diagonal));
                double change = (after - alpha[n]) * y;
                alpha[n] = after;
                if (change != 0) {
                    for (int i = 0; i < x.cardinality(); i++) {
                        w[x.active(i)] += change;
                    }
                    w[w.length - 1] += change;
                }
            }
        }
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        out.writeInt(codes.size());
        for (int n = 0; n < codes.size(); n++) {
            out.writeInt(labels.get(n));
            SignalCodec.write(codes.get(n), out);
        }
        out.writeInt(fitted);
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        codes.clear();
        labels.clear();
        int count = in.readInt();
        for (int n = 0; n < count; n++) {
            labels.add(in.readInt());
            codes.add((Sdr) SignalCodec.read(in));
        }
        fitted = in.readInt();
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        for (double w : weights[unit - range.from()]) {
            out.writeDouble(w);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        double[] w = weights[unit - range.from()];
        for (int i = 0; i < w.length; i++) {
            w[i] = in.readDouble();
        }
    }
}
