package org.sparsecortex.neurons.readout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Weights of the classes of a range; every range keeps all codes, so that each class is fitted on its own. */
final class LinearReadout implements Classifier<Margins> {
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
    public Margins none() {
        return Margins.NONE;
    }

    @Override
    public Margins evidence(Sdr code) {
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
        return new Margins(Reals.wrap(margins));
    }

    private static double dot(double[] w, Sdr code) {
        double sum = w[w.length - 1];
        for (int i = 0; i < code.cardinality(); i++) {
            sum += w[code.active(i)];
        }
        return sum;
    }

    private void fit(int label, double[] w) {
        Arrays.fill(w, 0.0);
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
    public void shared(State state) {
        int count = state.keep("codeCount", codes.size());
        for (int n = 0; n < count; n++) {
            if (n == codes.size()) {
                codes.add(null);
                labels.add(null);
            }
            labels.set(n, state.keep("label", state.loading() ? 0 : labels.get(n)));
            codes.set(n, state.keep("code", codes.get(n)));
        }
        codes.subList(count, codes.size()).clear();
        labels.subList(count, labels.size()).clear();
        fitted = state.keep("fitted", fitted);
    }

    @Override
    public void unit(int unit, State state) {
        state.keep("weights", weights[unit - range.from()]);
    }
}
