package org.sparsecortex.spiking;

import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.spiking.cell.AdaptiveThreshold;
import org.sparsecortex.spiking.cell.Dendrite;
import org.sparsecortex.spiking.cell.Dendrites;
import org.sparsecortex.spiking.cell.NeuronModel;
import org.sparsecortex.spiking.cell.NmdaDendrite;
import org.sparsecortex.spiking.cell.NmdaSegments;
import org.sparsecortex.spiking.cell.Segments;
import org.sparsecortex.spiking.wiring.Distribution;

/**
 * Neurons of one type; the groups of a network follow each other in the order of their units.
 *
 * <pre>  unit of neuron i of group g = sum of the sizes of the groups before g + i  </pre>
 *
 * Source: our own as a description; equations: {@link org.sparsecortex.spiking.cell.NeuronModel}.
 */
public record Group(
        @Param(doc = "name, unique in the network") String id,

        @Param(doc = "number of neurons", symbol = "N", min = 1, max = 1 << 26)
        int neurons,

        @Param(doc = "what they are") NeuronModel model,

        @Param(doc = "voltages at the start; without, the resting potential", unit = "mV", def = "null")
        Optional<Distribution> initialMv,

        @Param(doc = "constant current into each neuron", symbol = "I_e", unit = "pA", def = "0", min = -1e6, max = 1e6)
        double currentPa,

        @Param(
                doc =
                        "weight that all weights onto the group are whole multiples of, rounded, in their unit; 0 takes the"
                                + " smallest power of two that holds them in 15 bits",
                symbol = "q",
                def = "0",
                min = 0,
                max = 1e6)
        double weightStep,

        @Param(
                doc = "active dendrites of each neuron, with plateaus that start at a count; null for none",
                def = "null")
        Optional<Dendrite> dendrite,

        @Param(doc = "active dendrites of each neuron, with NMDA receptors; null for none", def = "null")
        Optional<NmdaDendrite> nmdaDendrite,

        @Param(doc = "how each neuron's threshold rises with its spikes; null for none", def = "null")
        Optional<AdaptiveThreshold> adaptiveThreshold) {
    public Group {
        checkId("id", id);
        Checks.that(
                dendrite.isEmpty() || nmdaDendrite.isEmpty(),
                "nmdaDendrite",
                "given",
                "goes not with dendrite: a group has dendrites of one kind");
    }

    /** A group without NMDA receptors and with fixed thresholds. */
    public Group(
            String id,
            int neurons,
            NeuronModel model,
            Optional<Distribution> initialMv,
            double currentPa,
            double weightStep,
            Optional<Dendrite> dendrite) {
        this(id, neurons, model, initialMv, currentPa, weightStep, dendrite, Optional.empty(), Optional.empty());
    }

    /** Segments of each neuron; 0 without dendrites. */
    int segments() {
        return dendrite.map(Dendrite::segments)
                .orElse(nmdaDendrite.map(NmdaDendrite::segments).orElse(0));
    }

    /** Segments of some neurons. */
    Optional<Segments> segments(int count, double stepMs) {
        double conductance = model.leakConductanceNs();
        Optional<Segments> plateaus = dendrite.map(d -> new Dendrites(d, count, conductance, stepMs));
        return plateaus.or(() -> nmdaDendrite.map(d -> new NmdaSegments(d, count, conductance, stepMs)));
    }

    static void checkId(String name, String id) {
        Checks.that(
                id.matches("[A-Za-z][A-Za-z0-9_-]{0,63}"),
                name,
                "\"" + id + "\"",
                "must be a letter, then letters, digits, _ or -");
    }
}
