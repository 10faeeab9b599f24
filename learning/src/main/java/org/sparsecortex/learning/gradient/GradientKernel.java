package org.sparsecortex.learning.gradient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.StreamedKernel;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/** Forward and backward passes of a range of chunks, and the update that all ranges share. */
final class GradientKernel implements StreamedKernel<Tuple, Tuple> {
    private final TrainingPlan plan;
    private final LayerStack network;
    private final Trainer trainer;
    private final UnitRange range;
    private final int statistics;
    private final float[][] rows;
    private final float[][] context;
    private final float[][] outputGradient;
    private final int[] predictions;
    private final Follower follower;
    private double[] stats;

    GradientKernel(
            TrainingPlan plan,
            LayerStack network,
            Function<LayerStack, FrameStream> stream,
            EnergyCosts costs,
            UnitRange range,
            int statistics) {
        this.plan = plan;
        this.network = network;
        this.trainer = new Trainer(network, plan);
        this.range = range;
        this.statistics = statistics;
        int count = plan.chunk() * plan.frames();
        this.rows = new float[count][network.inputs()];
        this.context = new float[count][plan.contextSize()];
        this.outputGradient = new float[count][network.outputs()];
        this.predictions = new int[range.size() * plan.chunk()];
        this.stats = new double[statistics];
        this.follower = new Follower(network, stream, costs);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Tuple propose(Step step, Inputs inputs, int round) {
        double[][] gradients = new double[step.learn() ? range.size() : 0][];
        double[] all = new double[statistics * range.size()];
        for (int u = 0; u < range.size(); u++) {
            chunk(step, inputs, u, all);
            if (step.learn()) {
                gradients[u] = RowGradients.gather(network.weights());
            }
        }
        return Tuple.of((Signal) Reals.wrap(RowGradients.concat(gradients)), Reals.wrap(all));
    }

    private void chunk(Step step, Inputs inputs, int u, double[] all) {
        int unit = range.from() + u;
        read(inputs, unit);
        int[] labels = new int[plan.chunk()];
        for (int s = 0; s < labels.length; s++) {
            labels[s] = Checks.inRange(
                    "label", inputs.ints("labels").get(unit * plan.chunk() + s), 0, network.outputs() - 1);
        }
        Pass pass = new Pass(plan.chunk(), plan.frames(), step.learn(), trainer.stage(step.learn()), context);
        float[][] y = network.forward(rows, pass);
        int[] answers = new int[plan.chunk()];
        int at = u * statistics;
        all[at] = SoftmaxLoss.evaluate(y, labels, plan.readout(), pass, answers, outputGradient);
        if (Double.isNaN(all[at])) {
            throw new IllegalStateException("unit " + unit + ": the loss is not a number");
        }
        for (int s = 0; s < labels.length; s++) {
            all[at + 1] += answers[s] == labels[s] ? 1 : 0;
        }
        System.arraycopy(answers, 0, predictions, u * plan.chunk(), answers.length);
        all[at + 2] = network.penalty() * plan.chunk();
        for (int w = 0; w < network.weightedLayers(); w++) {
            all[at + GradientModel.FIXED + 2 * w] = network.active(w);
            all[at + GradientModel.FIXED + 2 * w + 1] = network.changed(w, pass);
        }
        if (step.learn()) {
            network.clearGradients();
            network.backward(outputGradient, pass);
        }
    }

    private void read(Inputs inputs, int unit) {
        Reals samples = inputs.reals("samples");
        int size = network.inputs();
        int first = unit * rows.length;
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < size; i++) {
                rows[r][i] = (float) samples.get((first + r) * size + i);
            }
        }
        if (plan.contextSize() > 0) {
            Reals given = inputs.reals("context");
            boolean shared = given.size() == plan.contextSize();
            for (int r = 0; r < rows.length; r++) {
                int sample = shared ? 0 : unit * plan.chunk() + r / plan.frames();
                for (int i = 0; i < plan.contextSize(); i++) {
                    context[r][i] = (float) given.get(sample * plan.contextSize() + i);
                }
            }
        }
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Tuple decision) {
        stats = decision.reals(1).toArray();
        if (range.contains(0)) {
            follower.show(step, inputs);
        }
        if (step.learn()) {
            trainer.update(decision.reals(0).toArray());
        }
    }

    @Override
    public Signal read(String signal) {
        return switch (signal) {
            case "loss" -> Reals.of(stats[0] / plan.batch());
            case "accuracy" -> Reals.of(stats[1] / plan.batch());
            case "penalty" -> Reals.of(stats[2] / plan.batch());
            case "active" -> perLayer(0, plan.batch() * plan.frames());
            case "changed" -> perLayer(1, plan.batch() * (plan.frames() - 1));
            case "activeFraction" -> Reals.of(whole(0, plan.batch() * plan.frames(), false));
            case "changedFraction" -> Reals.of(whole(1, plan.batch() * (plan.frames() - 1), false));
            case "activeOperations" -> Reals.of(whole(0, plan.batch() * plan.frames(), true));
            case "changedOperations" -> Reals.of(whole(1, plan.batch() * (plan.frames() - 1), true));
            case "zeroWeights" -> Reals.of(zeroWeights());
            case "predictions" -> Ints.wrap(predictions.clone());
            default -> follower.read(signal);
        };
    }

    private double count(int w, int which) {
        return stats[GradientModel.FIXED + 2 * w + which];
    }

    private Reals perLayer(int which, int rowCount) {
        double[] fractions = new double[network.weightedLayers()];
        for (int w = 0; w < fractions.length && rowCount > 0; w++) {
            fractions[w] = count(w, which) / ((double) rowCount * network.weightedInputs(w));
        }
        return Reals.wrap(fractions);
    }

    /** Counted elements over all elements, each weighted by its layer's fan-out and non-zero weights if asked for. */
    private double whole(int which, int rowCount, boolean operations) {
        double counted = 0.0;
        double dense = 0.0;
        for (int w = 0; w < network.weightedLayers() && rowCount > 0; w++) {
            Weights weights = network.weightedLayer(w).weights().get(0);
            double fanOut = operations ? network.weightedLayer(w).fanOut() : 1.0;
            double kept = operations ? 1.0 - weights.zeros() / (double) weights.count() : 1.0;
            counted += fanOut * kept * count(w, which);
            dense += fanOut * rowCount * (double) network.weightedInputs(w);
        }
        return dense == 0 ? 0.0 : counted / dense;
    }

    private double zeroWeights() {
        double zeros = 0;
        double all = 0;
        for (Weights w : network.weights()) {
            zeros += w.decays() ? w.zeros() : 0;
            all += w.decays() ? w.count() : 0;
        }
        return all == 0 ? 0.0 : zeros / all;
    }

    @Override
    public void saveShared(DataOutput out) throws IOException {
        trainer.save(out);
        for (double value : stats) {
            out.writeDouble(value);
        }
    }

    @Override
    public void loadShared(DataInput in) throws IOException {
        trainer.load(in);
        for (int i = 0; i < stats.length; i++) {
            stats[i] = in.readDouble();
        }
    }

    @Override
    public void saveUnit(int unit, DataOutput out) throws IOException {
        int first = (unit - range.from()) * plan.chunk();
        for (int prediction : Arrays.copyOfRange(predictions, first, first + plan.chunk())) {
            out.writeInt(prediction);
        }
        if (unit == 0) {
            follower.save(out);
        }
    }

    @Override
    public void loadUnit(int unit, DataInput in) throws IOException {
        for (int s = 0; s < plan.chunk(); s++) {
            predictions[(unit - range.from()) * plan.chunk() + s] = in.readInt();
        }
        if (unit == 0) {
            follower.load(in);
        }
    }
}
