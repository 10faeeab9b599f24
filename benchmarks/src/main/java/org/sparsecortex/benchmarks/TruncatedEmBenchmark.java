package org.sparsecortex.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.v1.probabilistic.TrackPoint;
import org.sparsecortex.v1.probabilistic.TruncatedEmParams;

/**
 * Steps of truncated EM on 2000 patches of 16 x 16, by number of units and of ranges, in turns with NumPy.
 *
 * <p>Binary sparse coding with H' = 8 and gamma = 4, T = 1, no cut. A step is an E step over all patches and an M step.
 * The first steps, in which code is compiled, do not count; NumPy one patch at a time makes the last few alone.
 */
final class TruncatedEmBenchmark {
    private static final int D = 256;
    private static final int SAMPLES = 2000;
    private static final int STEPS = 25;
    private static final int WARM = 12;
    private static final int LOOPS = 3;

    private TruncatedEmBenchmark() {}

    /** @param python an interpreter that has NumPy, which then takes turns with ours; empty for none */
    static void run(String... python) throws IOException {
        Bench.sayMachine();
        Reals patches = Reals.wrap(CodingBenchmark.patches(SAMPLES));
        for (int atoms : new int[] {100, 200, 400}) {
            compare(atoms, patches, python.length == 0 ? "" : python[0]);
        }
    }

    /** Seconds of a step, by the clock and of the processors. */
    private record Took(double wall, double cpu) {}

    private static void compare(int atoms, Reals patches, String python) throws IOException {
        Network network = network(atoms, patches);
        List<Endpoint> watched = List.of(new Endpoint("p", "freeEnergy"));
        Took[][] took = new Took[4][STEPS - WARM];
        try (Runner single = new ActorRunner(network, Plan.of(network, 1, 1), watched);
                Runner pair = new ActorRunner(network, Plan.of(network, 2, 2), watched);
                NumPy all = new NumPy(python, atoms, patches, "whole");
                NumPy each = new NumPy(python, atoms, patches, "loop")) {
            for (int t = 0; t < STEPS; t++) {
                int at = Math.max(0, t - WARM);
                took[0][at] = step(single, t + 1);
                took[1][at] = step(pair, t + 1);
                took[2][at] = all.step();
                took[3][at] = t < STEPS - LOOPS ? null : each.step();
            }
        }
        Took ours = median(took[1]);
        List<String> names =
                List.of("one range", "two ranges", "NumPy, all patches at once", "NumPy, a patch at a time");
        for (int i = 0; i < took.length; i++) {
            Took its = median(took[i]);
            Bench.say(
                    "H %3d  %-26s %8.1f us a patch, %8.1f of the processors; %6.2f and %6.2f of two ranges; load %.1f",
                    atoms,
                    names.get(i),
                    1e6 * its.wall / SAMPLES,
                    1e6 * its.cpu / SAMPLES,
                    its.wall / ours.wall,
                    its.cpu / ours.cpu,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private static Took median(Took[] took) {
        List<Took> all = Arrays.stream(took).filter(Objects::nonNull).toList();
        return new Took(
                Bench.median(all.stream().mapToDouble(Took::wall).toArray()),
                Bench.median(all.stream().mapToDouble(Took::cpu).toArray()));
    }

    private static Took step(Runner runner, long until) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        runner.runTo(until, (step, values) -> {});
        return new Took((System.nanoTime() - began) * 1e-9, (system.getProcessCpuTime() - cpu) * 1e-9);
    }

    private static Network network(int atoms, Reals patches) {
        TruncatedEmParams params = Params.of(
                TruncatedEmParams.class,
                "dimension",
                D,
                "atoms",
                atoms,
                "candidates",
                8,
                "active",
                4,
                "samples",
                SAMPLES,
                "updateSamples",
                SAMPLES,
                "chunk",
                250,
                "temperature",
                List.of(new TrackPoint(0, 1)),
                "cut",
                List.of(new TrackPoint(0, 0)));
        Population p = Bench.population(params, "samples", new Shape(Signal.Kind.REALS, SAMPLES * D));
        Source source = new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("x", Signal.Kind.REALS, SAMPLES * D, "patches"));
            }

            @Override
            public Signal read(String signal, long step) {
                return patches;
            }
        };
        return new Network(
                Map.of("in", source),
                List.of(p),
                List.of(new Connection(new Endpoint("in", "x"), "p", "samples", 0)),
                Schedule.learning(STEPS));
    }

    /** The same step in a process of NumPy; NaN without one. */
    private static final class NumPy implements AutoCloseable {
        private final Process process;
        private final Writer to;
        private final BufferedReader from;

        NumPy(String python, int atoms, Reals patches, String way) throws IOException {
            if (python.isEmpty()) {
                process = null;
                to = null;
                from = null;
                return;
            }
            Path file = Files.createTempFile("patches", ".bin");
            file.toFile().deleteOnExit();
            ByteBuffer bytes = ByteBuffer.allocate(8 * patches.size()).order(ByteOrder.nativeOrder());
            bytes.asDoubleBuffer().put(patches.toArray());
            Files.write(file, bytes.array());
            process = new ProcessBuilder(
                            python, "benchmarks/truncated_em.py", file.toString(), "" + D, "" + atoms, "8", "4", way)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            to = process.outputWriter();
            from = process.inputReader();
        }

        Took step() throws IOException {
            if (process == null) {
                return new Took(Double.NaN, Double.NaN);
            }
            to.write("\n");
            to.flush();
            String[] seconds = from.readLine().split(" ");
            return new Took(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
        }

        @Override
        public void close() throws IOException {
            if (process != null) {
                to.close();
            }
        }
    }
}
