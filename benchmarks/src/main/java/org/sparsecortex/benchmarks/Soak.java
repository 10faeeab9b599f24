package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.sparsecortex.neurons.memory.TemporalMemoryParams;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

/**
 * A small temporal memory that never stops learning: half of its input is a sequence, half is noise, so segments are grown
 * and recycled all the time. Live memory has to stay flat, and every tenth of the run is resumed from its snapshot on
 * actors under another cut and has to end in the same state.
 */
final class Soak {
    private static final long DEFAULT_STEPS = 10_000_000;
    private static final int COLUMNS = 128;
    private static final int ACTIVE = 6;
    private static final int NOISE_PATTERNS = 4096;
    private static final int REPORTS = 40;
    private static final long RESUMED_STEPS = 2_000;
    private static final double FLAT = 1.05;

    private Soak() {}

    static void run(String[] args) throws IOException {
        long steps = args.length > 0 ? Long.parseLong(args[0]) : DEFAULT_STEPS;
        Bench.sayMachine();
        Network network = network(steps);
        List<Endpoint> watched =
                List.of(new Endpoint("p", "anomaly"), new Endpoint("p", "segments"), new Endpoint("p", "synapses"));
        double[] live = new double[REPORTS];
        StringBuilder table = new StringBuilder("step,live_MB,steps_per_s,segments,synapses,anomaly\n");
        try (SequentialRunner runner = new SequentialRunner(network, watched.subList(0, 1))) {
            for (int r = 0; r < REPORTS; r++) {
                double[] sum = {0};
                long from = runner.position();
                long to = steps * (r + 1) / REPORTS;
                long began = System.nanoTime();
                runner.runTo(to, (step, values) -> sum[0] += ((Reals) values.get(0)).get(0));
                double rate = (to - from) * 1e9 / (System.nanoTime() - began);
                live[r] = Bench.liveBytes() * 1e-6;
                long[] size = sizes(runner.snapshot(), network, watched);
                String row = String.format(
                        java.util.Locale.ROOT,
                        "%d,%.3f,%.0f,%d,%d,%.4f",
                        to,
                        live[r],
                        rate,
                        size[0],
                        size[1],
                        sum[0] / (to - from));
                table.append(row).append('\n');
                Bench.say("%s", row);
                if ((r + 1) % (REPORTS / 10) == 0 && to + RESUMED_STEPS <= steps) {
                    resumeAgrees(network, runner);
                }
            }
        }
        double settled = Bench.median(Arrays.copyOfRange(live, REPORTS / 4, REPORTS / 2));
        double end = Bench.median(Arrays.copyOfRange(live, REPORTS - REPORTS / 4, REPORTS));
        Bench.say(
                "live memory %.3f MB in the second quarter, %.3f MB in the last: ratio %.4f, %s",
                settled, end, end / settled, end <= FLAT * settled ? "flat" : "NOT FLAT");
        if (args.length > 1) {
            Files.writeString(Path.of(args[1]), table);
        }
    }

    /** Segments and synapses of a snapshot, read by a runner of its own. */
    private static long[] sizes(Snapshot snapshot, Network network, List<Endpoint> watched) {
        long[] size = new long[2];
        try (SequentialRunner reader = new SequentialRunner(network, watched)) {
            reader.restore(snapshot);
            reader.runTo(snapshot.position() + 1, (step, values) -> {
                for (int i = 0; i < 2; i++) {
                    size[i] = Arrays.stream(((Ints) values.get(i + 1)).toArray())
                            .asLongStream()
                            .sum();
                }
            });
        }
        return size;
    }

    private static void resumeAgrees(Network network, SequentialRunner runner) throws IOException {
        Snapshot snapshot = runner.snapshot();
        long to = snapshot.position() + RESUMED_STEPS;
        List<Endpoint> none = List.of();
        Snapshot resumed;
        try (Runner other = new ActorRunner(network, Plan.of(network, 3, 2), none)) {
            other.restore(snapshot);
            other.runTo(to, (step, values) -> {});
            resumed = other.snapshot().held();
        }
        runner.runTo(to, (step, values) -> {});
        Snapshot straight = runner.snapshot();
        boolean same = Arrays.equals(bytes(straight), bytes(resumed));
        Bench.say(
                "# resumed at step %d under 3 partitions: after %d steps the state is %s",
                snapshot.position(), RESUMED_STEPS, same ? "byte-equal" : "DIFFERENT");
        if (!same) {
            throw new IllegalStateException("resume from step " + snapshot.position() + " went another way");
        }
    }

    private static byte[] bytes(Snapshot snapshot) throws IOException {
        try (InputStream in = snapshot.populations().get("p").open()) {
            return in.readAllBytes();
        }
    }

    private static Network network(long steps) {
        TemporalMemoryParams params = Params.of(
                TemporalMemoryParams.class,
                "columns",
                COLUMNS,
                "cellsPerColumn",
                4,
                "activationThreshold",
                4,
                "minThreshold",
                3,
                "maxNewSynapses",
                6,
                "permanenceDecrement",
                0.05,
                "predictedSegmentDecrement",
                0.005,
                "maxSegmentsPerCell",
                8,
                "maxSynapsesPerSegment",
                12);
        Sdr[] patterns = Bench.patterns(50 + NOISE_PATTERNS, COLUMNS, ACTIVE);
        KeyedRandom noise = KeyedRandom.of(5, "soak noise");
        return Bench.network(
                params,
                "columns",
                COLUMNS,
                Bench.source(
                        COLUMNS,
                        t -> patterns[(int) (t / 50 % 2 == 0 ? t % 50 : 50 + noise.below(NOISE_PATTERNS, 0, t, 0))],
                        t -> t % 500 == 0),
                Schedule.learning(steps));
    }
}
