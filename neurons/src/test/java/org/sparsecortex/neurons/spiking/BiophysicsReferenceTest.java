package org.sparsecortex.neurons.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sparsecortex.neurons.spiking.SpikingRuns.range;
import static org.sparsecortex.neurons.spiking.SpikingRuns.reals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.dendrites.biophysics.CellParams;
import org.sparsecortex.dendrites.biophysics.Compartment;
import org.sparsecortex.dendrites.biophysics.Receptor;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Params;

/**
 * Values from programs that are not ours: matrix exponentials (passive cells), NEURON 8.2.2 with a variable step at a tolerance of 1e-9
 * (NMDA spikes), Runge-Kutta of order 8 cut at every event (bursts), the closed form (integrate and fire). Steps of 0.1 ms.
 */
class BiophysicsReferenceTest {
    private static final Path GOLDEN = Path.of("../../shared/golden/biophysics");
    private static final List<Receptor> RECEPTORS =
            List.of(new Receptor("ampa", 0.2, 2, 0, 0), new Receptor("nmda", 2, 60, 0, 1));
    private static final Compartment SOMA = compartment("soma", "", 200, 10, -70, 0);
    private static final Compartment BRANCH = compartment("branch", "soma", 20, 0.5, -70, 3);

    private static Compartment compartment(
            String name, String parent, double pf, double leak, double rest, double coupling) {
        return new Compartment(name, parent, pf, leak, rest, coupling, Optional.empty());
    }

    private static CellParams cell(double thresholdMv, Compartment... all) {
        return new CellParams(List.of(all), RECEPTORS, thresholdMv, -65, 2, Optional.empty());
    }

    /** Numbers of a file without its header. */
    private static List<double[]> rows(String file) throws IOException {
        assumeTrue(Files.isDirectory(GOLDEN), "../shared/golden/biophysics is absent");
        List<String> lines = Files.readAllLines(GOLDEN.resolve(file));
        List<double[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(java.util.Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }
        return rows;
    }

    private static CompartmentNeuronParams volley(Map<String, Double> weights) {
        List<Integer> counts = IntStream.rangeClosed(1, 40).boxed().toList();
        Volley volley =
                new Volley("volley", "branch", weights, counts, List.of(20.0), List.of(5.0), Volley.Timing.EVEN);
        return new CompartmentNeuronParams(1, 0.1, cell(0, SOMA, BRANCH), List.of(), List.of(volley), List.of(), -40);
    }

    @Test
    void nmdaSpikesAreThoseOfNeuron() throws IOException {
        List<double[]> peaks = rows("nmda_peaks_fine.csv");
        List<double[]> variable = rows("nmda_nrn_cvode.csv");
        Map<String, Signal> both = SpikingRuns.run(volley(Map.of("ampa", 0.2, "nmda", 1.0)), 4000);
        Map<String, Signal> ampa = SpikingRuns.run(volley(Map.of("ampa", 0.2)), 4000);
        for (int n = 0; n < 40; n++) {
            assertThat(reals(both, "branchPeakMv")[n]).isCloseTo(peaks.get(n)[1], within(0.025));
            assertThat(reals(both, "somaPeakMv")[n]).isCloseTo(peaks.get(n)[2], within(0.002));
            assertThat(reals(ampa, "branchPeakMv")[n]).isCloseTo(peaks.get(n)[3], within(0.025));
            assertThat(reals(ampa, "somaPeakMv")[n]).isCloseTo(peaks.get(n)[4], within(0.002));
            assertThat(reals(both, "branchAboveMs")[n])
                    .as("%d synapses", n + 1)
                    .isCloseTo(variable.get(n)[3], within(0.02));
            assertThat(Double.isNaN(reals(both, "branchOnsetMs")[n])).isEqualTo(variable.get(n)[3] == 0);
        }
    }

    @Test
    void passiveCellsAreThoseOfTheMatrixExponential() throws IOException {
        compare("passive_two_exact.csv", "branch", SOMA, BRANCH);
        compare(
                "passive_six_exact.csv",
                "tip",
                SOMA,
                compartment("basal", "soma", 30, 1.5, -72, 5),
                compartment("trunk", "soma", 60, 3, -68, 8),
                compartment("tuft1", "trunk", 20, 0.8, -65, 3),
                compartment("tuft2", "trunk", 15, 0.7, -70, 2.5),
                compartment("tip", "tuft1", 10, 0.4, -70, 1.5));
    }

    /** The files have a row each 0.5 ms from 0.1 ms on, the end of the first step. */
    private static void compare(String file, String tip, Compartment... tree) throws IOException {
        List<double[]> rows = rows(file);
        List<Injection> injections = List.of(
                new Injection("s", "soma", 10, 60, List.of(300.0)),
                new Injection("d", tip, 30.05, 90.0, List.of(100.0)));
        CompartmentNeuronParams params =
                new CompartmentNeuronParams(1, 0.1, cell(60, tree), injections, List.of(), List.of(), -40);
        for (int r : new int[] {30, 61, 100, 119, 130, 179, 200, 299}) {
            Map<String, Signal> now = SpikingRuns.run(params, 1 + 5L * r);
            assertThat(reals(now, "timeMs")[0]).isCloseTo(rows.get(r)[0], within(1e-9));
            for (int c = 0; c < tree.length; c++) {
                assertThat(reals(now, tree[c].name() + "Mv")[0])
                        .as("%s, row %d", tree[c].name(), r)
                        .isCloseTo(rows.get(r)[c + 1], within(1e-3));
            }
        }
    }

    @Test
    void burstsAreThoseOfRungeAndKutta() throws IOException {
        List<double[]> exact = rows("bac_exact_all.csv");
        CellParams cell = CompartmentNeuronTest.bacCell();
        Volley distal = new Volley(
                "distal",
                "apical",
                Map.of("ampa", 0.6),
                List.of(10, 20, 30),
                range(30, 80, 1),
                List.of(2.0),
                Volley.Timing.EVEN);
        Injection pulse = new Injection("soma", "soma", 50, 55, List.of(1200.0));
        Map<String, Signal> last = SpikingRuns.run(
                new CompartmentNeuronParams(1, 0.1, cell, List.of(pulse), List.of(distal), List.of(), -40), 1500);
        assertThat(exact).hasSize(153);
        for (int i = 0; i < exact.size(); i++) {
            assertThat(reals(last, "spikeCount")[i]).as("condition %d", i).isEqualTo(exact.get(i)[2]);
            assertThat(reals(last, "firstSpikeMs")[i]).isCloseTo(exact.get(i)[3], within(2e-3));
            assertThat(reals(last, "lastSpikeMs")[i]).isCloseTo(exact.get(i)[4], within(0.01));
        }
    }

    @Test
    void spikesOfIntegrateAndFireAreThoseOfTheClosedForm() throws IOException {
        List<double[]> exact = rows("lif_exact.csv");
        List<Double> currents = List.of(205.0, 250.0, 300.0, 400.0, 600.0);
        PlateauNeuronParams params = Params.of(PlateauNeuronParams.class, "dtMs", 0.1, "currentPa", currents);
        Map<String, Signal> last = SpikingRuns.run(params, 10_000);
        for (int i = 0; i < currents.size(); i++) {
            double current = currents.get(i);
            List<double[]> spikes =
                    exact.stream().filter(row -> row[0] == current).toList();
            assertThat(reals(last, "spikeCount")[i]).isEqualTo(spikes.size());
            assertThat(reals(last, "firstSpikeMs")[i]).isCloseTo(spikes.get(0)[2], within(1e-9));
            assertThat(reals(last, "lastSpikeMs")[i]).isCloseTo(spikes.get(spikes.size() - 1)[2], within(1e-9));
        }
    }

    /** Records that begin with the last step of an interval, {@code "from": n - 1, "every": n}, have the same times at two step sizes. */
    @Test
    void endsOfIntervalsMeetAtTwoStepSizes() {
        for (double dt : new double[] {0.1, 0.05}) {
            int every = (int) Math.round(0.5 / dt);
            CompartmentNeuronParams params =
                    new CompartmentNeuronParams(1, dt, cell(0, SOMA, BRANCH), List.of(), List.of(), List.of(), -40);
            long second = 2L * every - 1;
            assertThat(reals(SpikingRuns.run(params, second + 1), "timeMs")[0]).isCloseTo(1.0, within(1e-12));
        }
    }
}
