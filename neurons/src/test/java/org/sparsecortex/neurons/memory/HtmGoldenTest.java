package org.sparsecortex.neurons.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.sparsecortex.neurons.TestNetworks;
import org.sparsecortex.neurons.pooler.SpatialPoolerParams;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/** Poolers and temporal memory of our own runs, bit by bit; made again only with -Dgolden.update=true. */
class HtmGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/htm.csv");
    private static final int INPUTS = 144;
    private static final int STEPS = 400;
    private static final List<Endpoint> WATCHED = List.of(
            new Endpoint("line", "activeColumns"),
            new Endpoint("line", "boostFactors"),
            new Endpoint("sheet", "activeColumns"),
            new Endpoint("sheet", "inhibitionRadius"),
            new Endpoint("tm", "activeCells"),
            new Endpoint("tm", "winnerCells"),
            new Endpoint("tm", "predictiveCells"),
            new Endpoint("tm", "anomaly"),
            new Endpoint("tm", "segments"),
            new Endpoint("tm", "synapses"));

    /** A pooler with boosting on a line, one on a sheet with an estimated radius, and a memory with punishment and full cells. */
    private static Network network() {
        KeyedRandom random = KeyedRandom.of(5, "golden patterns");
        SpatialPoolerParams line = Params.of(
                SpatialPoolerParams.class,
                "columns",
                128,
                "density",
                0.06,
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
                100,
                "minOverlapDutyFraction",
                0.01);
        SpatialPoolerParams sheet = Params.of(
                SpatialPoolerParams.class,
                "columns",
                64,
                "density",
                0.1,
                "potentialRadius",
                2,
                "potentialFraction",
                0.9,
                "inhibitionRadius",
                -1,
                "stimulusThreshold",
                1,
                "connectedPermanence",
                0.2,
                "permanenceDecrement",
                0.02,
                "dutyCyclePeriod",
                100,
                "minOverlapDutyFraction",
                0.01,
                "inputRows",
                12,
                "columnRows",
                8);
        TemporalMemoryParams memory = Params.of(
                TemporalMemoryParams.class,
                "columns",
                128,
                "cellsPerColumn",
                4,
                "activationThreshold",
                4,
                "minThreshold",
                3,
                "initialPermanence",
                0.3,
                "maxNewSynapses",
                6,
                "permanenceDecrement",
                0.05,
                "predictedSegmentDecrement",
                0.01,
                "maxSegmentsPerCell",
                4,
                "maxSynapsesPerSegment",
                9);
        return new Network(
                Map.of(
                        "in",
                        TestNetworks.source(
                                INPUTS,
                                t -> Sdr.ofSorted(INPUTS, random.sample(INPUTS, 18, pattern(random, t), 0, 0)),
                                t -> t % 97 == 96)),
                List.of(
                        TestNetworks.population("line", line, "input", INPUTS, Kind.SDR),
                        TestNetworks.population("sheet", sheet, "input", INPUTS, Kind.SDR),
                        TestNetworks.population("tm", memory, "columns", 128, Kind.SDR)),
                List.of(
                        new Connection(new Endpoint("in", "sdr"), "line", "input", 0),
                        new Connection(new Endpoint("in", "sdr"), "sheet", "input", 0),
                        new Connection(new Endpoint("line", "activeColumns"), "tm", "columns", 0)),
                Schedule.learning(STEPS));
    }

    private static int pattern(KeyedRandom random, long t) {
        return random.bernoulli(0.1, 0, t, 1) ? 1_000 + (int) t : (int) (t % 13);
    }

    @Test
    void resultsAreUnchanged() throws IOException {
        CRC32[] sums = new CRC32[WATCHED.size()];
        java.util.Arrays.setAll(sums, i -> new CRC32());
        List<String> rows = new ArrayList<>();
        rows.add(
                "# SparseCortex, HtmGoldenTest, SequentialRunner, 2026-11-25; CRC-32 of all elements of a signal in the"
                        + " steps so far (indices and ints as 4 bytes, doubles as 8, big-endian)");
        double[] anomaly = new double[STEPS];
        try (SequentialRunner runner = new SequentialRunner(network(), WATCHED)) {
            runner.runTo(STEPS, (step, values) -> {
                for (int i = 0; i < sums.length; i++) {
                    add(values.get(i), sums[i]);
                }
                anomaly[(int) step.index()] = ((Reals) values.get(7)).get(0);
                for (int i = 0; i < sums.length && step.index() % 100 == 99; i++) {
                    rows.add(step.index() + "," + WATCHED.get(i) + "," + Long.toHexString(sums[i].getValue()));
                }
            });
        }
        assertThat(anomaly[5]).isEqualTo(1.0);
        assertThat(anomaly).as("something was learned").contains(0.0);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, rows);
        }
        assertThat(rows).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }

    private static void add(Signal signal, CRC32 sum) {
        ByteBuffer bytes = ByteBuffer.allocate(8);
        if (signal instanceof Reals reals) {
            for (double value : reals.toArray()) {
                sum.update(bytes.clear().putDouble(value).flip());
            }
        } else {
            int[] elements = signal instanceof Sdr sdr ? sdr.toArray() : ((Ints) signal).toArray();
            for (int value : elements) {
                sum.update(bytes.clear().putInt(value).flip());
            }
        }
    }
}
