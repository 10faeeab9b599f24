package org.sparsecortex.neurons.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparsecortex.dendrites.SegmentStore;
import org.sparsecortex.neurons.TestNetworks;
import org.sparsecortex.neurons.anomaly.AnomalyLikelihoodParams;
import org.sparsecortex.neurons.pooler.SpatialPoolerParams;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
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

class TemporalMemoryTest {
    private static TemporalMemoryParams params(
            int columns, int cells, int threshold, int min, int grow, double punish) {
        return Params.of(
                TemporalMemoryParams.class,
                "columns",
                columns,
                "cellsPerColumn",
                cells,
                "activationThreshold",
                threshold,
                "minThreshold",
                min,
                "maxNewSynapses",
                grow,
                "predictedSegmentDecrement",
                punish);
    }

    private static Network network(TemporalMemoryParams params, Source source, Schedule schedule) {
        return new Network(
                Map.of("in", source),
                List.of(TestNetworks.population("tm", params, "columns", params.columns(), Kind.SDR)),
                List.of(new Connection(new Endpoint("in", "sdr"), "tm", "columns", 0)),
                schedule);
    }

    private static Sdr random(String purpose, int size, int active, int which) {
        return Sdr.ofSorted(size, KeyedRandom.of(4, purpose).sample(size, active, which, 0, 0));
    }

    /**
     * Repeating random sequence of 100 patterns, 40 of 2048 columns, reset before each repetition: anomaly 1 at first, 0 at
     * the end; 40 * 99 = 3,960 segments of 20 synapses, 79,200 in all. The counts were measured on two other
     * implementations.
     */
    @Test
    void learnsALongSequenceWithTheCountsOfOtherImplementations() {
        TemporalMemoryParams params = params(2048, 32, 13, 10, 20, 0);
        Source in = TestNetworks.source(2048, t -> random("pattern", 2048, 40, (int) (t % 100)), t -> t % 100 == 0);
        List<Double> anomaly = new ArrayList<>();
        int[] segments = {0};
        int[] synapses = {0};
        try (SequentialRunner runner = new SequentialRunner(
                network(params, in, Schedule.learning(800)),
                List.of(
                        new Endpoint("tm", "anomaly"),
                        new Endpoint("tm", "segments"),
                        new Endpoint("tm", "synapses")))) {
            runner.runTo(800, (step, values) -> {
                anomaly.add(((Reals) values.get(0)).get(0));
                segments[0] = Arrays.stream(((Ints) values.get(1)).toArray()).sum();
                synapses[0] = Arrays.stream(((Ints) values.get(2)).toArray()).sum();
            });
        }
        assertThat(anomaly.subList(0, 100)).allMatch(a -> a == 1.0);
        for (int t = 701; t < 800; t++) {
            assertThat(anomaly.get(t)).as("step " + t).isZero();
        }
        assertThat(segments[0]).isEqualTo(3_960);
        assertThat(synapses[0]).isEqualTo(79_200);
    }

    /** ABCD and XBCY share their middle; after learning, the context tells D from Y. Punishment unlearns early confusions. */
    @Test
    void predictsByContextBeyondTheLastElement() {
        int size = 256;
        TemporalMemoryParams params = params(size, 8, 8, 6, 12, 0.02);
        Sdr[] symbols = new Sdr[6];
        for (int s = 0; s < 6; s++) {
            int[] block = new int[12];
            for (int i = 0; i < 12; i++) {
                block[i] = 20 * s + i;
            }
            symbols[s] = Sdr.ofSorted(size, block);
        }
        int[][] sequences = {{0, 1, 2, 3}, {4, 1, 2, 5}};
        Source in =
                TestNetworks.source(size, t -> symbols[sequences[(int) (t / 4 % 2)][(int) (t % 4)]], t -> t % 4 == 0);
        List<Sdr> predicted = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                network(params, in, Schedule.learning(400)), List.of(new Endpoint("tm", "predictedColumns")))) {
            runner.runTo(400, (step, values) -> predicted.add((Sdr) values.get(0)));
        }
        assertThat(predicted.get(394)).as("after ABC").isEqualTo(symbols[3]);
        assertThat(predicted.get(398)).as("after XBC").isEqualTo(symbols[5]);
    }

    /** A step of the smallest memory, by hand: two columns of two cells, one synapse makes a segment. */
    @Test
    void growsOneSegmentToThePreviousWinner() {
        TemporalMemoryParams params = params(2, 2, 1, 1, 1, 0);
        Source in = TestNetworks.source(2, t -> Sdr.of(2, (int) (t % 2)), t -> t == 0);
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                network(params, in, Schedule.learning(2)),
                List.of(
                        new Endpoint("tm", "activeCells"),
                        new Endpoint("tm", "winnerCells"),
                        new Endpoint("tm", "segments")))) {
            runner.runTo(2, (step, values) -> rows.add(values));
        }
        assertThat(rows.get(0).get(0)).as("column 0 bursts").isEqualTo(Sdr.of(4, 0, 1));
        assertThat(rows.get(1).get(0)).as("column 1 bursts").isEqualTo(Sdr.of(4, 2, 3));
        assertThat(((Sdr) rows.get(1).get(1)).cardinality()).isEqualTo(1);
        assertThat(rows.get(0).get(2)).as("no context yet").isEqualTo(Ints.of(0, 0));
        assertThat(rows.get(1).get(2)).isEqualTo(Ints.of(0, 1));
    }

    @Test
    void inferenceLeavesSegmentsAlone() {
        TemporalMemoryParams params = params(64, 4, 4, 3, 6, 0);
        Source in = TestNetworks.source(64, t -> random("p", 64, 8, (int) (t % 5)), t -> false);
        Schedule schedule = new Schedule(
                List.of(new Schedule.Phase("learn", 50, true, false), new Schedule.Phase("test", 20, false, false)));
        List<Signal> segments = new ArrayList<>();
        try (SequentialRunner runner =
                new SequentialRunner(network(params, in, schedule), List.of(new Endpoint("tm", "segments")))) {
            runner.runTo(70, (step, values) -> segments.add(values.get(0)));
        }
        assertThat(segments.get(69)).isEqualTo(segments.get(49)).isNotEqualTo(segments.get(0));
    }

    /** Pooler, memory and likelihood in one network under every plan, with noise, punishment, full cells and resets. */
    @Test
    void everyPlanOfAWholePipelineAgrees() {
        SpatialPoolerParams pooler = Params.of(
                SpatialPoolerParams.class,
                "columns",
                60,
                "density",
                0.1,
                "potentialFraction",
                0.6,
                "stimulusThreshold",
                1,
                "connectedPermanence",
                0.2,
                "permanenceDecrement",
                0.02,
                "boostStrength",
                2.0,
                "dutyCyclePeriod",
                50,
                "minOverlapDutyFraction",
                0.01);
        TemporalMemoryParams memory = Params.of(
                TemporalMemoryParams.class,
                "columns",
                60,
                "cellsPerColumn",
                4,
                "activationThreshold",
                3,
                "minThreshold",
                2,
                "initialPermanence",
                0.3,
                "maxNewSynapses",
                5,
                "permanenceIncrement",
                0.15,
                "permanenceDecrement",
                0.05,
                "predictedSegmentDecrement",
                0.01,
                "maxSegmentsPerCell",
                3,
                "maxSynapsesPerSegment",
                8);
        AnomalyLikelihoodParams likelihood = new AnomalyLikelihoodParams(20, 10, 60, 10, 5);
        KeyedRandom noise = KeyedRandom.of(8, "noise");
        Source in = TestNetworks.source(
                100,
                t -> noise.bernoulli(0.2, 0, t, 0)
                        ? random("other", 100, 10, (int) t)
                        : random("p", 100, 10, (int) (t % 7)),
                t -> t % 31 == 30);
        Network network = new Network(
                Map.of("in", in),
                List.of(
                        TestNetworks.population("sp", pooler, "input", 100, Kind.SDR),
                        TestNetworks.population("tm", memory, "columns", 60, Kind.SDR),
                        TestNetworks.population("likelihood", likelihood, "score", 1, Kind.REALS)),
                List.of(
                        new Connection(new Endpoint("in", "sdr"), "sp", "input", 0),
                        new Connection(new Endpoint("sp", "activeColumns"), "tm", "columns", 0),
                        new Connection(new Endpoint("tm", "anomaly"), "likelihood", "score", 0)),
                Schedule.learning(160));
        new PlanAgreement(
                        network,
                        List.of(
                                new Endpoint("sp", "activeColumns"),
                                new Endpoint("sp", "boostFactors"),
                                new Endpoint("tm", "activeCells"),
                                new Endpoint("tm", "winnerCells"),
                                new Endpoint("tm", "predictiveCells"),
                                new Endpoint("tm", "synapses"),
                                new Endpoint("likelihood", "logLikelihood")),
                        160)
                .verify();
    }

    @Test
    void thresholdsThatCouldNeverFireAreRejected() {
        assertThatThrownBy(() -> Params.of(
                        TemporalMemoryParams.class,
                        "columns",
                        8,
                        "cellsPerColumn",
                        2,
                        "initialPermanence",
                        0.2,
                        "maxNewSynapses",
                        5,
                        "maxSegmentsPerCell",
                        5,
                        "maxSynapsesPerSegment",
                        10))
                .hasMessage(
                        "activationThreshold = 13: exceeds maxSynapsesPerSegment = 10: no segment could become active");
    }

    /** A memory of one context port besides its columns, and runs of it. */
    private static Network contextNetwork(
            TemporalMemoryParams params, String port, int size, Source columns, Source side, Schedule schedule) {
        BuildContext context = BuildContext.of(
                "tm", 1, Map.of("columns", new Shape(Kind.SDR, params.columns()), port, new Shape(Kind.SDR, size)));
        Population tm = new Population("tm", params.units(), params.ports(), params.signals(), params.build(context));
        return new Network(
                Map.of("in", columns, "side", side),
                List.of(tm),
                List.of(
                        new Connection(new Endpoint("in", "sdr"), "tm", "columns", 0),
                        new Connection(new Endpoint("side", "sdr"), "tm", port, 0)),
                schedule);
    }

    /**
     * Sequences 0 1 2 5 and 3 1 2 6 share their middle. Begun in the middle, element 1 bursts and the cells of both sequences
     * are expected for element 2; feedback that names the first sequence lets only its cells win, so 5 alone is expected.
     */
    @Test
    void apicalFeedbackSettlesAnAmbiguousContext() {
        int size = 200;
        TemporalMemoryParams params = Params.of(
                TemporalMemoryParams.class,
                "columns",
                size,
                "cellsPerColumn",
                8,
                "activationThreshold",
                8,
                "minThreshold",
                6,
                "maxNewSynapses",
                12,
                "predictedSegmentDecrement",
                0.02,
                "maxSegmentsPerCell",
                32,
                "maxSynapsesPerSegment",
                32);
        Sdr[] symbols = new Sdr[7];
        for (int s = 0; s < symbols.length; s++) {
            symbols[s] = Sdr.ofSorted(
                    size, java.util.stream.IntStream.range(20 * s, 20 * s + 12).toArray());
        }
        Sdr[] names = {random("name", 100, 20, 0), random("name", 100, 20, 1)};
        int[][] sequences = {{0, 1, 2, 5}, {3, 1, 2, 6}};
        int trained = 800;
        int[] test = {1, 2, 5, 1, 2, 5};
        Source in = TestNetworks.source(
                size,
                t -> symbols[t < trained ? sequences[(int) (t / 4 % 2)][(int) (t % 4)] : test[(int) (t - trained)]],
                t -> t < trained ? t % 4 == 0 : (t - trained) % 3 == 0);
        Source side = TestNetworks.source(
                100,
                t -> t < trained ? names[(int) (t / 4 % 2)] : t < trained + 3 ? Sdr.empty(100) : names[0],
                t -> false);
        Schedule schedule = new Schedule(List.of(
                new Schedule.Phase("learn", trained, true, false), new Schedule.Phase("test", 6, false, false)));
        List<Sdr> expected = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                contextNetwork(params, "apical", 100, in, side, schedule),
                List.of(new Endpoint("tm", "expectedCells")))) {
            runner.runTo(trained + 6, (step, values) -> expected.add((Sdr) values.get(0)));
        }
        assertThat(columnsOf(expected.get(trained + 2), 8, size))
                .as("no feedback: both continuations")
                .isEqualTo(org.sparsecortex.sdr.SdrOps.union(symbols[5], symbols[6]));
        assertThat(columnsOf(expected.get(trained + 5), 8, size))
                .as("feedback: the one of its sequence")
                .isEqualTo(symbols[5]);
    }

    private static Sdr columnsOf(Sdr cells, int perColumn, int columns) {
        return Sdr.ofSorted(
                columns,
                Arrays.stream(cells.toArray())
                        .map(c -> c / perColumn)
                        .distinct()
                        .toArray());
    }

    /** Without own context the basal port alone predicts: the same feature at two places has two codes. */
    @Test
    void basalInputAloneIsTheContextOfAPairMemory() {
        TemporalMemoryParams params = Params.of(
                TemporalMemoryParams.class,
                "columns",
                100,
                "cellsPerColumn",
                8,
                "activationThreshold",
                6,
                "minThreshold",
                5,
                "initialPermanence",
                0.6,
                "maxNewSynapses",
                10,
                "maxSegmentsPerCell",
                32,
                "maxSynapsesPerSegment",
                32,
                "recurrent",
                false);
        Sdr feature = random("feature", 100, 10, 0);
        Source in = TestNetworks.source(100, t -> feature, t -> false);
        Source place = TestNetworks.source(150, t -> random("place", 150, 12, (int) (t % 2)), t -> false);
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                contextNetwork(params, "basal", 150, in, place, Schedule.learning(20)),
                List.of(new Endpoint("tm", "activeCells"), new Endpoint("tm", "anomaly")))) {
            runner.runTo(20, (step, values) -> rows.add(values));
        }
        assertThat(rows.get(0).get(1)).isEqualTo(Reals.of(1.0));
        assertThat(rows.get(19).get(1)).isEqualTo(Reals.of(0.0));
        Sdr here = (Sdr) rows.get(18).get(0);
        Sdr there = (Sdr) rows.get(19).get(0);
        assertThat(here.cardinality()).isEqualTo(10);
        assertThat(org.sparsecortex.sdr.SdrOps.overlap(here, there)).isLessThan(4);
    }

    @Test
    void everyPlanAgreesWithBasalAndApicalInput() {
        for (String port : List.of("basal", "apical")) {
            TemporalMemoryParams params = Params.of(
                    TemporalMemoryParams.class,
                    "columns",
                    40,
                    "cellsPerColumn",
                    4,
                    "activationThreshold",
                    3,
                    "minThreshold",
                    2,
                    "initialPermanence",
                    0.4,
                    "maxNewSynapses",
                    5,
                    "permanenceIncrement",
                    0.15,
                    "permanenceDecrement",
                    0.05,
                    "predictedSegmentDecrement",
                    0.02,
                    "maxSegmentsPerCell",
                    3,
                    "maxSynapsesPerSegment",
                    8,
                    "reducedBasalThreshold",
                    port.equals("apical") ? 2 : 0);
            Source in = TestNetworks.source(40, t -> random("p", 40, 6, (int) (t % 6)), t -> t % 23 == 22);
            Source side = TestNetworks.source(30, t -> random("side", 30, 6, (int) (t % 5)), t -> false);
            Network network = contextNetwork(params, port, 30, in, side, Schedule.learning(120));
            List<Endpoint> watched = List.of(
                    new Endpoint("tm", "activeCells"),
                    new Endpoint("tm", "expectedCells"),
                    new Endpoint("tm", "predictiveCells"),
                    new Endpoint("tm", "synapses"));
            new PlanAgreement(network, watched, 120).verify();
        }
    }

    @Test
    void thresholdsThatNoSegmentCanMeetAreRefused() {
        assertThatThrownBy(() -> Params.of(TemporalMemoryParams.class, "maxNewSynapses", 10))
                .hasMessageContaining("maxNewSynapses = 10: is below activationThreshold = 13");
        assertThatThrownBy(() -> Params.of(TemporalMemoryParams.class, "permanenceIncrement", 0))
                .hasMessageContaining("below connectedPermanence = 0.5 for ever");
        assertThatThrownBy(() -> Params.of(TemporalMemoryParams.class, "predictedSegmentDecrement", 0.00004))
                .hasMessageContaining("rounds to 0");
    }

    /** A segment with 3 of 3 synapses on old sources is shown 3 new ones: at once it reaches all of them, not the last alone. */
    @Test
    void newSynapsesOfAFullSegmentDoNotDriveOutEachOther() {
        SegmentStore store = new SegmentStore(1, 20, 5000, 1, 3);
        int segment = store.create(0, 0);
        for (int old : new int[] {1, 2, 3}) {
            store.grow(segment, old, 4000);
        }
        Growth growth = new Growth(KeyedRandom.of(1, "growth"), 2100, 3, 20);
        growth.grow(store, segment, Sdr.of(20, 11, 12, 13), 3, 0, 1);
        for (int fresh : new int[] {11, 12, 13}) {
            assertThat(store.reaches(segment, fresh)).as("source " + fresh).isTrue();
        }
    }
}
