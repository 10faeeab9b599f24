package org.sparsecortex.dendrites.biophysics;

import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * An isopotential piece of membrane, joined to one other; the first of a cell is the soma.
 *
 * <pre>  C dV/dt = leak (rest - V) + coupling (V_parent - V) + sum over children coupling_k (V_k - V) + I  </pre>
 *
 * <p>Source: the compartmental equation of Rall 1964, as in any textbook (Dayan and Abbott 2001, section 6.3).
 */
public record Compartment(
        @Param(doc = "name, for example apical") String name,

        @Param(doc = "compartment it is joined to, listed before; empty for the soma", def = "\"\"")
        String parent,

        @Param(doc = "membrane capacitance", symbol = "C", unit = "pF", min = 1e-3, max = 1e6)
        double capacitancePf,

        @Param(doc = "leak conductance", symbol = "g_L", unit = "nS", min = 1e-6, max = 1e6)
        double leakNs,

        @Param(doc = "resting potential", symbol = "E_L", unit = "mV", def = "-70", min = -120, max = 0)
        double restMv,

        @Param(doc = "coupling conductance to the parent", symbol = "g_c", unit = "nS", def = "0", min = 0, max = 1e6)
        double couplingNs,

        @Param(doc = "calcium plateau of this compartment; null for none", def = "null")
        Optional<CalciumSpike> calcium) {
    public Compartment {
        Checks.that(
                name.matches("[A-Za-z][A-Za-z0-9_]{0,31}"),
                "name",
                "\"" + name + "\"",
                "must be a letter, then letters, digits or _, because it names signals");
        Checks.that(
                parent.isEmpty() == (couplingNs == 0),
                "couplingNs",
                couplingNs,
                "must be > 0 with a parent and 0 without one");
    }
}
