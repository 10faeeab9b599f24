package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.Decay;
import org.sparsecortex.sparsey.Form;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.MacParams.Choice;
import org.sparsecortex.sparsey.Plasticity;
import org.sparsecortex.sparsey.SingleMac;

/** How many random items a mac can hold: stores them all in one pass, then shows each again, perhaps with moved bits. */
public record RecallParams(
        @Param(doc = "modules", symbol = "Q", def = "24", min = 1, max = 4096)
        int modules,

        @Param(doc = "units of a module", symbol = "K", def = "8", min = 2, max = 4096)
        int unitsPerModule,

        @Param(doc = "input bits", def = "144", min = 2, max = 1 << 20)
        int inputs,

        @Param(doc = "active input bits", def = "12", min = 1, max = 1 << 16)
        int active,

        @Param(doc = "exponent of the normalised sum", symbol = "lambda", def = "2", min = 0, max = 100)
        double exponent,

        @Param(doc = "from support to likelihood", def = "{\"type\": \"rinkus-2014\"}")
        Form form,

        @Param(doc = "how items get their codes", def = "\"selected\"")
        Coding coding,

        @Param(doc = "items stored", symbol = "N", min = 1, max = 1_000_000)
        List<Integer> stored,

        @Param(doc = "active bits moved elsewhere in recall", def = "[0]", min = 0, max = 1 << 16)
        List<Integer> moved,

        @Param(doc = "fraction of weights set at which the mac freezes; 1 never", def = "[1]", min = 0, max = 1)
        List<Double> freezeFraction,

        @Param(
                doc = "items recalled: the first so many of those stored; 0 for all",
                def = "0",
                min = 0,
                max = 1_000_000)
        int recalled,

        @Param(doc = "trials of each point in a step", def = "1", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    /** How items get their codes. */
    public enum Coding {
        /** By the code selection algorithm. */
        SELECTED,
        /** Uniformly at random: a Willshaw network with one active unit a module. */
        RANDOM,
        /** By the largest support even while learning, which makes items share codes. */
        MAXIMUM
    }

    @Override
    public List<String> axes() {
        return List.of("stored", "moved", "freezeFraction");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(Study.axis(stored), Study.axis(moved), freezeFraction);
    }

    @Override
    public List<String> measures() {
        return List.of("accuracy", "identification", "familiarity", "fill", "storedAtFreeze");
    }

    /** Fraction of modules right; fraction of items whose nearest stored code is their own; G; fill; items until frozen. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        int count = (int) point[0];
        MacParams params = SingleMac.params(modules, unitsPerModule, exponent, form, Choice.MAXIMUM).toBuilder()
                .plasticity(new Plasticity(new Decay.None(), point[2], Plasticity.Scope.MAC))
                .build();
        SingleMac mac = new SingleMac(params, inputs, false, seed);
        KeyedRandom items = KeyedRandom.of(seed, "items");
        KeyedRandom codes = KeyedRandom.of(seed, "random codes");
        int[][] code = new int[count][];
        int frozenAt = count;
        for (int n = 0; n < count; n++) {
            Sdr x = Study.item(items, n, inputs, active);
            code[n] = store(mac, x, n, codes);
            if (mac.isFrozen() && frozenAt == count) {
                frozenAt = n + 1;
            }
        }
        int asked = recalled == 0 ? count : Math.min(recalled, count);
        java.util.Arrays.fill(measured, 0);
        KeyedRandom noise = KeyedRandom.of(seed, "moved bits");
        for (int n = 0; n < asked; n++) {
            Sdr x = SdrOps.addNoise(Study.item(items, n, inputs, active), (int) point[1], noise, n, 0);
            int[] found = mac.present(x, false);
            measured[0] += SingleMac.agreement(found, code[n]) / asked;
            measured[1] += nearest(found, code) == n ? 1.0 / asked : 0.0;
            measured[2] += mac.familiarity() / asked;
        }
        measured[3] = mac.fill();
        measured[4] = frozenAt;
    }

    private int[] store(SingleMac mac, Sdr x, int n, KeyedRandom codes) {
        if (coding == Coding.SELECTED) {
            return mac.present(x, true);
        }
        int[] code = new int[modules];
        if (coding == Coding.MAXIMUM) {
            code = mac.present(x, false);
        } else {
            for (int q = 0; q < modules; q++) {
                code[q] = codes.below(unitsPerModule, n, 0, q);
            }
        }
        mac.store(x, code);
        return code;
    }

    /** The stored code that agrees most, the first among equals. */
    private static int nearest(int[] found, int[][] codes) {
        int best = 0;
        double most = -1;
        for (int n = 0; n < codes.length; n++) {
            double same = SingleMac.agreement(found, codes[n]);
            if (same > most) {
                most = same;
                best = n;
            }
        }
        return best;
    }
}
