package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.rule.SupportVersion;

/**
 * Sequences in one mac with horizontal weights: each is shown once, then shown again - as it was, with moved bits, faster or
 * slower - and the codes are compared with those of learning.
 *
 * <pre>
 *   accuracy = mean over frames of #{q: winner as in learning} / Q
 *   load = sequences sum over frames of log2 C(inputs, active) / (Q K (inputs + (Q - 1) K)),   bits a synapse = accuracy load
 * </pre>
 *
 * Source: Rinkus 2014, doi:10.3389/fncom.2014.00160, studies 1 to 3 and the section on time warp.
 *
 * <p>Differs from the paper: the tables of those studies were not at hand; its set-up is ours where they would say more.
 */
@ModelType(
        name = "sparsey-sequences",
        kind = ModelType.Kind.STUDY,
        summary = "Recall of sequences stored in one trial, with noise, at other speeds, with and without back-off.",
        source = "Rinkus 2014, Sparsey: event recognition via deep hierarchical sparse distributed codes")
public record SequencesParams(
        @Param(doc = "the mac", def = "{}") StudyMac mac,

        @Param(doc = "fewest active input bits of a frame", def = "9", min = 1, max = 1 << 16)
        int fewest,

        @Param(doc = "most active input bits of a frame", def = "12", min = 1, max = 1 << 16)
        int most,

        @Param(doc = "what frames show", def = "\"random\"") SequenceFrames.Kind frames,

        @Param(doc = "versions to try in recall, level by level; empty uses all that is there", def = "[]")
        List<MacParams.Level> backOff,

        @Param(doc = "frames of a sequence", def = "10", min = 2, max = 100_000)
        int length,

        @Param(
                doc = "distinct frames that all sequences draw from; 0 makes every frame new",
                def = "0",
                min = 0,
                max = 1_000_000)
        int alphabet,

        @Param(doc = "sequences stored", min = 1, max = 100_000)
        List<Integer> sequences,

        @Param(doc = "active bits moved in each frame of recall", def = "[0]", min = 0, max = 1 << 16)
        List<Integer> moved,

        @Param(
                doc = "speed of recall; 2 shows every second frame, 0.5 each frame twice",
                def = "[1]",
                min = 0.01,
                max = 100)
        List<Double> speed,

        @Param(doc = "trials of each point in a step", def = "1", min = 1, max = 1_000_000)
        int trialsPerStep)
        implements Study {
    public SequencesParams {
        backOff = List.copyOf(backOff);
        Checks.that(fewest <= most && 2 * most <= mac.inputs(), "most", most, "must lie within fewest..inputs / 2");
        moved.forEach(m -> Checks.that(
                m <= fewest, "moved", m, "exceeds fewest = " + fewest + ", the active bits of the emptiest frame"));
        Checks.that(
                frames == SequenceFrames.Kind.RANDOM || (alphabet == 0 && SequenceFrames.isSquare(mac.inputs())),
                "frames",
                frames,
                "need a square number of inputs and alphabet = 0");
    }

    @Override
    public List<String> axes() {
        return List.of("sequences", "moved", "speed");
    }

    @Override
    public List<List<Double>> values() {
        return List.of(Study.axis(sequences), Study.axis(moved), speed);
    }

    @Override
    public List<String> measures() {
        return List.of("accuracy", "familiarity", "familiarityHU", "backedOff", "bitsPerSynapse", "load");
    }

    /**
     * Fraction of modules right over all frames; G; G of HU; fraction of frames that backed off; accuracy times stored bits by
     * weights; stored bits by weights, with log2 of the number of frames as the bits of a frame.
     */
    @Override
    public void trial(double[] point, long seed, double[] measured) {
        int count = (int) point[0];
        MacParams params = mac.params("backOff", backOff, "allVersions", !backOff.isEmpty());
        SingleMac memory = mac.mac(params, true, seed);
        SequenceFrames shown = new SequenceFrames(KeyedRandom.of(seed, "frames"), mac.inputs(), fewest, most);
        int[][][] code = new int[count][length][];
        double bits = 0;
        for (int s = 0; s < count; s++) {
            memory.reset();
            for (int t = 0; t < length; t++) {
                Sdr x = frame(shown, s, t);
                bits += shown.information(x);
                code[s][t] = memory.present(x, true);
            }
        }
        recall(memory, point, shown, code, measured);
        measured[5] = bits / mac.weights();
        measured[4] = measured[0] * measured[5];
    }

    private void recall(SingleMac memory, double[] point, SequenceFrames shown, int[][][] code, double[] measured) {
        java.util.Arrays.fill(measured, 0);
        KeyedRandom noise = KeyedRandom.of(shown.random().bits(0, 1, 0), "moved bits");
        int steps = (int) Math.ceil(length / point[2] - 1e-9);
        double each = 1.0 / ((double) code.length * steps);
        for (int s = 0; s < code.length; s++) {
            memory.reset();
            for (int t = 0; t < steps; t++) {
                int at = (int) Math.min(length - 1, Math.floor(t * point[2] + 1e-9));
                Sdr clean = frame(shown, s, at);
                int[] found = memory.present(SdrOps.addNoise(clean, (int) point[1], noise, s, t), false);
                double whole = memory.familiarity(SupportVersion.HU);
                boolean complete = Double.isNaN(whole);
                measured[0] += each * SingleMac.agreement(found, code[s][at]);
                measured[1] += each * memory.familiarity();
                measured[2] += each * (complete ? memory.familiarity() : whole);
                measured[3] += !complete && memory.familiarity() != whole ? each : 0;
            }
        }
    }

    private Sdr frame(SequenceFrames shown, int sequence, int t) {
        int number = sequence * length + t;
        if (frames == SequenceFrames.Kind.EDGES) {
            return shown.edges(sequence, t, number);
        }
        return shown.drawn(alphabet == 0 ? number : shown.random().below(alphabet, number, 2, 0));
    }
}
