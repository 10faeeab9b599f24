package org.example;

import java.util.List;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.encode.RdseParams;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.NetworkDesign;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;

/** A temporal memory learns a sine wave; its surprise at each step is printed. */
public final class SineMemory {
    private SineMemory() {}

    public static void main(String[] args) {
        Encoder encoder = Params.of(RdseParams.class, "resolution", 0.1, "size", 1024, "active", 41)
                .encoder(1);
        Source wave = Source.of(1024, step -> encoder.encode(Math.sin(step * Math.PI / 10)));
        Network network = new NetworkDesign(1)
                .input("wave", wave)
                .population("tm", Params.of(TemporalMemoryParams.class, "columns", 1024, "cellsPerColumn", 8))
                .connect("wave", "tm.columns")
                .build(Schedule.learning(400));
        List<Endpoint> watched = List.of(new Endpoint("tm", "anomaly"));
        try (Runner runner = new SequentialRunner(network, watched)) {
            runner.runTo(400, (step, values) -> System.out.println(step.index() + " " + values.get(0)));
        }
    }
}
