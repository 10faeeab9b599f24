package org.sparsecortex.neurons.readout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.classify.SdrClassifier;
import org.sparsecortex.sdr.classify.SoftmaxTable;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Softmax regression from an SDR to the class of the step h later, for each horizon h.
 *
 * <pre>
 *   propose  z_hc(x_t) for the prediction made now, z_hc(x_(t-h)) for learning
 *   commit   p = softmax(z);  dw_hic = alpha ([c = class of t] - p_hc(x_(t-h)))  for i in x_(t-h)
 * </pre>
 *
 * A unit is a class and owns its weights and the moving mean of its values (rate 0.3, from memory of NuPIC). All ranges
 * hold the same past inputs and pending predictions. A step infers before it learns.
 */
final class SdrClassifierKernel implements StreamedKernel<Tuple, Tuple> {
    private static final double VALUE_RATE = 0.3;
    private static final double LEAST = 1e-300;
    private static final int NOW = 0;
    private static final int THEN = 1;
    private static final int VALUES = 2;

    /** What was predicted for a later step: the probabilities of all classes, and the value of the most likely one. */
    private record Prediction(double[] probabilities, int best, double value) {}

    private final SdrClassifierParams params;
    private final boolean labels;
    private final UnitRange range;
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

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        List<Sdr> history = history(step, inputs);
        double[] now = logits(h -> history.get(0));
        double[] then = logits(h -> {
            int back = params.horizons().get(h);
            return back < history.size() ? history.get(back) : null;
        });
        return Tuple.of(Reals.wrap(now), Reals.wrap(then), Reals.of(values));
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
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
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
            double[] p = probabilities(decision.reals(NOW), h);
            int best = SdrClassifier.best(p);
            predictions.add(new Prediction(p, best, decision.reals(VALUES).get(best)));
            pending.get(h).addFirst(predictions.get(h));
            boolean isDue = pending.get(h).size() > params.horizons().get(h);
            arrived.add(isDue ? pending.get(h).removeLast() : null);
        }
        made = predictions;
        due = arrived;
        if (step.learn() && actual >= 0) {
            learn(history, decision.reals(THEN), value);
        }
    }

    private int classOf(double value) {
        if (Double.isNaN(value) || (labels && value == -1)) {
            return -1;
        }
        if (labels) {
            if (value < 0 || value >= params.classes()) {
                throw new IllegalStateException("label " + (long) value + " is outside 0.." + (params.classes() - 1));
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
        return switch (signal) {
            case "predicted" -> reals(made, p -> p.value, 0);
            case "forNow" -> reals(due, p -> p.value, (params.min() + params.max()) / 2);
            case "actual" -> Ints.of(actual);
            case "classForNow" ->
                Ints.of(due.stream().mapToInt(p -> p == null ? -1 : p.best).toArray());
            case "logLoss" -> {
                double ignorance = ExactMath.log(params.classes());
                yield reals(
                        due,
                        p -> actual < 0 ? ignorance : -ExactMath.log(Math.max(LEAST, p.probabilities[actual])),
                        ignorance);
            }
            case "probabilities" -> probabilitiesOfRange();
            default -> throw new IllegalArgumentException("an SDR classifier has no signal '" + signal + "'");
        };
    }

    private static Reals reals(
            List<Prediction> predictions, java.util.function.ToDoubleFunction<Prediction> value, double none) {
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
    public void saveShared(DataOutput out) throws IOException {
        out.writeInt(past.size());
        for (Sdr x : past) {
            SignalCodec.write(x, out);
        }
        for (Deque<Prediction> queue : pending) {
            out.writeInt(queue.size());
            for (Prediction p : queue) {
                SignalCodec.write(Reals.of(p.probabilities), out);
                out.writeDouble(p.value);
            }
        }
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        past.clear();
        for (int left = in.readInt(); left > 0; left--) {
            past.addLast((Sdr) SignalCodec.read(in));
        }
        for (Deque<Prediction> queue : pending) {
            queue.clear();
            for (int left = in.readInt(); left > 0; left--) {
                double[] p = ((Reals) SignalCodec.read(in)).toArray();
                queue.addLast(new Prediction(p, SdrClassifier.best(p), in.readDouble()));
            }
        }
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int u = unit - range.from();
        out.writeDouble(values[u]);
        out.writeBoolean(seen[u]);
        for (SoftmaxTable table : tables) {
            for (int bit = 0; bit < table.inputs(); bit++) {
                out.writeDouble(table.weight(bit, u));
            }
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        int u = unit - range.from();
        values[u] = in.readDouble();
        seen[u] = in.readBoolean();
        for (SoftmaxTable table : tables) {
            for (int bit = 0; bit < table.inputs(); bit++) {
                table.setWeight(bit, u, in.readDouble());
            }
        }
    }
}
