package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.rule.Decay;
import org.sparsecortex.sparsey.rule.Plasticity;

/**
 * A mac sees an endless stream of items, each once; some come back after a while. At the end the items of a given age are
 * asked for, those seen once and those that came back: is each told apart from all others by its code?
 *
 * <pre>  once, again = share of the items whose code is nearest to their own stored one,   fill = sum of weights / weights  </pre>
 *
 * Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, section on the decay of synapses; the set-up is ours.
 */
@ModelType(
        name = "sparsey-retention",
        kind = ModelType.Kind.STUDY,
        summary = "Recall against age under laws of decay, for items shown once and items that come back.",
        source = "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes")
public record RetentionParams(
        @Param(doc = "the mac", def = "{}") StudyMac mac,

        @Param(doc = "active input bits", def = "12", min = 1, max = 1 << 16)
        int active,

        @Param(doc = "how weights fall after a coincidence", def = "{\"type\": \"none\"}")
        Decay decay,

        @Param(doc = "items of the stream", def = "1000", min = 2, max = 1_000_000)
        int stream,

        @Param(doc = "of so many items one comes back", def = "10", min = 2, max = 1_000_000)
        int every,

        @Param(doc = "how often it comes back", def = "2", min = 0, max = 1000)
        int times,

        @Param(doc = "items in between", def = "60", min = 1, max = 1_000_000)
        int gap,

        @Param(doc = "items seen since, of those asked for", min = 0, max = 1_000_000)
        List<Integer> age,

        @Param(doc = "trials of each point in a step", def = "1", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    private static final int ASKED = 8;
    private static final double SURE = 0.95; // familiarity above which a code is not drawn anew

    public RetentionParams {
        Study.requireMoved(List.of(), active, mac.inputs());
        Checks.that(every <= stream, "every", every, "must not exceed stream = " + stream + ", or no item comes back");
        int oldest = stream - 2 * every;
        age.forEach(a -> Checks.inRange("age", a, 0, Math.max(0, oldest)));
    }

    @Override
    public List<String> axes() {
        return List.of("age");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(Study.axis(age));
    }

    @Override
    public List<String> measures() {
        return List.of("once", "again", "fill");
    }

    /** Fraction identified of items seen once, and of items that came back; fraction of weights ever set. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        MacParams params = mac.params("maximumAbove", SURE, "plasticity", Params.of(Plasticity.class, "decay", decay));
        SingleMac memory = mac.mac(params, false, seed);
        KeyedRandom random = KeyedRandom.of(seed, "items");
        int[][] code = new int[stream][];
        for (int n = 0; n < stream; n++) {
            code[n] = memory.present(item(random, n), true);
            for (int r = times; r >= 1; r--) {
                int earlier = n - r * gap;
                if (earlier >= 0 && earlier % every == 0) {
                    code[earlier] = memory.present(item(random, earlier), true);
                }
            }
        }
        int last = stream - 1 - (int) point[0];
        int again = last - last % every;
        measured[0] = 0;
        int asked = 0;
        for (int n = last; asked < Math.min(ASKED, every - 1); n--) {
            if (n % every != 0) {
                asked++;
                measured[0] += identifies(memory.present(item(random, n), false), code, n) ? 1 : 0;
            }
        }
        measured[0] /= asked;
        measured[1] = identifies(memory.present(item(random, again), false), code, again) ? 1 : 0;
        measured[2] = memory.fill();
    }

    /** Whether no other code agrees as much with what was found as that of item {@code n}. */
    private static boolean identifies(int[] found, int[][] code, int n) {
        double own = SingleMac.agreement(found, code[n]);
        for (int other = 0; other < code.length; other++) {
            if (other != n && SingleMac.agreement(found, code[other]) >= own) {
                return false;
            }
        }
        return true;
    }

    private Sdr item(KeyedRandom random, int n) {
        return Study.item(random, n, mac.inputs(), active);
    }
}
