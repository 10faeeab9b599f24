package org.sparsecortex.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    static List<PeerRow.Outcome> compare(String python, Path folder) throws IOException {
        List<PeerRow.Outcome> all = new ArrayList<>();
        for (String peer : List.of("neuron", "brian")) {
            Path place = Files.createDirectories(folder.resolve("dendrites-" + peer));
            List<Contender> contenders = new ArrayList<>();
            try {
                PythonPeer.start(
                                python,
                                "two_compartments.py",
                                peer,
                                String.valueOf(NEURONS),
                                String.valueOf(STEPS),
                                place.toAbsolutePath().toString())
                        .ifPresent(contenders::add);
                contenders.add(new Ours());
                PeerRow row = new PeerRow(
                        "1,000 two-compartment neurons, 1 s",
                        "neuron".equals(peer) ? "NEURON" : "Brian 2",
                        "neuron".equals(peer) ? 2 : 3);
                all.addAll(row.compare(contenders, ROUNDS));
            } finally {
                for (Contender contender : contenders) {
                    contender.close();
                }
            }
        }
        return all;
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
