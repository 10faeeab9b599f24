package org.sparsecortex.sdr.classify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.param.Checks;

/**
 * Learns online which class belongs to an SDR, now and several steps ahead.
 *
 * <p>One {@link SoftmaxTable} per horizon: the table of horizon k learns the class of step t from the SDR of step t - k. A
 * class is a category, or a bucket of a number. As in NuPIC's SDRClassifier (from memory), a step first infers, then learns.
 */
public final class SdrClassifier {
    private final List<Integer> horizons;
    private final int classes;
    private final double alpha;
    private final List<SoftmaxTable> tables = new ArrayList<>();
    private final Deque<Sdr> past = new ArrayDeque<>();
    private final int longest;

    /**
     * @param inputs number of bits
     * @param classes number of classes
     * @param alpha size of a learning step, 0 &lt; alpha; 0.001 to 0.1 is usual
     * @param horizons steps ahead, each at least 0
     */
    public SdrClassifier(int inputs, int classes, double alpha, List<Integer> horizons) {
        this.classes = Checks.atLeast("classes", classes, 2);
        this.alpha = Checks.positive("alpha", alpha);
        this.horizons = List.copyOf(horizons);
        Checks.that(!horizons.isEmpty(), "horizons", horizons, "at least one is needed");
        int max = 0;
        for (int horizon : horizons) {
            max = Math.max(max, Checks.inRange("horizon", horizon, 0, 1 << 16));
            tables.add(new SoftmaxTable(inputs, classes));
        }
        longest = max;
    }

    /** Probabilities of the classes, one array per horizon; changes nothing. */
    public List<double[]> infer(Sdr x) {
        List<double[]> all = new ArrayList<>();
        for (SoftmaxTable table : tables) {
            all.add(probabilities(table, x));
        }
        return all;
    }

    /**
     * Takes the next SDR of a sequence and its class: infers, then learns the class from the SDRs that came before.
     *
     * @return probabilities as {@link #infer} gave them before learning
     */
    public List<double[]> learn(Sdr x, int target) {
        Checks.inRange("target", target, 0, classes - 1);
        List<double[]> inferred = infer(x);
        past.addFirst(x);
        if (past.size() > longest + 1) {
            past.removeLast();
        }
        List<Sdr> history = List.copyOf(past);
        for (int h = 0; h < tables.size(); h++) {
            if (horizons.get(h) < history.size()) {
                step(tables.get(h), history.get(horizons.get(h)), target);
            }
        }
        return inferred;
    }

    private void step(SoftmaxTable table, Sdr x, int target) {
        double[] delta = probabilities(table, x);
        for (int c = 0; c < classes; c++) {
            delta[c] = alpha * ((c == target ? 1.0 : 0.0) - delta[c]);
        }
        table.add(x, delta);
    }

    private double[] probabilities(SoftmaxTable table, Sdr x) {
        double[] p = new double[classes];
        table.logits(x, p);
        SoftmaxTable.softmax(p, p);
        return p;
    }

    /** Forgets the SDRs seen so far, not what was learned: a new sequence begins. */
    public void reset() {
        past.clear();
    }

    /** The most likely class, the lowest among equals. */
    public static int best(double[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
        }
        return best;
    }
}
