package org.sparsecortex.neurons.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.neurons.TestNetworks;
import org.sparsecortex.neurons.pooler.CodeStatisticsParams;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.PlanAgreement;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

class ObjectPoolerTest {
    private static final int INPUTS = 300;

    /** Object 0 is a b c, object 1 is a d e, object 2 is f b e: every point is shared but c, d and f. */
    private static final int[][] OBJECTS = {{0, 1, 2}, {0, 3, 4}, {5, 1, 4}};

    private static ObjectPoolerParams params(int cells) {
        return Params.of(
                ObjectPoolerParams.class,
                "cells",
                cells,
                "active",
                20,
                "objects",
                3,
                "distalThreshold",
                8,
                "distalSample",
                12,
                "maxFeedforwardSynapses",
                256,
                "maxSegmentsPerCell",
                16);
    }

    /** Learns the objects twice, then touches object 0 at b and a, then at c alone. */
    private static Network network(int cells) {
        int learned = 18;
        int[] test = {1, 0, 2};
        Source world = new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(
                        SignalSpec.global("sdr", Kind.SDR, INPUTS, "point"),
                        SignalSpec.global("object", Kind.INTS, 1, "label"));
            }

            private int object(long step) {
                return step < learned ? (int) (step / 3 % 3) : 0;
            }

            @Override
            public Signal read(String signal, long step) {
                if (signal.equals("object")) {
                    return Ints.of(object(step));
                }
                int point = step < learned ? OBJECTS[object(step)][(int) (step % 3)] : test[(int) (step - learned)];
                return Sdr.ofSorted(INPUTS, KeyedRandom.of(2, "points").sample(INPUTS, 10, point, 0, 0));
            }

            @Override
            public boolean resetAt(long step) {
                return step < learned ? step % 3 == 0 : step == learned || step == learned + 2;
            }
        };
        ObjectPoolerParams params = params(cells);
        BuildContext context = BuildContext.of(
                "op", 1, Map.of("feedforward", new Shape(Kind.SDR, INPUTS), "object", new Shape(Kind.INTS, 1)));
        Population op = new Population("op", params.units(), params.ports(), params.signals(), params.build(context));
        return new Network(
                Map.of("world", world),
                List.of(op),
                List.of(
                        new Connection(new Endpoint("world", "sdr"), "op", "feedforward", 0),
                        new Connection(new Endpoint("world", "object"), "op", "object", 0)),
                new Schedule(List.of(
                        new Schedule.Phase("learn", learned, true, false),
                        new Schedule.Phase("test", 3, false, false))));
    }

    /** b fits objects 0 and 2, then a leaves 0 alone; c is unique at the first touch. */
    @Test
    void eachTouchLeavesTheObjectsThatAgree() {
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                network(1000),
                List.of(
                        new Endpoint("op", "candidates"),
                        new Endpoint("op", "recognised"),
                        new Endpoint("op", "overlap")))) {
            runner.runTo(21, (step, values) -> rows.add(values));
        }
        assertThat(rows.get(18)).containsExactly(Ints.of(2), Ints.of(0), Reals.of(1.0));
        assertThat(rows.get(19)).containsExactly(Ints.of(1), Ints.of(1), Reals.of(1.0));
        assertThat(rows.get(20)).containsExactly(Ints.of(1), Ints.of(1), Reals.of(1.0));
    }

    @Test
    void everyPlanAgrees() {
        List<Endpoint> watched = List.of(
                new Endpoint("op", "activeCells"), new Endpoint("op", "candidates"), new Endpoint("op", "overlap"));
        new PlanAgreement(network(60), watched, 21).verify();
    }

    @Test
    void aSampleThatCannotReachItsThresholdIsRejected() {
        assertThatThrownBy(() -> Params.of(
                        ObjectPoolerParams.class,
                        "cells",
                        100,
                        "active",
                        20,
                        "objects",
                        3,
                        "feedforwardThreshold",
                        11,
                        "distalThreshold",
                        8,
                        "distalSample",
                        12,
                        "maxFeedforwardSynapses",
                        256,
                        "maxSegmentsPerCell",
                        16))
                .hasMessage("feedforwardThreshold = 11: exceeds feedforwardSample = 10: no cell could fire");
    }

    /** Two alternating patterns of 2 of 8 bits: half of the bits are used half of the time, so the entropy is 1 or below. */
    @Test
    void codeStatisticsOfAlternatingPatternsByHand() {
        CodeStatisticsParams params = Params.of(CodeStatisticsParams.class, "patterns", 2);
        Source in = TestNetworks.source(8, t -> t % 2 == 0 ? Sdr.of(8, 0, 1) : Sdr.of(8, 2, 3), t -> false);
        Network network = new Network(
                Map.of("in", in),
                List.of(TestNetworks.population("s", params, "code", 8, Kind.SDR)),
                List.of(new Connection(new Endpoint("in", "sdr"), "s", "code", 0)),
                Schedule.learning(100));
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner runner =
                new SequentialRunner(network, List.of(new Endpoint("s", "entropy"), new Endpoint("s", "sparsity")))) {
            runner.runTo(100, (step, values) -> rows.add(values));
        }
        // D = 1/2 on four bits, 0 on four: sum h = 4 ln 2; mean D = 1/4, largest 8 h(1/4) = 8 * 0.562335
        assertThat(((Reals) rows.get(99).get(0)).get(0))
                .isCloseTo(4 * Math.log(2) / (8 * 0.5623351446), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(rows.get(99).get(1)).isEqualTo(Reals.of(0.25));
    }
}
