package org.sparsecortex.neurons.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.neurons.TestNetworks;
import org.sparsecortex.neurons.anomaly.AnomalyLikelihoodParams;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.PlanAgreement;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

class SpatialPoolerTest {
    private static final KeyedRandom RANDOM = KeyedRandom.of(6, "pooler test");

    private static Network network(SpatialPoolerParams params, Source in, int inputs, Schedule schedule) {
        return new Network(
                Map.of("in", in),
                List.of(TestNetworks.population("sp", params, "input", inputs, Kind.SDR)),
                List.of(new Connection(new Endpoint("in", "sdr"), "sp", "input", 0)),
                schedule);
    }

    private static Sdr pattern(int which) {
        return Sdr.ofSorted(400, RANDOM.sample(400, 40, which, 0, 0));
    }

    /** Density is exact, and a code keeps more than half of its columns when a tenth of the input bits move. */
    @Test
    void learnedCodesAreSparseAndRobust() {
        SpatialPoolerParams params = Params.of(SpatialPoolerParams.class, "columns", 500, "density", 0.04);
        Source in = TestNetworks.source(
                400,
                t -> t < 400
                        ? pattern((int) (t % 20))
                        : t < 420
                                ? pattern((int) (t % 20))
                                : SdrOps.addNoise(pattern((int) (t % 20)), 4, RANDOM, (int) t, 1),
                t -> false);
        Schedule schedule = new Schedule(
                List.of(new Schedule.Phase("learn", 400, true, false), new Schedule.Phase("test", 40, false, false)));
        List<Sdr> codes = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                network(params, in, 400, schedule), List.of(new Endpoint("sp", "activeColumns")))) {
            runner.runTo(440, (step, values) -> codes.add((Sdr) values.get(0)));
        }
        assertThat(codes).allMatch(code -> code.cardinality() == 20);
        double shared = 0;
        for (int p = 0; p < 20; p++) {
            shared += SdrOps.overlap(codes.get(400 + p), codes.get(420 + p)) / 20.0 / 20.0;
        }
        assertThat(shared).as("columns kept under 10 % noise").isGreaterThan(0.5);
        assertThat(SdrOps.overlap(codes.get(400), codes.get(401)))
                .as("other patterns")
                .isLessThan(14);
    }

    /** With boosting, use spreads over columns: the entropy of the winning frequencies rises. */
    @Test
    void boostingEvensOutTheUseOfColumns() {
        assertThat(entropy(20.0)).isGreaterThan(entropy(0.0) + 0.02);
    }

    private static double entropy(double boost) {
        SpatialPoolerParams params = Params.of(
                SpatialPoolerParams.class,
                "columns",
                200,
                "density",
                0.05,
                "boostStrength",
                boost,
                "dutyCyclePeriod",
                100);
        Source in = TestNetworks.source(400, t -> pattern((int) (t % 30)), t -> false);
        double[] wins = new double[200];
        try (SequentialRunner runner = new SequentialRunner(
                network(params, in, 400, Schedule.learning(900)), List.of(new Endpoint("sp", "activeColumns")))) {
            runner.runTo(900, (step, values) -> {
                if (step.index() >= 600) {
                    for (int column : ((Sdr) values.get(0)).toArray()) {
                        wins[column]++;
                    }
                }
            });
        }
        double entropy = 0;
        for (double w : wins) {
            double p = w / 300;
            entropy -= p <= 0 || p >= 1 ? 0 : p * Math.log(p) + (1 - p) * Math.log(1 - p);
        }
        double even = -200 * (0.05 * Math.log(0.05) + 0.95 * Math.log(0.95));
        return entropy / even;
    }

    /** Both duty cycles are running means of what the signals say: of winning, and of any overlap, which a third of the columns lack in a step. */
    @Test
    void dutyCyclesAreMeansOfWinningAndOfOverlap() {
        int columns = 70;
        SpatialPoolerParams params = Params.of(
                SpatialPoolerParams.class, "columns", columns, "potentialFraction", 0.03, "dutyCyclePeriod", 25);
        Source in =
                TestNetworks.source(80, t -> Sdr.ofSorted(80, RANDOM.sample(80, 40, (int) (t % 9), 6, 0)), t -> false);
        List<Endpoint> signals = Stream.of("activeColumns", "overlaps", "activeDutyCycles", "overlapDutyCycles")
                .map(signal -> new Endpoint("sp", signal))
                .toList();
        double[] won = new double[columns];
        double[] reached = new double[columns];
        int[] withOverlap = {0};
        try (SequentialRunner runner = new SequentialRunner(network(params, in, 80, Schedule.learning(60)), signals)) {
            runner.runTo(60, (step, values) -> {
                double period = Math.min(step.index() + 1, 25);
                Sdr active = (Sdr) values.get(0);
                int[] overlaps = ((Ints) values.get(1)).toArray();
                for (int j = 0; j < columns; j++) {
                    won[j] += ((active.contains(j) ? 1 : 0) - won[j]) / period;
                    reached[j] += ((overlaps[j] > 0 ? 1 : 0) - reached[j]) / period;
                    withOverlap[0] += overlaps[j] > 0 ? 1 : 0;
                }
                assertThat(((Reals) values.get(2)).toArray()).isEqualTo(won);
                assertThat(((Reals) values.get(3)).toArray()).isEqualTo(reached);
            });
        }
        assertThat(withOverlap[0] / (60.0 * columns)).isBetween(0.2, 0.8);
    }

    @Test
    void localInhibitionWithTopologyAgreesUnderEveryPlan() {
        SpatialPoolerParams params = Params.of(
                SpatialPoolerParams.class,
                "columns",
                50,
                "density",
                0.1,
                "potentialRadius",
                12,
                "potentialFraction",
                0.7,
                "inhibitionRadius",
                7,
                "stimulusThreshold",
                1,
                "connectedPermanence",
                0.2,
                "permanenceIncrement",
                0.1,
                "permanenceDecrement",
                0.02,
                "boostStrength",
                3.0,
                "dutyCyclePeriod",
                40,
                "minOverlapDutyFraction",
                0.2);
        Source in =
                TestNetworks.source(80, t -> Sdr.ofSorted(80, RANDOM.sample(80, 15, (int) (t % 9), 3, 0)), t -> false);
        Network network = network(params, in, 80, Schedule.learning(80));
        List<Endpoint> watched = List.of(
                new Endpoint("sp", "activeColumns"),
                new Endpoint("sp", "overlaps"),
                new Endpoint("sp", "overlapDutyCycles"));
        new PlanAgreement(network, watched, 80).verify();
    }

    /** On sheets, with a radius that follows the spans: equal under every plan and across resume. */
    @Test
    void sheetsWithAnEstimatedRadiusAgreeUnderEveryPlan() {
        SpatialPoolerParams params = Params.of(
                SpatialPoolerParams.class,
                "columns",
                48,
                "density",
                0.1,
                "potentialRadius",
                2,
                "potentialFraction",
                0.8,
                "inhibitionRadius",
                -1,
                "wrapAround",
                false,
                "stimulusThreshold",
                1,
                "connectedPermanence",
                0.2,
                "permanenceIncrement",
                0.1,
                "permanenceDecrement",
                0.02,
                "boostStrength",
                2.0,
                "dutyCyclePeriod",
                40,
                "minOverlapDutyFraction",
                0.2,
                "inputRows",
                10,
                "columnRows",
                6);
        Network network = network(params, blobs(), 120, Schedule.learning(120));
        List<Endpoint> watched = List.of(
                new Endpoint("sp", "activeColumns"),
                new Endpoint("sp", "inhibitionRadius"),
                new Endpoint("sp", "boostFactors"));
        new PlanAgreement(network, watched, 120).verify();
    }

    private static Source blobs() {
        return TestNetworks.source(
                120, t -> Sdr.ofSorted(120, RANDOM.sample(120, 25, (int) (t % 9), 4, 0)), t -> false);
    }

    /** All 5 x 5 bits in the pool, half of them connected: spans near 5, one column for each bit, so a radius of 2. */
    @Test
    void theEstimatedRadiusIsHalfTheMeanSpan() {
        SpatialPoolerParams params = Params.of(
                SpatialPoolerParams.class,
                "columns",
                120,
                "density",
                0.1,
                "potentialRadius",
                2,
                "potentialFraction",
                1.0,
                "inhibitionRadius",
                -1,
                "connectedPermanence",
                0.2,
                "permanenceIncrement",
                0,
                "permanenceDecrement",
                0,
                "dutyCyclePeriod",
                40,
                "minOverlapDutyFraction",
                0,
                "inputRows",
                10,
                "columnRows",
                10);
        List<Integer> radii = new ArrayList<>();
        List<Integer> active = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                network(params, blobs(), 120, Schedule.learning(60)),
                List.of(new Endpoint("sp", "inhibitionRadius"), new Endpoint("sp", "activeColumns")))) {
            runner.runTo(60, (step, values) -> {
                radii.add(((org.sparsecortex.sdr.Ints) values.get(0)).get(0));
                active.add(((Sdr) values.get(1)).cardinality());
            });
        }
        assertThat(radii).containsOnly(2);
        assertThat(active).allMatch(count -> count >= 6 && count <= 24); // 2 or 3 of each 25: 10 to 12, ties apart
    }

    @Test
    void likelihoodRisesWhenScoresDo() {
        AnomalyLikelihoodParams params = new AnomalyLikelihoodParams(50, 50, 500, 50, 10);
        Source in = new Source() {
            @Override
            public List<org.sparsecortex.sdr.kernel.SignalSpec> signals() {
                return List.of(org.sparsecortex.sdr.kernel.SignalSpec.global("score", Kind.REALS, 1, ""));
            }

            @Override
            public org.sparsecortex.sdr.Signal read(String signal, long step) {
                double calm = 0.1 + 0.05 * RANDOM.uniform(0, step, 1);
                return Reals.of(step >= 400 && step < 410 ? 0.9 : calm);
            }
        };
        Network network = new Network(
                Map.of("in", in),
                List.of(TestNetworks.population("l", params, "score", 1, Kind.REALS)),
                List.of(new Connection(new Endpoint("in", "score"), "l", "score", 0)),
                Schedule.learning(450));
        List<Double> likelihood = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(network, List.of(new Endpoint("l", "likelihood")))) {
            runner.runTo(450, (step, values) -> likelihood.add(((Reals) values.get(0)).get(0)));
        }
        assertThat(likelihood.subList(0, 99)).allMatch(l -> l == 0.5);
        assertThat(likelihood.get(405)).isGreaterThan(0.9999);
        assertThat(likelihood.get(390)).isLessThan(0.999);
    }

    /** A gap in the input has no winners and leaves the pooler as it was: the overlaps after it are those before it. */
    @Test
    void missingInputWearsNothingDown() {
        SpatialPoolerParams params = Params.of(SpatialPoolerParams.class, "columns", 200);
        Source in = TestNetworks.source(
                400, t -> t < 50 || t == 650 ? pattern((int) (t % 10)) : Sdr.empty(400), t -> false);
        Schedule schedule = new Schedule(
                List.of(new Schedule.Phase("learn", 650, true, false), new Schedule.Phase("test", 1, false, false)));
        Source same = TestNetworks.source(400, t -> pattern((int) (t % 10)), t -> false);
        Schedule without = new Schedule(
                List.of(new Schedule.Phase("learn", 50, true, false), new Schedule.Phase("test", 1, false, false)));
        assertThat(last(network(params, in, 400, schedule), 651))
                .isEqualTo(last(network(params, same, 400, without), 51));
    }

    private static List<Signal> last(Network network, int steps) {
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(
                network, List.of(new Endpoint("sp", "overlaps"), new Endpoint("sp", "activeColumns")))) {
            runner.runTo(steps, (step, values) -> rows.add(values));
        }
        for (int t = 50; t < steps - 1; t++) {
            assertThat(((Sdr) rows.get(t).get(1)).cardinality())
                    .as("winners of step " + t)
                    .isZero();
        }
        return rows.get(steps - 1);
    }

    @Test
    void aThresholdAboveThePoolIsRefused() {
        SpatialPoolerParams params = Params.of(SpatialPoolerParams.class, "columns", 200, "stimulusThreshold", 21);
        assertThatThrownBy(() -> TestNetworks.population("sp", params, "input", 40, Kind.SDR))
                .hasMessageContaining("stimulusThreshold = 21: exceeds the 20 bits of a column's pool");
    }
}
