package org.sparsecortex.sparsey.study;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.MacParams.Choice;
import org.sparsecortex.sparsey.SingleMac;

/**
 * Is the active code a distribution over all stored items? Disjoint items are stored; a probe mixes bits of some of them;
 * measured is the intersection of its code with the code of each item.
 *
 * <pre>  intersection_i = #{q: winner of the probe in module q = winner of item i} / Q,   share_i = bits of item i in the probe / active  </pre>
 *
 * Source: Rinkus and Leveille 2017 (arXiv 1710.07829), the claim that intersections follow likelihoods; the set-up is ours.
 */
@ModelType(
        name = "sparsey-belief",
        kind = ModelType.Kind.STUDY,
        summary = "Intersection of a mixed probe's code with the codes of all stored items.",
        source = "Rinkus and Leveille 2017, Superposed episodic and semantic memory via sparse distributed"
                + " representation")
public record BeliefParams(
        @Param(doc = "the mac", def = "{}") StudyMac mac,

        @Param(doc = "active input bits", def = "12", min = 1, max = 1 << 16)
        int active,

        @Param(doc = "how the probe's winners are chosen", def = "\"draw\"")
        Choice choice,

        @Param(
                doc = "bits of each item in the probe; as many items as numbers",
                def = "[6, 4, 2, 0, 0, 0]",
                min = 0,
                max = 1 << 16)
        List<Integer> shared,

        @Param(doc = "trials of each point in a step", def = "20", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    public BeliefParams {
        shared = List.copyOf(shared);
        long sum = shared.stream().mapToLong(Integer::longValue).sum();
        Checks.that(sum == active, "shared", shared, "must add up to active = " + active);
        Checks.that(
                (long) shared.size() * active <= mac.inputs(), "shared", shared, "names more disjoint items than fit");
    }

    @Override
    public List<String> axes() {
        return List.of("item");
    }

    @Override
    public List<List<Double>> values() {
        List<Double> items = new ArrayList<>();
        for (int i = 0; i < shared.size(); i++) {
            items.add((double) i);
        }
        return List.of(items);
    }

    @Override
    public List<String> measures() {
        return List.of("intersection", "familiarity", "inputOverlap", "ordered");
    }

    /** Intersection with the item's code; G; the item's share of the probe; whether intersections fall in order. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        int inputs = mac.inputs();
        SingleMac memory = mac.mac(mac.params("recognition", choice), false, seed);
        int[] order = KeyedRandom.of(seed, "items").permutation(inputs, 0, 0, 0);
        int[][] code = new int[shared.size()][];
        int[] probe = new int[active];
        int at = 0;
        for (int i = 0; i < code.length; i++) {
            int[] bits = java.util.Arrays.copyOfRange(order, i * active, (i + 1) * active);
            code[i] = memory.present(Sdr.of(inputs, bits), true);
            for (int b = 0; b < shared.get(i); b++) {
                probe[at++] = bits[b];
            }
        }
        int[] found = memory.present(Sdr.of(inputs, probe), false);
        measured[0] = SingleMac.agreement(found, code[(int) point[0]]);
        measured[1] = memory.familiarity();
        measured[2] = (double) shared.get((int) point[0]) / active;
        measured[3] = 1;
        for (int i = 1; i < code.length && shared.get(i) > 0; i++) {
            boolean falls = SingleMac.agreement(found, code[i - 1]) > SingleMac.agreement(found, code[i]);
            measured[3] = falls ? measured[3] : 0;
        }
    }
}
