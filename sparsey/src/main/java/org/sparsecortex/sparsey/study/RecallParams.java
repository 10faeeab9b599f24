package org.sparsecortex.sparsey.study;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.rule.Plasticity;

/**
 * How many random items a mac can hold: stores them all in one pass, then shows each again, perhaps with moved bits.
 *
 * <pre>
 *   accuracy = #{q: winner as in learning} / Q,   identified = [nearest of all stored codes is the own one], means over the items
 * </pre>
 *
 * Source: Rinkus 2010, doi:10.3389/fnana.2010.00017; codes without modules: Willshaw, Buneman and Longuet-Higgins 1969,
 * doi:10.1038/222960a0.
 *
 * <p>The set-up of trials and moved bits is ours.
 */
@ModelType(
        name = "sparsey-recall",
        kind = ModelType.Kind.STUDY,
        summary = "Accuracy of recall against the number of random items stored in a mac, with freezing.",
        source = "Rinkus 2010, A cortical sparse distributed coding model; Willshaw et al. 1969 for random codes")
public record RecallParams(
        @Param(doc = "the mac", def = "{}") StudyMac mac,

        @Param(doc = "active input bits", def = "12", min = 1, max = 1 << 16)
        int active,

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
        /** Uniformly at random, one cell a module. */
        RANDOM,
        /** Uniformly at random without modules, in a Willshaw network of as many cells. */
        WILLSHAW,
        /** By the largest support even while learning, which makes items share codes. */
        MAXIMUM
    }

    public RecallParams {
        Study.requireMoved(moved, active, mac.inputs());
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

    /** Fraction of winners right; fraction of items whose nearest stored code is their own; G; fill; items until frozen. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        int count = (int) point[0];
        ItemMemory memory = memory(point[2], seed);
        KeyedRandom items = KeyedRandom.of(seed, "items");
        int[][] code = new int[count][];
        int frozenAt = count;
        for (int n = 0; n < count; n++) {
            code[n] = memory.store(Study.item(items, n, mac.inputs(), active), n);
            if (memory.isFrozen() && frozenAt == count) {
                frozenAt = n + 1;
            }
        }
        int asked = recalled == 0 ? count : Math.min(recalled, count);
        Arrays.fill(measured, 0);
        KeyedRandom noise = KeyedRandom.of(seed, "moved bits");
        for (int n = 0; n < asked; n++) {
            Sdr x = SdrOps.addNoise(Study.item(items, n, mac.inputs(), active), (int) point[1], noise, n, 0);
            int[] found = memory.recall(x, n);
            measured[0] += memory.agreement(found, code[n]) / asked;
            measured[1] += nearest(memory, found, code) == n ? 1.0 / asked : 0.0;
            measured[2] += memory.familiarity() / asked;
        }
        measured[3] = memory.fill();
        measured[4] = frozenAt;
    }

    private ItemMemory memory(double freezeAt, long seed) {
        if (coding == Coding.WILLSHAW) {
            return new ItemMemory.Willshaw(mac, seed);
        }
        MacParams params = mac.params("plasticity", Params.of(Plasticity.class, "freezeFraction", freezeAt));
        return new ItemMemory.OfMac(mac.mac(params, false, seed), mac, coding, KeyedRandom.of(seed, "random codes"));
    }

    /** The stored code that agrees most, the first among equals. */
    private static int nearest(ItemMemory memory, int[] found, int[][] codes) {
        int best = 0;
        double most = -1;
        for (int n = 0; n < codes.length; n++) {
            double same = memory.agreement(found, codes[n]);
            if (same > most) {
                most = same;
                best = n;
            }
        }
        return best;
    }
}
