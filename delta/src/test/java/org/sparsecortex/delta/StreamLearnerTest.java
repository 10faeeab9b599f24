package org.sparsecortex.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.learning.gradient.Batch;
import org.sparsecortex.learning.gradient.TrainingPlan;
import org.sparsecortex.learning.gradient.Updates;
import org.sparsecortex.learning.layer.DeltaLayer;
import org.sparsecortex.learning.layer.DeltaLayer.Granularity;
import org.sparsecortex.learning.layer.DeltaLayer.StepGradient;
import org.sparsecortex.learning.layer.DenseLayer;
import org.sparsecortex.learning.layer.LayerStack;
import org.sparsecortex.learning.layer.Volume;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Two units of two channels before one output, counted by hand. */
class StreamLearnerTest {
    private final LayerStack network = new LayerStack(
            4,
            List.of(
                    new DeltaLayer(new Volume(1, 2, 2), 0.5, Granularity.LAYER, StepGradient.NONE, true, 63),
                    new DenseLayer(4, 1, 1, 1)));
    private static final TrainingPlan PLAN =
            new TrainingPlan(Batch.of(1), Updates.plain(new OptimiserSpec.Sgd(0.1, 0, 0, 0)));
    private final StreamLearner learner =
            new StreamLearner(PLAN, network, DeltaNetwork::new, new EnergyCosts(3.7, 0.9, 5), true, UnitRange.all(1));

    private void show(double... frame) {
        PortSpec port = new PortSpec(StreamLearner.STREAM, Kind.REALS, false, "video");
        learner.show(new Step(0, false, false), new Inputs(List.of(port), Reals.wrap(frame)));
    }

    private double[] read(String signal) {
        return ((Reals) StreamLearner.streamOutputs(1, 2, 1).read(learner, signal)).toArray();
    }

    @Test
    void fractionsByLayerAndChannelOfEachFrame() {
        show(1, 0, 0, 0);
        assertThat(read("streamChanged")).containsExactly(0.25);
        assertThat(read("streamChannelChanged")).containsExactly(0.5, 0);
        show(1, 0.5, 0, 0.5);
        assertThat(read("streamChanged")).containsExactly(0.5);
        assertThat(read("streamActive")).containsExactly(0.75);
        assertThat(read("streamBoth")).containsExactly(0.5);
        assertThat(read("streamChannelChanged")).containsExactly(0, 1);
        assertThat(read("streamChannelActive")).containsExactly(0.5, 1);
        show(0, 0.5, 0, 0.5);
        assertThat(read("streamChanged")).containsExactly(0.25);
        assertThat(read("streamBoth")).as("the unit that changed is 0 now").containsExactly(0);
    }

    /** One event: 1 multiply-accumulate; 2 + 2 * 4 words read; a sum and a level written. */
    @Test
    void trafficAndEnergyOfOneEvent() {
        show(1, 0, 0, 0);
        assertThat(read("streamMacs")).containsExactly(1);
        assertThat(read("streamOperations")).containsExactly(0.25);
        assertThat(read("streamReads")).containsExactly(10);
        assertThat(read("streamWrites")).containsExactly(2);
        assertThat(read("streamEnergy")[0]).isEqualTo(1e-6 * (4.6 + 12 * 5), within(1e-12));
        assertThat(read("streamDenseEnergy")[0]).isEqualTo(1e-6 * (4 * 4.6 + 12 * 5), within(1e-12));
        show(1, 0, 0, 0);
        assertThat(read("streamMacs")).containsExactly(0);
        assertThat(read("streamReads")).as("the frame is still compared").containsExactly(8);
        assertThat(read("streamWrites")).containsExactly(0);
    }
}
