package org.sparsecortex.sparsey.study;

import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.MacBuilder;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.rule.Form;

/** The mac of a study: its size, that of its input, and how it turns sums into likelihoods. */
public record StudyMac(
        @Param(doc = "modules", symbol = "Q", def = "24", min = 1, max = 4096)
        int modules,

        @Param(doc = "units of a module", symbol = "K", def = "8", min = 2, max = 4096)
        int unitsPerModule,

        @Param(doc = "input bits", def = "144", min = 2, max = 1 << 20)
        int inputs,

        @Param(doc = "exponent of the normalised sums", symbol = "lambda", def = "2", min = 0, max = 100)
        double exponent,

        @Param(doc = "from support to likelihood", def = "{\"type\": \"rinkus-2014\"}")
        Form form) {
    /** Parameters of this mac, all else at its default. */
    MacBuilder params() {
        return MacParams.builder()
                .code(modules, unitsPerModule)
                .exponent(exponent)
                .form(form);
    }

    /** A fresh mac with those parameters. */
    SingleMac mac(MacParams params, boolean horizontal, long seed) {
        return new SingleMac(params, inputs, horizontal, seed);
    }

    /** Number of units, Q K. */
    int units() {
        return modules * unitsPerModule;
    }

    /** Weights from the inputs and, without those inside a module, from the mac's own code: Q K (inputs + (Q - 1) K). */
    double weights() {
        return (double) units() * (inputs + units() - unitsPerModule);
    }
}
