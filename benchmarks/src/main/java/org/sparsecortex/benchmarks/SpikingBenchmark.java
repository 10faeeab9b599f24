package org.sparsecortex.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.spiking.Group;
import org.sparsecortex.spiking.SpikingNetworkParams;
import org.sparsecortex.spiking.cell.LifDelta;

/**
 * A second of networks of spiking neurons: what a step of a runner costs by itself (one neuron, ten seconds), the networks of Vogels and Abbott 2005
 * by which Brette et al. 2007 compare simulators (4,000 neurons, 320,000 synapses, steps of 0.1 ms, a delay of one: a step of the
 * runner for each), and the asynchronous state of Brunel 2000 (12,500 neurons, 15.6 million synapses, 15 grid steps a step of the
 * runner), where neurons and deliveries dominate. Runners take turns, so that a ratio means something on a busy machine.
 */
final class SpikingBenchmark {
    private static final int ROUNDS = 5;
    private static final Path CONFIGS = Path.of("configs/spiking");

    private SpikingBenchmark() {}

    /** What a run took. */
    private record Took(double seconds, double cpuSeconds) {}

    /** One of those who take turns. */
    private record Turn(String name, Supplier<Took> run) {}

    /** @param python an interpreter that has Brian 2, whose compiled C++ then takes turns with ours; empty for none */
    static void run(String... python) throws IOException {
        Bench.sayMachine();
        Group one = Params.of(Group.class, "id", "one", "neurons", 1, "model", Params.of(LifDelta.class));
        compare("one neuron", 10, Params.of(SpikingNetworkParams.class, "groups", List.of(one)), List.of());
        Map<String, ModelParams> vogels = read("vogels-abbott.json");
        for (String name : List.of("cuba", "coba")) {
            compare(name, 1, vogels.get(name), python.length == 0 ? List.of() : List.of(brian(python[0], name)));
        }
        compare("brunel, asynchronous", 1, read("brunel.json").get("ai"), List.of());
    }

    private static Map<String, ModelParams> read(String file) throws IOException {
        return new ScenarioReader(List.of())
                .read(CONFIGS.resolve(file), Map.of())
                .scenario()
                .populations();
    }

    private static void compare(String name, int seconds, ModelParams params, List<Turn> others) {
        SpikingNetworkParams net = (SpikingNetworkParams) params;
        long steps = Math.round(1000 * seconds / net.stepMs() / net.batch());
        List<Endpoint> watched = List.of(new Endpoint("net", "spikes"));
        long began = System.nanoTime();
        Population population = Population.of(BuildContext.of("net", 1, Map.of()), params);
        Network network = new Network(Map.of(), List.of(population), List.of(), Schedule.learning(1 + steps));
        new SequentialRunner(network, watched).close();
        Bench.say("%s: built in %.2f s", name, (System.nanoTime() - began) * 1e-9);
        List<Turn> turns = new ArrayList<>();
        turns.add(turn("sequential", steps, () -> new SequentialRunner(network, watched)));
        turns.add(turn("actors, 1 range", steps, () -> new ActorRunner(network, Plan.of(network, 1, 2), watched)));
        if (population.units() > 1) {
            turns.add(turn("actors, 2 ranges", steps, () -> new ActorRunner(network, Plan.of(network, 2, 2), watched)));
        }
        turns.addAll(others);
        say(turns, steps);
    }

    private static Turn turn(String name, long steps, Supplier<Runner> runner) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Turn(name, () -> {
            long[] spikes = {0};
            try (Runner running = runner.get()) {
                running.runTo(1, (step, values) -> {}); // actors make their kernels after the runner is there
                long cpu = system.getProcessCpuTime();
                long began = System.nanoTime();
                running.runTo(1 + steps, (step, values) -> spikes[0] += ((Sdr) values.get(0)).cardinality());
                return new Took((System.nanoTime() - began) * 1e-9, (system.getProcessCpuTime() - cpu) * 1e-9);
            }
        });
    }

    /** Medians over rounds in which each had its turn, the first one not counted; ratios within rounds. */
    private static void say(List<Turn> turns, long steps) {
        double[][] seconds = new double[turns.size()][ROUNDS];
        double[][] cpu = new double[turns.size()][ROUNDS];
        double[][] ratio = new double[turns.size()][ROUNDS];
        for (int r = -1; r < ROUNDS; r++) {
            for (int t = 0; t < turns.size(); t++) {
                Took took = turns.get(t).run.get();
                int round = Math.max(0, r);
                seconds[t][round] = took.seconds;
                cpu[t][round] = took.cpuSeconds;
                ratio[t][round] = took.seconds / seconds[0][round];
            }
        }
        for (int t = 0; t < turns.size(); t++) {
            double median = Bench.median(seconds[t]);
            Bench.say(
                    "  %-18s %7.3f s, %.1f us a step; %.2f of sequential; processors %.3f s",
                    turns.get(t).name, median, 1e6 * median / steps, Bench.median(ratio[t]), Bench.median(cpu[t]));
        }
    }

    /** The same network in Brian 2 as compiled C++, built before the first turn; the time is its own of the run alone. */
    private static Turn brian(String python, String name) {
        try {
            Path built = Files.createTempDirectory("brian-" + name);
            long began = System.nanoTime();
            start(built, python, "benchmarks/brian_vogels_abbott.py", name, built.toString());
            Bench.say("Brian 2, %s: built in %.1f s", name, (System.nanoTime() - began) * 1e-9);
            return new Turn("Brian 2, C++", () -> {
                try {
                    start(built, built.resolve("main").toString());
                    String took = Files.readString(built.resolve("results/last_run_info.txt"));
                    return new Took(Double.parseDouble(took.trim().split("\\s+")[0]), Double.NaN);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Path folder, String... command) throws IOException {
        boolean isScript = command.length > 1;
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("output.txt").toFile());
        try {
            int code = (isScript ? builder : builder.directory(folder.toFile()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + code + ":\n"
                        + Files.readString(folder.resolve("output.txt")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
