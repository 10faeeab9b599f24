package org.sparsecortex.neurons.spiking;

import java.util.List;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A current into one compartment; several values make several conditions.
 *
 * <pre>  I(t) = pa for fromMs &lt;= t &lt; toMs, else 0  </pre>
 *
 * Source: the usual step of current of a physiological experiment.
 */
public record Injection(
        @Param(doc = "name, of the column <id>Pa") String id,

        @Param(doc = "compartment, by its name", def = "\"soma\"")
        String compartment,

        @Param(doc = "first time", unit = "ms", def = "0", min = 0, max = 1e9)
        double fromMs,

        @Param(doc = "end, exclusive", unit = "ms", def = "1e9", min = 0, max = 1e9)
        double toMs,

        @Param(doc = "current, one condition each", symbol = "I", unit = "pA", min = -1e6, max = 1e6)
        List<Double> pa) {
    public Injection {
        Volley.checkId(id);
        Checks.that(fromMs < toMs, "fromMs", fromMs, "must be before toMs = " + toMs);
        Checks.that(!pa.isEmpty(), "pa", "[]", "at least one value is needed");
    }
}
