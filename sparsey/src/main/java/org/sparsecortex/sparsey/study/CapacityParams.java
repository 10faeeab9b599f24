package org.sparsecortex.sparsey.study;

import java.util.List;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.Params;

/**
 * How much macs of several sizes hold: the largest number of sequences of which so many modules are recalled right.
 *
 * <pre>
 *   held = max{n: accuracy of n sequences &gt;= criterion},   bits = held sum over frames of log2 C(inputs, active)
 *   bits a synapse = bits / (Q K (inputs + (Q - 1) K))
 * </pre>
 *
 * The number is found by doubling and halving, all with the frames of one seed. A frame has inputs / 16 to inputs / 12
 * active bits; its information is log2 of the number of frames with as many, an upper bound for frames that are alike. Set-
 * up of the studies 1 (exact), 2 (moved bits) and 3 (alike frames) that Rinkus describes for one mac of 9 x 16 cells.
 *
 * <p>Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, studies 1 to 3. Differs from the paper: its own tables were not at
 * hand, so only trends are compared.
 */
@ModelType(
        name = "sparsey-capacity",
        kind = ModelType.Kind.STUDY,
        summary = "How many sequences macs of several sizes hold, and how many bits a synapse.",
        source =
                "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes; studies 1 to 3")
public record CapacityParams(
        @Param(doc = "macs, small to large") List<StudyMac> macs,

        @Param(doc = "what frames show", def = "\"random\"") SequenceFrames.Kind frames,

        @Param(doc = "frames of a sequence", def = "10", min = 2, max = 100_000)
        int length,

        @Param(doc = "active bits moved in each frame of recall", def = "0", min = 0, max = 1 << 16)
        int moved,

        @Param(doc = "fraction of modules that must be right", def = "0.95", min = 0, max = 1)
        double criterion,

        @Param(doc = "trials of each point in a step", def = "1", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    private static final int MOST_SEQUENCES = 1 << 16;

    public CapacityParams {
        macs = List.copyOf(macs);
        Checks.atLeast("macs.size", macs.size(), 1);
        for (StudyMac mac : macs) {
            study(mac, frames, length, moved);
        }
    }

    @Override
    public List<String> axes() {
        return List.of("size");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(IntStream.range(0, macs.size()).mapToObj(i -> (double) i).toList());
    }

    @Override
    public List<String> measures() {
        return List.of("weights", "sequences", "bits", "bitsPerSynapse", "accuracy");
    }

    /** Weights; sequences held; their information; the same by weight; fraction of modules right at that number. */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        StudyMac mac = macs.get((int) point[0]);
        SequencesParams study = study(mac, frames, length, moved);
        double[] held = new double[study.measures().size()];
        int low = 1;
        int high = 2;
        while (high < MOST_SEQUENCES && holds(study, high, seed, held)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (holds(study, middle, seed, held)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        study.trial(new double[] {low, moved, 1}, seed, held);
        measured[0] = mac.weights();
        measured[1] = low;
        measured[2] = held[5] * mac.weights();
        measured[3] = held[5];
        measured[4] = held[0];
    }

    /** The study of sequences in one of the macs. */
    private static SequencesParams study(StudyMac mac, SequenceFrames.Kind frames, int length, int moved) {
        return Params.of(
                SequencesParams.class,
                "mac",
                mac,
                "fewest",
                Math.max(1, mac.inputs() / 16),
                "most",
                Math.max(1, mac.inputs() / 12),
                "frames",
                frames,
                "length",
                length,
                "sequences",
                List.of(1),
                "moved",
                List.of(moved));
    }

    private boolean holds(SequencesParams study, int sequences, long seed, double[] measured) {
        study.trial(new double[] {sequences, moved, 1}, seed, measured);
        return measured[0] >= criterion;
    }
}
