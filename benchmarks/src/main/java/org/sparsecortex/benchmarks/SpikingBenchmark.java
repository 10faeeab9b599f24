package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
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
 * Time of a second of the networks of 4,000 neurons and 320,000 synapses of Vogels and Abbott 2005, as Brette et al. 2007 compare
 * simulators by them, with steps of 0.1 ms and a delay of one; what a step of a runner costs by itself, with a network of one neuron.
 */
final class SpikingBenchmark {
    private static final int ROUNDS = 5;
    private static final long STEPS = 10_000;

    private SpikingBenchmark() {}

    static void run() throws IOException {
        Bench.sayMachine();
        Map<String, ModelParams> networks = new ScenarioReader(List.of())
                .read(Path.of("configs/spiking/vogels-abbott.json"), Map.of())
                .scenario()
                .populations();
        Group one = Params.of(Group.class, "id", "one", "neurons", 1, "model", Params.of(LifDelta.class));
        compare("one neuron", Params.of(SpikingNetworkParams.class, "groups", List.of(one)));
        compare("cuba", networks.get("cuba"));
        compare("coba", networks.get("coba"));
    }

    private static void compare(String name, ModelParams params) {
        List<Endpoint> watched = List.of(new Endpoint("net", "spikes"));
        long began = System.nanoTime();
        Population population = Population.of(BuildContext.of("net", 1, Map.of()), params);
        Network network = new Network(Map.of(), List.of(population), List.of(), Schedule.learning(STEPS));
        new SequentialRunner(network, watched).close();
        Bench.say("%s: built in %.2f s", name, (System.nanoTime() - began) * 1e-9);
        say("sequential", () -> new SequentialRunner(network, watched));
        say("actors, 1 range", () -> new ActorRunner(network, Plan.of(network, 1, 2), watched));
        if (population.units() > 1) {
            say("actors, 2 ranges", () -> new ActorRunner(network, Plan.of(network, 2, 2), watched));
        }
    }

    private static void say(String name, Supplier<Runner> runner) {
        double[] seconds = new double[ROUNDS];
        long[] spikes = {0};
        for (int r = 0; r < ROUNDS; r++) {
            spikes[0] = 0;
            try (Runner running = runner.get()) {
                long began = System.nanoTime();
                running.runTo(STEPS, (step, values) -> spikes[0] += ((Sdr) values.get(0)).cardinality());
                seconds[r] = (System.nanoTime() - began) * 1e-9;
            }
        }
        double median = Bench.median(seconds);
        Bench.say(
                "  %-18s %7.3f s for %d steps, %.1f us a step, %d spikes",
                name, median, STEPS, 1e6 * median / STEPS, spikes[0]);
    }
}
