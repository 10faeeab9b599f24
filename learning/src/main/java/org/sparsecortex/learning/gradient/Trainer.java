package org.sparsecortex.learning.gradient;

import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Pass;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.layer.Weights;
import org.sparsecortex.learning.optimise.Optimiser;
import org.sparsecortex.learning.optimise.Pruning;
import org.sparsecortex.learning.optimise.RowGradients;
import org.sparsecortex.sdr.kernel.State;

/** Takes a network through the stages of a plan, one update after another. Not safe for several threads. */
public final class Trainer {
    private final LayerStack network;
    private final TrainingPlan plan;
    private final Optimiser optimiser;

    /** A trainer before its first update. */
    public Trainer(LayerStack network, TrainingPlan plan) {
        this.network = network;
        this.plan = plan;
        this.optimiser = new Optimiser(plan.optimiser(), network.weights(), plan.singlePrecision());
    }

    /** The stage of the coming update, or, when testing, of the last one. */
    public Stage stage(boolean learn) {
        return plan.stages().get(plan.stageAt(learn ? optimiser.updates() : Math.max(0, optimiser.updates() - 1)));
    }

    /**
     * Learns from one chunk alone.
     *
     * @param rows frame by frame, sample by sample
     * @param labels class of each sample
     * @return mean loss of the samples before the update
     */
    public double learn(float[][] rows, int[] labels) {
        Pass pass = new Pass(labels.length, plan.frames(), true, stage(true), new float[rows.length][0]);
        float[][] dy = new float[rows.length][network.outputs()];
        float[][] y = network.forward(rows, pass);
        double loss = SoftmaxLoss.evaluate(y, labels, plan.readout(), pass, new int[labels.length], dy);
        network.clearGradients();
        network.backward(dy, pass);
        update(RowGradients.gather(network.weights()));
        return loss / labels.length;
    }

    /** Applies a mean gradient, as {@link RowGradients} lays it out, and pruning when its time has come. */
    void update(double[] gradient) {
        int index = plan.stageAt(optimiser.updates());
        Stage stage = plan.stages().get(index);
        double before = index == 0 ? 0.0 : plan.stages().get(index - 1).pruneTo();
        boolean pruned = before > 0 || stage.pruneTo() > 0;
        optimiser.update(gradient, stage.rateFactor(), pruned);
        long done = optimiser.updates() - plan.startOf(index);
        boolean last = done == stage.updates();
        if (stage.pruneTo() > 0 && stage.updates() > 0 && (last || done % Pruning.EVERY == 0)) {
            double progress = Math.min(1.0, done / (double) stage.updates());
            Pruning.cut(network.weights(), Pruning.fraction(before, stage.pruneTo(), progress));
        }
    }

    /** Visits all parameters and the state of the optimiser. */
    void state(State state) {
        for (int l = 0; l < network.layers().size(); l++) {
            for (Weights w : network.layers().get(l).weights()) {
                w.state(state.part("layer" + l));
            }
        }
        optimiser.state(state);
    }
}
