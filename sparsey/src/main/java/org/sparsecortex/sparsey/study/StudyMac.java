package org.sparsecortex.sparsey.study;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.AfferentParams;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.rule.Form;

/**
 * The mac of a study: its size, that of its input, and how it turns sums into likelihoods.
 *
 * <pre>  code bits = Q K,   weights = Q K (inputs + (Q - 1) K)  </pre>
 *
 * Q: modules; K: cells of a module. All other parameters are those of {@link MacParams} at their defaults. Source: Rinkus
 * 2014, doi:10.3389/fncom.2014.00160.
 */
public record StudyMac(
        @Param(doc = "modules", symbol = "Q", def = "24", min = 1, max = 4096)
        int modules,

        @Param(doc = "cells of a module", symbol = "K", def = "8", min = 2, max = 4096)
        int cellsPerModule,

        @Param(doc = "input bits", def = "144", min = 2, max = 1 << 20)
        int inputs,

        @Param(doc = "exponent of the normalised sums", symbol = "lambda", def = "2", min = 0, max = 100)
        double exponent,

        @Param(doc = "from support to likelihood", def = "{\"type\": \"rinkus-2014\"}")
        Form form) {
    /** Parameters of this mac; of all else, what is not named is at its default. */
    MacParams params(Object... namesAndValues) {
        AfferentParams all = AfferentParams.all(exponent);
        List<Object> named =
                new ArrayList<>(List.of("modules", modules, "cellsPerModule", cellsPerModule, "form", form));
        named.addAll(List.of("u", all, "h", all, "d", all));
        named.addAll(List.of(namesAndValues));
        return Params.of(MacParams.class, named.toArray());
    }

    /** A fresh mac with those parameters. */
    SingleMac mac(MacParams params, boolean horizontal, long seed) {
        return new SingleMac(params, inputs, horizontal, seed);
    }

    /** Number of cells, Q K. */
    int cells() {
        return modules * cellsPerModule;
    }

    /** Weights from the inputs and, without those inside a module, from the mac's own code: Q K (inputs + (Q - 1) K). */
    double weights() {
        return (double) cells() * (inputs + cells() - cellsPerModule);
    }
}
