package org.sparsecortex.neurons.readout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.classify.SdrClassifier;
import org.sparsecortex.sdr.classify.SoftmaxTable;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * The tables of {@link SdrClassifierParams}: a unit owns the weights of its class; all ranges hold the same past inputs.
 */
final class SdrClassifierKernel implements Kernel<SdrClassifierKernel.Logits, SdrClassifierKernel.Logits> {
    private static final double VALUE_RATE = 0.3;
    private static final double LEAST = 1e-300;

    /** What was predicted for a later step: the probabilities of all classes, and the value of the most likely one. */
    private record Prediction(double[] probabilities, int best, double value) {}

    private final SdrClassifierParams params;
    private final boolean labels;
    private final UnitRange range;
    private final Outputs<SdrClassifierKernel> outputs;
    private final List<SoftmaxTable> tables = new ArrayList<>();
    private final double[] values;
    private final boolean[] seen;
    private final Deque<Sdr> past = new ArrayDeque<>();
    private final List<Deque<Prediction>> pending = new ArrayList<>();
    private final double[] logits;
    private List<Prediction> made = List.of();
    private List<Prediction> due = List.of();
    private int actual = -1;

    SdrClassifierKernel(SdrClassifierParams params, int inputs, boolean labels, UnitRange range) {
        this.params = params;
        this.labels = labels;
        this.range = range;
        outputs = outputs(params);
        values = new double[range.size()];
        seen = new boolean[range.size()];
        logits = new double[range.size()];
        double width = (params.max() - params.min()) / params.classes();
        for (int u = 0; u < values.length; u++) {
            values[u] = labels ? range.from() + u : params.min() + (range.from() + u + 0.5) * width;
        }
        for (int h = 0; h < params.horizons().size(); h++) {
            tables.add(new SoftmaxTable(inputs, range.size()));
            pending.add(new ArrayDeque<>());
        }
    }

    /**
     * What the classes have for the predictions.
     *
     * @param now logits of the predictions made now, by class, then by horizon
     * @param then logits of those to learn from
     * @param values moving mean of the values of each class
     */
    record Logits(Reals now, Reals then, Reals values) implements Packet {}

    /** The signals and where their values come from. */
    static Outputs<SdrClassifierKernel> outputs(SdrClassifierParams p) {
        int h = p.horizons().size();
        double middle = (p.min() + p.max()) / 2;
        return new Outputs<SdrClassifierKernel>()
                .global(
                        "predicted",
                        Kind.REALS,
                        h,
                        "value, or class, predicted now, one a horizon",
                        k -> reals(k.made, m -> m.value, 0))
                .global(
                        "forNow",
                        Kind.REALS,
                        h,
                        "value, or class, of this step as predicted each horizon before",
                        k -> reals(k.due, d -> d.value, middle))
                .global("actual", Kind.INTS, 1, "class of this step, -1 if it is missing", k -> Ints.of(k.actual))
                .global(
                        "classForNow",
                        Kind.INTS,
                        h,
                        "class of this step as predicted, -1 before the first",
                        k -> Ints.of(k.due.stream()
                                .mapToInt(d -> d == null ? -1 : d.best)
                                .toArray()))
                .global(
                        "logLoss",
                        Kind.REALS,
                        h,
                        "minus ln of the probability predicted for this step's class; ln classes before the first,"
                                + " NaN if the class is missing",
                        SdrClassifierKernel::logLoss)
                .perUnit(
                        "probabilities",
                        Kind.REALS,
                        p.classes() * h,
                        "predicted now, by class, then by horizon",
                        SdrClassifierKernel::probabilitiesOfRange)
                .over(p.classes(), h);
    }

    private Reals logLoss() {
        double unknown = actual < 0 ? Double.NaN : ExactMath.log(params.classes());
        return reals(
                due, p -> actual < 0 ? Double.NaN : -ExactMath.log(Math.max(LEAST, p.probabilities[actual])), unknown);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Logits propose(Step step, Inputs inputs, int round) {
        List<Sdr> history = history(step, inputs);
        double[] now = logits(h -> history.get(0));
        double[] then = logits(h -> {
            int back = params.horizons().get(h);
            return back < history.size() ? history.get(back) : null;
        });
        return new Logits(Reals.wrap(now), Reals.wrap(then), Reals.of(values));
    }

    /** The input of this step and those before it, latest first, as far back as the longest horizon. */
    private List<Sdr> history(Step step, Inputs inputs) {
        List<Sdr> history = new ArrayList<>();
        history.add(inputs.sdr("input"));
        if (!step.reset()) {
            past.stream().limit(params.longest()).forEach(history::add);
        }
        return history;
    }

    /** An input by horizon, or null. */
    @FunctionalInterface
    private interface Chosen {
        Sdr input(int horizon);
    }

    /** Logits of the range, by class, then by horizon; 0 where there is no input. */
    private double[] logits(Chosen chosen) {
        int horizons = tables.size();
        double[] fragment = new double[range.size() * horizons];
        for (int h = 0; h < horizons; h++) {
            Sdr x = chosen.input(h);
            if (x != null) {
                tables.get(h).logits(x, logits);
                for (int u = 0; u < logits.length; u++) {
                    fragment[u * horizons + h] = logits[u];
                }
            }
        }
        return fragment;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Logits decision) {
        double value =
                labels ? inputs.ints("label").get(0) : inputs.reals("value").get(0);
        actual = classOf(value);
        List<Sdr> history = history(step, inputs);
        past.clear();
        past.addAll(history);
        if (step.reset()) {
            pending.forEach(Deque::clear);
        }
        List<Prediction> predictions = new ArrayList<>();
        List<Prediction> arrived = new ArrayList<>();
        for (int h = 0; h < tables.size(); h++) {
            double[] p = probabilities(decision.now(), h);
            int best = SdrClassifier.best(p);
            predictions.add(new Prediction(p, best, decision.values().get(best)));
            pending.get(h).addFirst(predictions.get(h));
            boolean isDue = pending.get(h).size() > params.horizons().get(h);
            arrived.add(isDue ? pending.get(h).removeLast() : null);
        }
        made = predictions;
        due = arrived;
        if (step.learn() && actual >= 0) {
            learn(history, decision.then(), value);
        }
    }

    private int classOf(double value) {
        if (Double.isNaN(value) || (labels && value == -1)) {
            return -1;
        }
        if (labels) {
            if (value < 0 || value >= params.classes()) {
                throw new ParameterException(
                        "label",
                        value,
                        "the classes are 0.." + (params.classes() - 1) + "; classes must be larger than every label");
            }
            return (int) value;
        }
        double bucket = Math.floor((value - params.min()) / (params.max() - params.min()) * params.classes());
        return (int) Math.max(0, Math.min(params.classes() - 1, bucket));
    }

    private double[] probabilities(Reals all, int horizon) {
        double[] p = new double[params.classes()];
        for (int c = 0; c < p.length; c++) {
            p[c] = all.get(c * tables.size() + horizon);
        }
        SoftmaxTable.softmax(p, p);
        return p;
    }

    private void learn(List<Sdr> history, Reals then, double value) {
        for (int h = 0; h < tables.size(); h++) {
            int back = params.horizons().get(h);
            if (back < history.size()) {
                double[] p = probabilities(then, h);
                for (int u = 0; u < logits.length; u++) {
                    int c = range.from() + u;
                    logits[u] = params.alpha() * ((c == actual ? 1.0 : 0.0) - p[c]);
                }
                tables.get(h).add(history.get(back), logits);
            }
        }
        if (!labels && range.contains(actual)) {
            int u = actual - range.from();
            values[u] = seen[u] ? values[u] + VALUE_RATE * (value - values[u]) : value;
            seen[u] = true;
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    private static Reals reals(List<Prediction> predictions, ToDoubleFunction<Prediction> value, double none) {
        return Reals.wrap(predictions.stream()
                .mapToDouble(p -> p == null ? none : value.applyAsDouble(p))
                .toArray());
    }

    private Reals probabilitiesOfRange() {
        int horizons = tables.size();
        double[] all = new double[range.size() * horizons];
        for (int u = 0; u < range.size(); u++) {
            for (int h = 0; h < horizons; h++) {
                all[u * horizons + h] = made.get(h).probabilities[range.from() + u];
            }
        }
        return Reals.wrap(all);
    }

    @Override
    public void shared(State state) {
        int inputs = state.keep("pastCount", past.size());
        List<Sdr> before = state.loading() ? Collections.nCopies(inputs, null) : List.copyOf(past);
        past.clear();
        before.forEach(x -> past.addLast(state.keep("pastInput", x)));
        for (Deque<Prediction> queue : pending) {
            int count = state.keep("pendingCount", queue.size());
            Prediction none = new Prediction(new double[params.classes()], 0, 0.0);
            List<Prediction> all = state.loading() ? Collections.nCopies(count, none) : List.copyOf(queue);
            queue.clear();
            for (Prediction p : all) {
                double[] probabilities = p.probabilities.clone();
                state.keep("pendingProbabilities", probabilities);
                double value = state.keep("pendingValue", p.value);
                queue.addLast(new Prediction(probabilities, SdrClassifier.best(probabilities), value));
            }
        }
    }

    @Override
    public void unit(int unit, State state) {
        int u = unit - range.from();
        values[u] = state.keep("values", values[u]);
        seen[u] = state.keep("seen", seen[u]);
        for (SoftmaxTable table : tables) {
            double[] weights = new double[table.inputs()];
            for (int bit = 0; bit < weights.length; bit++) {
                weights[bit] = table.weight(bit, u);
            }
            state.keep("weights", weights);
            for (int bit = 0; bit < weights.length; bit++) {
                table.setWeight(bit, u, weights[bit]);
            }
        }
    }
}
