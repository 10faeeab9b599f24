package org.sparsecortex.neurons.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

class CodebookEncoderTest {
    private static final int KEYS = 6;

    /** Three clouds of vectors in turn. */
    private record Clouds() implements Source {
        @Override
        public List<SignalSpec> signals() {
            return List.of(SignalSpec.global("samples", Signal.Kind.REALS, 12, ""));
        }

        @Override
        public Signal read(String signal, long step) {
            KeyedRandom random = KeyedRandom.of(3, "clouds");
            double[] x = new double[12];
            for (int i = 0; i < x.length; i++) {
                x[i] = 0.1 * random.gaussian(0, step, i) + (i % 3 == step % 3 ? 2 : 0);
            }
            return Reals.wrap(x);
        }
    }

    private static List<List<Signal>> run(int partitions, long breakAt) {
        CodebookEncoderParams params = Params.of(
                CodebookEncoderParams.class, "codebooks", 7, "keys", KEYS, "keySize", 4, "batch", 10, "balance", 0.5);
        BuildContext context = BuildContext.of("encoder", 1, Map.of("samples", new Shape(Signal.Kind.REALS, 12)));
        Population encoder =
                new Population("encoder", params.units(), params.ports(), params.signals(), params.build(context));
        Network network = new Network(
                Map.of("data", new Clouds()),
                List.of(encoder),
                List.of(new Connection(new Endpoint("data", "samples"), "encoder", "samples", 0)),
                Schedule.learning(60));
        List<Endpoint> watched = List.of(new Endpoint("encoder", "code"));
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner first = new SequentialRunner(network, Plan.of(network, partitions, 1), watched);
                SequentialRunner second = new SequentialRunner(network, watched)) {
            first.runTo(breakAt, (step, values) -> rows.add(values));
            second.restore(first.snapshot());
            second.runTo(60, (step, values) -> rows.add(values));
        }
        return rows;
    }

    /** Stopped between two batches. */
    @Test
    void oneKeyACodebookWinsAlikeInEveryPartitioningAndAcrossACheckpoint() {
        List<List<Signal>> oracle = run(1, 60);
        assertThat(run(3, 60)).isEqualTo(oracle);
        assertThat(run(7, 37)).isEqualTo(oracle);
        Sdr last = (Sdr) oracle.get(59).get(0);
        assertThat(last.size()).isEqualTo(7 * KEYS);
        for (int c = 0; c < 7; c++) {
            assertThat(last.active(c) / KEYS).isEqualTo(c);
        }
        assertThat(oracle.get(59)).as("guard: another cloud has another code").isNotEqualTo(oracle.get(58));
    }
}
