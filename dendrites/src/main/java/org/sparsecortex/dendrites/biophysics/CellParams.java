package org.sparsecortex.dendrites.biophysics;

import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A neuron: compartments, the receptors its synapses may have, and the spike mechanism of its soma.
 *
 * <pre>
 *   C_c dV_c/dt = g_L (E_L - V_c) + sum_n g_cn (V_n - V_c) + sum_r g_r(t) B_r(V_c) (E_r - V_c) + I_Ca + I_b + I(t)
 *   V_soma reaches V_th at t*: spike; V_soma = V_r for t* &lt;= t &lt; t* + t_ref
 * </pre>
 *
 * V_c: voltage of compartment c; g_cn: {@link Compartment} coupling; g_r, B_r: {@link Receptor}; I_Ca: {@link CalciumSpike};
 * I_b: {@link BackPropagation}.
 *
 * <p>Defaults: a soma with tau = C / g_L = 20 ms and one thin branch of 20 pF; AMPA with 0.2 and 2 ms, NMDA with 2 and 60 ms
 * and 1 mM magnesium, usual values. The branch is chosen so that about 12 synapses of 1 nS start an NMDA spike; it is not
 * fitted to a particular cell.
 *
 * <p>Source: Jahr and Stevens 1990, doi:10.1523/JNEUROSCI.10-09-03178.1990 (block by magnesium); the rest are textbook
 * equations.
 */
public record CellParams(
        @Param(
                doc = "compartments, the soma first, parents before children",
                def =
                        "[{\"name\":\"soma\",\"capacitancePf\":200,\"leakNs\":10},{\"name\":\"branch\",\"parent\":\"soma\",\"capacitancePf\":20,\"leakNs\":0.5,\"couplingNs\":3}]")
        List<Compartment> compartments,

        @Param(
                doc = "kinds of receptors",
                def =
                        "[{\"name\":\"ampa\",\"riseMs\":0.2,\"decayMs\":2},{\"name\":\"nmda\",\"riseMs\":2,\"decayMs\":60,\"magnesiumMm\":1},{\"name\":\"gaba\",\"riseMs\":0.5,\"decayMs\":8,\"reversalMv\":-75}]")
        List<Receptor> receptors,

        @Param(
                doc = "voltage at which the soma spikes",
                symbol = "V_th",
                unit = "mV",
                def = "-50",
                min = -100,
                max = 60)
        double thresholdMv,

        @Param(
                doc = "voltage of the soma while refractory",
                symbol = "V_r",
                unit = "mV",
                def = "-65",
                min = -120,
                max = 60)
        double resetMv,

        @Param(doc = "refractory time", symbol = "t_ref", unit = "ms", def = "2", min = 0.01, max = 1000)
        double refractoryMs,

        @Param(doc = "back-propagation of spikes; null for none", def = "null")
        Optional<BackPropagation> backPropagation) {
    public CellParams {
        Checks.that(!compartments.isEmpty(), "compartments", "[]", "at least the soma is needed");
        Checks.that(resetMv < thresholdMv, "resetMv", resetMv, "must be below thresholdMv = " + thresholdMv);
        for (int c = 0; c < compartments.size(); c++) {
            String parent = compartments.get(c).parent();
            int at = indexIn(compartments, parent);
            Checks.that(
                    c == 0 ? parent.isEmpty() : at >= 0 && at < c,
                    "compartments",
                    compartments.get(c).name(),
                    "parent \"" + parent + "\" must be "
                            + (c == 0 ? "empty for the soma" : "a compartment listed before"));
            Checks.that(
                    indexIn(compartments, compartments.get(c).name()) == c,
                    "compartments",
                    compartments.get(c).name(),
                    "is named twice");
        }
        Checks.that(
                compartments.get(0).calcium().isEmpty(),
                "compartments",
                compartments.get(0).name(),
                "the soma has no calcium plateau, it spikes");
        List<String> names = receptors.stream().map(Receptor::name).toList();
        Checks.that(names.stream().distinct().count() == names.size(), "receptors", names, "a name occurs twice");
        List<Compartment> all = compartments;
        backPropagation.ifPresent(b -> Checks.that(
                indexIn(all, b.compartment()) >= 0, "backPropagation", b.compartment(), "is no compartment"));
    }

    private static int indexIn(List<Compartment> all, String name) {
        for (int c = 0; c < all.size(); c++) {
            if (all.get(c).name().equals(name)) {
                return c;
            }
        }
        return -1;
    }

    /**
     * Number of a compartment.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int compartment(String name) {
        int found = indexIn(compartments, name);
        Checks.that(
                found >= 0,
                "compartment",
                "\"" + name + "\"",
                "is not one of " + compartments.stream().map(Compartment::name).toList());
        return found;
    }

    /**
     * Number of a receptor.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int receptor(String name) {
        Checks.that(
                compartments.get(0).calcium().isEmpty(),
                "compartments",
                compartments.get(0).name(),
                "the soma has no calcium plateau, it spikes");
        List<String> names = receptors.stream().map(Receptor::name).toList();
        Checks.that(names.contains(name), "receptor", "\"" + name + "\"", "is not one of " + names);
        return names.indexOf(name);
    }
}
