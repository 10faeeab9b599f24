package org.sparsecortex.sparsey.study;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.AfferentParams;
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
    /** Parameters of this mac; of all else, what is not named is at its default. */
    MacParams params(Object... namesAndValues) {
        AfferentParams all = AfferentParams.all(exponent);
        List<Object> named =
                new ArrayList<>(List.of("modules", modules, "unitsPerModule", unitsPerModule, "form", form));
        named.addAll(List.of("u", all, "h", all, "d", all));
        named.addAll(List.of(namesAndValues));
        return Params.of(MacParams.class, named.toArray());
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
