package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparsecortex.dendrites.biophysics.CellParams;
import org.sparsecortex.neurons.spiking.CompartmentNeuronParams;
import org.sparsecortex.neurons.spiking.Volley;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;

/** A second of 1,000 neurons of two compartments with 20 AMPA and NMDA synapses in steps of 0.1 ms; against NEURON and Brian 2. */
final class PeerDendrites {
    private static final int NEURONS = 1000;
    private static final int STEPS = 10_000;
    private static final int ROUNDS = 5;

    private PeerDendrites() {}

    static void compare(PeerTable table) throws IOException {
        compare(table, "neuron", "NEURON", 2);
        compare(table, "brian", "Brian 2", 3);
    }

    private static void compare(PeerTable table, String script, String peer, double goal) throws IOException {
        Path place = Files.createDirectories(table.folder().resolve("dendrites-" + script));
        PeerRow row = new PeerRow("1,000 two-compartment neurons, 1 s", peer, peer, goal);
        table.compare(
                row,
                ROUNDS,
                table.python(
                        "two_compartments.py",
                        script,
                        String.valueOf(NEURONS),
                        String.valueOf(STEPS),
                        place.toAbsolutePath().toString()),
                new Ours());
    }

    /** Our model on one thread, without runner or records. */
    private static final class Ours implements Contender {
        private final CompartmentNeuronParams params;

        Ours() {
            Volley volley = Params.of(
                    Volley.class,
                    "id",
                    "volley",
                    "compartment",
                    "branch",
                    "synapses",
                    List.of(20),
                    "atMs",
                    List.of(20.0),
                    "spreadMs",
                    List.of(5.0));
            params = Params.of(
                    CompartmentNeuronParams.class,
                    "neurons",
                    NEURONS,
                    "cell",
                    Params.of(CellParams.class, "thresholdMv", 0.0),
                    "volleys",
                    List.of(volley));
        }

        @Override
        public String name() {
            return "SparseCortex";
        }

        @Override
        public Turn take() {
            StepDriver<?, ?> driver = StepDriver.of(Population.of(BuildContext.of("p", 1, Map.of()), params));
            Signal[] none = new Signal[params.ports().size()];
            long cpu = Bench.cpuNanos();
            long began = System.nanoTime();
            for (int k = 0; k < STEPS; k++) {
                driver.step(new Step(k, false, false), none);
            }
            double clock = (System.nanoTime() - began) * 1e-9;
            double spent = (Bench.cpuNanos() - cpu) * 1e-9;
            double peak = ((Reals) driver.read("branchPeakMv")).get(0);
            return new Turn(spent, clock, String.format(Locale.ROOT, "branch peak %.4f mV", peak));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
