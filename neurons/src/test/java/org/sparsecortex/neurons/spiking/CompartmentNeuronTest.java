package org.sparsecortex.neurons.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparsecortex.neurons.spiking.SpikingRuns.range;
import static org.sparsecortex.neurons.spiking.SpikingRuns.reals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.dendrites.biophysics.BackPropagation;
import org.sparsecortex.dendrites.biophysics.CalciumSpike;
import org.sparsecortex.dendrites.biophysics.CellParams;
import org.sparsecortex.dendrites.biophysics.Compartment;
import org.sparsecortex.dendrites.biophysics.Receptor;
import org.sparsecortex.sdr.Sdr;

class CompartmentNeuronTest {
    private static final List<Receptor> RECEPTORS =
            List.of(new Receptor("ampa", 0.2, 2, 0, 0), new Receptor("nmda", 2, 60, 0, 1));
    private static final Compartment SOMA = new Compartment("soma", "", 200, 10, -70, 0, Optional.empty());
    private static final Compartment BRANCH = new Compartment("branch", "soma", 20, 0.5, -70, 3, Optional.empty());
    private static final CellParams PASSIVE_SOMA =
            new CellParams(List.of(SOMA, BRANCH), RECEPTORS, 0, -65, 2, Optional.empty());

    private static CompartmentNeuronParams volleys(List<Integer> n, List<Double> spreads, Map<String, Double> weights) {
        Volley volley = new Volley("volley", "branch", weights, n, List.of(20.0), spreads, Volley.Timing.EVEN);
        return new CompartmentNeuronParams(1, 0.2, PASSIVE_SOMA, List.of(), List.of(volley), List.of(), -40);
    }

    /** Supralinear up to the NMDA spike, then saturating; AMPA alone is sublinear throughout (Schiller et al. 2000). */
    @Test
    void aDozenSynapsesStartAnNmdaSpike() {
        List<Integer> counts = List.of(1, 6, 12, 16, 40);
        double[] both = peaks(volleys(counts, List.of(5.0), Map.of("ampa", 0.2, "nmda", 1.0)));
        double[] ampa = peaks(volleys(counts, List.of(5.0), Map.of("ampa", 0.2)));
        assertThat((both[3] - both[2]) / 4).isGreaterThan(1.5 * (both[1] - both[0]) / 5); // steep around the threshold
        assertThat((both[4] - both[3]) / 24).isLessThan(0.5 * (both[1] - both[0]) / 5); // then saturated
        assertThat(both[3]).isGreaterThan(45);
        assertThat((ampa[4] - ampa[3]) / 24).isLessThan((ampa[1] - ampa[0]) / 5);
        assertThat(ampa[4]).isLessThan(30);
    }

    private static double[] peaks(CompartmentNeuronParams params) {
        double[] peaks = reals(SpikingRuns.run(params, 500), "branchPeakMv");
        return java.util.Arrays.stream(peaks).map(v -> v + 70).toArray();
    }

    /**
     * A plateau alone does not fire the soma and advances its first spike under a current: from -60 instead of -70 mV to -50 mV,
     * with tau = 20 ms and R I = 45 mV, ln(45/25) tau = 11.8 ms shrink to less than half.
     */
    @Test
    void aPlateauAdvancesTheFirstSpike() {
        CellParams cell = new CellParams(List.of(SOMA, BRANCH), RECEPTORS, -50, -65, 2, Optional.empty());
        Injection drive = new Injection("drive", "soma", 100, 1e9, List.of(0.0, 450.0));
        Volley context = new Volley(
                "context",
                "branch",
                Map.of("ampa", 0.2, "nmda", 1.0),
                List.of(0, 20),
                List.of(70.0),
                List.of(0.0),
                Volley.Timing.EVEN);
        var last = SpikingRuns.run(
                new CompartmentNeuronParams(1, 0.1, cell, List.of(drive), List.of(context), List.of(), -40), 1500);
        double[] first = reals(last, "firstSpikeMs");
        assertThat(first[0]).isNaN();
        assertThat(first[1]).as("a plateau alone is a prediction, no spike").isNaN();
        assertThat(first[2] - 100).isBetween(11.0, 13.5);
        assertThat(first[3] - 100).isBetween(3.0, 6.0);
    }

    @Test
    void plateausAtTheSomaHaveTheSizeAndLengthOfPredictions() {
        var last = SpikingRuns.run(volleys(List.of(15, 40), List.of(5.0), Map.of("ampa", 0.2, "nmda", 1.0)), 2000);
        double[] soma = reals(last, "somaPeakMv");
        double[] ms = reals(last, "branchAboveMs");
        assertThat(soma[0] + 70).isBetween(5.0, 10.0); // 5 to 10 mV, 50 to 200 ms (Antic et al. 2010)
        assertThat(ms[0]).isBetween(30.0, 60.0);
        assertThat(ms[1]).isBetween(90.0, 200.0);
    }

    @Test
    void spreadingTheInputsEndsThePlateau() {
        double[] ms = reals(
                SpikingRuns.run(
                        volleys(List.of(16), List.of(0.0, 20.0, 100.0), Map.of("ampa", 0.2, "nmda", 1.0)), 2000),
                "branchAboveMs");
        assertThat(ms[0]).isGreaterThan(ms[1]);
        assertThat(ms[1]).isPositive();
        assertThat(ms[2]).isZero();
    }

    /** A soma and an apical compartment with calcium spikes and back-propagation. */
    static CellParams bacCell() {
        Compartment apical =
                new Compartment("apical", "soma", 80, 4, -70, 10, Optional.of(new CalciumSpike(-42, 13, 25, 50, 50)));
        return new CellParams(
                List.of(SOMA, apical),
                RECEPTORS,
                -50,
                -60,
                3,
                Optional.of(new BackPropagation("apical", 1, 15, 2.5, 30)));
    }

    private static CompartmentNeuronParams bac(List<Double> pa, List<Integer> synapses, List<Double> at) {
        CellParams cell = bacCell();
        Injection pulse = new Injection("soma", "soma", 50, 55, pa);
        Volley distal =
                new Volley("distal", "apical", Map.of("ampa", 0.6), synapses, at, List.of(2.0), Volley.Timing.EVEN);
        return new CompartmentNeuronParams(1, 0.1, cell, List.of(pulse), List.of(distal), List.of(), -40);
    }

    /** Alone, a somatic pulse makes one spike and distal input none; together they make a burst of 2 to 4 (Larkum et al. 1999). */
    @Test
    void coincidenceOfSpikeAndDistalInputMakesABurst() {
        double[] spikes =
                reals(SpikingRuns.run(bac(List.of(0.0, 1200.0), List.of(0, 20), List.of(50.0)), 1500), "spikeCount");
        assertThat(spikes).startsWith(0, 0, 1);
        assertThat(spikes[3]).isBetween(2.0, 4.0);
    }

    @Test
    void theBurstNeedsCoincidenceWithinAFewMilliseconds() {
        double[] spikes =
                reals(SpikingRuns.run(bac(List.of(1200.0), List.of(10), range(30, 80, 1)), 1500), "spikeCount");
        long bursts = java.util.Arrays.stream(spikes).filter(s -> s > 1).count();
        assertThat(bursts).isBetween(7L, 15L);
        assertThat(spikes[22]).isGreaterThan(1); // at 52 ms
        assertThat(spikes[0]).isEqualTo(1);
        assertThat(spikes[50]).isEqualTo(1);
    }

    @Test
    void synapsesOnAPortOpenTheSameConductances() {
        Map<String, Double> weights = Map.of("ampa", 0.2, "nmda", 1.0);
        CompartmentNeuronParams wired = new CompartmentNeuronParams(
                2, 0.2, PASSIVE_SOMA, List.of(), List.of(), List.of(new SynapseGroup("branch", 20, weights)), -40);
        var byPort = SpikingRuns.run(
                wired,
                20,
                400,
                t -> t == 100 ? Sdr.ofSorted(20, IntStream.range(0, 16).toArray()) : Sdr.empty(20));
        var byVolley = SpikingRuns.run(volleys(List.of(16), List.of(0.0), weights), 400);
        assertThat(reals(byPort, "branchMv")[0]).isCloseTo(reals(byVolley, "branchMv")[0], within(1e-9));
        assertThat(reals(byPort, "branchMv")[1]).isEqualTo(reals(byPort, "branchMv")[0]);
        assertThat(reals(byPort, "branchAboveMs")[0]).isPositive();
    }

    @Test
    void conditionsRunThroughAllCombinations() {
        var last = SpikingRuns.run(bac(List.of(0.0, 1200.0), List.of(0, 20), List.of(50.0, 60.0)), 1);
        assertThat(reals(last, "somaPa")).containsExactly(0, 0, 0, 0, 1200, 1200, 1200, 1200);
        assertThat(reals(last, "distalSynapses")).containsExactly(0, 0, 20, 20, 0, 0, 20, 20);
        assertThat(reals(last, "distalAtMs")).containsExactly(50, 60, 50, 60, 50, 60, 50, 60);
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatThrownBy(() -> volleys(List.of(1), List.of(0.0), Map.of("nmdar", 1.0)))
                .hasMessageContaining("receptor = \"nmdar\"")
                .hasMessageContaining("[ampa, nmda]");
    }
}
