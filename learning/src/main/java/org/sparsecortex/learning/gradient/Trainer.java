package org.sparsecortex.learning.gradient;

import java.util.List;
import org.sparsecortex.learning.connect.Connections;
import org.sparsecortex.learning.connect.Pruning;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.Optimiser;
import org.sparsecortex.learning.optimise.RowGradients;
import org.sparsecortex.sdr.kernel.State;

/** Takes a network through the stages of a plan, one update after another. Not safe for several threads. */
public final class Trainer {
    private final LayerStack network;
    private final TrainingPlan plan;
    private Optimiser optimiser;
    private final Connections connections;

    /** A trainer before its first update; takes away the weights of the network that do not exist at first. */
    public Trainer(LayerStack network, TrainingPlan plan) {
        this.network = network;
        this.plan = plan;
        boolean prunes = plan.updates().stages().stream().anyMatch(stage -> stage.pruneTo() > 0);
        int last = network.weightedLayers() - 1;
        List<Weights> readout =
                last < 0 ? List.of() : network.weightedLayer(last).weights();
        this.connections = new Connections(plan.connectivity(), plan.seed(), network.weights(), readout, prunes);
        this.optimiser = optimiser();
    }

    private Optimiser optimiser() {
        return new Optimiser(
                plan.updates().rule(), network.weights(), plan.updates().singlePrecision());
    }

    /** Makes the network that of a task; see {@link Connections#show(int, boolean)}. A task that begins gets a fresh optimiser. */
    void show(int task, boolean learns) {
        if (connections.show(task, learns)) {
            optimiser = optimiser();
        }
    }

    /** The stage of the coming update, or, when testing, of the last one. */
    public Stage stage(boolean learn) {
        return plan.updates()
                .stages()
                .get(plan.updates().stageAt(learn ? optimiser.updates() : Math.max(0, optimiser.updates() - 1)));
    }

    /**
     * Learns from one chunk alone.
     *
     * @param rows frame by frame, sample by sample
     * @param labels class of each sample
     * @return mean loss of the samples before the update
     */
    public double learn(float[][] rows, int[] labels) {
        Pass pass = new Pass(labels.length, plan.batch().frames(), true, stage(true), new float[rows.length][0]);
        prepare();
        float[][] dy = new float[rows.length][network.outputs()];
        float[][] y = network.forward(rows, pass);
        double loss = SoftmaxLoss.evaluate(y, labels, plan.batch().readout(), pass, new int[labels.length], dy);
        network.clearGradients();
        network.backward(dy, pass);
        update(RowGradients.gather(network.weights()));
        return loss / labels.length;
    }

    /** Number of updates so far. */
    long updates() {
        return optimiser.updates();
    }

    /** Before the passes of an update. */
    void prepare() {
        connections.prepare(optimiser.updates());
    }

    /** The network's connections. */
    Connections connections() {
        return connections;
    }

    /**
     * Applies a mean gradient, as {@link RowGradients} lays it out, then moves and prunes connections when their time has come.
     *
     * @param gradient written
     */
    void update(double[] gradient) {
        long u = optimiser.updates();
        int index = plan.updates().stageAt(u);
        Stage stage = plan.updates().stages().get(index);
        if (connections.skips(u)) {
            optimiser.skip();
            connections.update(gradient, u);
        } else {
            double[] whole = plan.connectivity().moves() ? gradient.clone() : gradient;
            connections.show(gradient, u);
            optimiser.update(gradient, stage.rateFactor());
            connections.hide(u + 1);
            connections.update(whole, u);
        }
        prune(stage, index);
    }

    private void prune(Stage stage, int index) {
        double before =
                index == 0 ? 0.0 : plan.updates().stages().get(index - 1).pruneTo();
        long done = optimiser.updates() - plan.updates().startOf(index);
        boolean last = done == stage.updates();
        if (stage.pruneTo() > 0 && stage.updates() > 0 && (last || done % Pruning.EVERY == 0)) {
            double progress = Math.min(1.0, done / (double) stage.updates());
            Pruning.cut(network.weights(), Pruning.fraction(before, stage.pruneTo(), progress));
        }
    }

    /** Visits all parameters, of those behind a pattern the dense ones, and the state of the optimiser. */
    void state(State state) {
        connections.show(optimiser.updates());
        for (int l = 0; l < network.layers().size(); l++) {
            for (Weights w : network.layers().get(l).weights()) {
                w.state(state.part("layer" + l));
            }
        }
        optimiser.state(state);
        connections.state(state);
        connections.hide(optimiser.updates());
    }
}
