package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.MacParams.Choice;
import org.sparsecortex.sparsey.SingleMac;

/**
 * Do similar inputs get similar codes? A mac stores random items; a probe that shares some bits with the first of them then
 * gets a code, which is compared with that item's.
 *
 * <pre>  intersection = #{q: winner of the probe = winner of the item} / Q,   by chance 1 / K  </pre>
 *
 * Source: Rinkus 2010, doi:10.3389/fnana.2010.00017; Rinkus and Leveille 2017 (arXiv 1710.07829).
 *
 * <p>The set-up is ours.
 */
@ModelType(
        name = "sparsey-similarity",
        kind = ModelType.Kind.STUDY,
        summary = "Intersection of codes against overlap of inputs in a mac that has stored random items.",
        source =
                "Rinkus 2010, A cortical sparse distributed coding model; Rinkus and Leveille 2017, Superposed episodic"
                        + " and semantic memory")
public record SimilarityParams(
        @Param(doc = "the mac", def = "{}") StudyMac mac,

        @Param(doc = "active input bits", def = "12", min = 1, max = 1 << 16)
        int active,

        @Param(doc = "how the probe's winners are chosen", def = "\"draw\"")
        Choice choice,

        @Param(doc = "items stored", symbol = "N", min = 1, max = 1_000_000)
        List<Integer> stored,

        @Param(doc = "active bits that the probe shares with the item", symbol = "o", min = 0, max = 1 << 16)
        List<Integer> overlap,

        @Param(doc = "trials of each point in a step", def = "20", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    public SimilarityParams {
        Checks.that(2 * active <= mac.inputs(), "active", active, "must not exceed half of inputs = " + mac.inputs());
        overlap.forEach(o -> Checks.inRange("overlap", o, 0, active));
    }

    @Override
    public List<String> axes() {
        return List.of("stored", "overlap");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(Study.axis(stored), Study.axis(overlap));
    }

    @Override
    public List<String> measures() {
        return List.of("intersection", "familiarity", "chance");
    }

    @Override
    public void trial(double[] point, long seed, double[] measured) {
        SingleMac memory = mac.mac(mac.params("recognition", choice), false, seed);
        KeyedRandom random = KeyedRandom.of(seed, "items");
        Sdr first = Study.item(random, 0, mac.inputs(), active);
        int[] code = memory.present(first, true);
        for (int n = 1; n < point[0]; n++) {
            memory.present(Study.item(random, n, mac.inputs(), active), true);
        }
        Sdr probe = SdrOps.addNoise(first, active - (int) point[1], KeyedRandom.of(seed, "probe"), 0, 0);
        measured[0] = SingleMac.agreement(code, memory.present(probe, false));
        measured[1] = memory.familiarity();
        measured[2] = 1.0 / mac.cellsPerModule();
    }
}
