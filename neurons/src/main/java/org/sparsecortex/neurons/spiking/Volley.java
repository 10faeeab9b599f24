package org.sparsecortex.neurons.spiking;

import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Synapses of one compartment that are active once each; several values make several conditions.
 *
 * <pre>  t_k = at + spread k / (n - 1) for even timing,   at + spread u_k, u_k uniform in 0..1, for random timing  </pre>
 *
 * k = 0 .. n - 1: number of the synapse. Source: as is usual in experiments with glutamate uncaging, whose stimuli follow each other
 * evenly.
 */
public record Volley(
        @Param(doc = "name, of the columns <id>Synapses, <id>AtMs and <id>SpreadMs")
        String id,

        @Param(doc = "compartment, by its name") String compartment,

        @Param(doc = "peak conductance of a synapse by receptor, in nS", def = "{\"ampa\":0.2,\"nmda\":1}", unit = "nS")
        Map<String, Double> weightsNs,

        @Param(doc = "synapses, one condition each", symbol = "n", min = 0, max = 100_000)
        List<Integer> synapses,

        @Param(doc = "time of the first, one condition each", unit = "ms", def = "[10]", min = 0, max = 1e9)
        List<Double> atMs,

        @Param(
                doc = "time from the first to the last, one condition each",
                unit = "ms",
                def = "[0]",
                min = 0,
                max = 1e6)
        List<Double> spreadMs,

        @Param(doc = "how times are spread", def = "\"even\"")
        Timing timing) {
    /** How times are spread. */
    public enum Timing {
        /** At equal intervals. */
        EVEN,
        /** Uniformly at random, keyed by neuron and synapse. */
        RANDOM
    }

    public Volley {
        checkId(id);
        Checks.that(
                !synapses.isEmpty() && !atMs.isEmpty() && !spreadMs.isEmpty(),
                "synapses",
                synapses,
                "synapses, atMs and spreadMs need at least one value each");
        weightsNs.forEach((receptor, w) -> Checks.inRange("weightsNs " + receptor, w, 0.0, 1e6));
    }

    static void checkId(String id) {
        Checks.that(
                id.matches("[A-Za-z][A-Za-z0-9_]{0,31}"),
                "id",
                "\"" + id + "\"",
                "must be a letter, then letters, digits or _, because it names signals");
    }
}
