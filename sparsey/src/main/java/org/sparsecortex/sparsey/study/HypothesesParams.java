package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.MacParams.Choice;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.rule.Competition;

/**
 * Sequences A_i B C_i D_i ... that share their second frame are stored, each in its context. In recall B comes first,
 * without context: the codes of all contexts are equally supported, each module chooses one of them. Then C_0 D_0 ...
 * follow. How familiar is C_0, and how much of its code is found, when only a share of the modules tells the truth about the
 * past?
 *
 * <pre>  zeta after B,   G and #{q: winner right} / Q at C_0 and, as means, at the frames after it  </pre>
 *
 * Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, section on multiple competing hypotheses; the set-up is ours.
 */
@ModelType(
        name = "sparsey-hypotheses",
        kind = ModelType.Kind.STUDY,
        summary = "An ambiguous frame keeps several codes alive; the next frame decides.",
        source = "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes")
public record HypothesesParams(
        @Param(doc = "the mac", def = "{}") StudyMac mac,

        @Param(doc = "active input bits", def = "12", min = 1, max = 1 << 16)
        int active,

        @Param(doc = "what several competing codes do to the signals of a mac", def = "{}")
        Competition competition,

        @Param(doc = "how winners are chosen in recall", def = "\"draw\"")
        Choice choice,

        @Param(doc = "sequences that share the frame", symbol = "z", min = 1, max = 1000)
        List<Integer> hypotheses,

        @Param(doc = "frames of a sequence", def = "6", min = 4, max = 1000)
        int length,

        @Param(doc = "trials of each point in a step", def = "10", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    public HypothesesParams {
        Study.requireMoved(List.of(), active, mac.inputs());
    }

    @Override
    public List<String> axes() {
        return List.of("hypotheses");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(Study.axis(hypotheses));
    }

    @Override
    public List<String> measures() {
        return List.of("competing", "familiarity", "accuracy", "laterFamiliarity", "laterAccuracy");
    }

    /** Codes that compete after B; G at C; fraction of modules right at C; both averaged over the frames after C. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        SingleMac memory = mac.mac(mac.params("recognition", choice, "competition", competition), true, seed);
        KeyedRandom random = KeyedRandom.of(seed, "frames");
        int[][] code = new int[length][];
        for (int s = (int) point[0] - 1; s >= 0; s--) { // sequence 0 last, whose codes stay in code
            memory.reset();
            for (int t = 0; t < length; t++) {
                code[t] = memory.present(frame(random, s, t), true);
            }
        }
        java.util.Arrays.fill(measured, 0);
        memory.reset();
        for (int t = 1; t < length; t++) {
            int[] found = memory.present(frame(random, 0, t), false);
            if (t == 1) {
                measured[0] = memory.competing();
            } else {
                double share = t == 2 ? 1.0 : 1.0 / (length - 3);
                measured[t == 2 ? 1 : 3] += share * memory.familiarity();
                measured[t == 2 ? 2 : 4] += share * SingleMac.agreement(found, code[t]);
            }
        }
    }

    private Sdr frame(KeyedRandom random, int sequence, int t) {
        return Study.item(random, t == 1 ? 0 : 1 + sequence * length + t, mac.inputs(), active);
    }
}
