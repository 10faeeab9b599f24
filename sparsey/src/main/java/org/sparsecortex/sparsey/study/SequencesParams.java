package org.sparsecortex.sparsey.study;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sparsey.Form;
import org.sparsecortex.sparsey.MacParams;
import org.sparsecortex.sparsey.MacParams.Choice;
import org.sparsecortex.sparsey.SingleMac;
import org.sparsecortex.sparsey.Version;

/**
 * Sequences in one mac with horizontal weights: each is shown once, then shown again - as it was, with moved bits, faster or
 * slower - and the codes are compared with those of learning.
 */
public record SequencesParams(
        @Param(doc = "modules", symbol = "Q", def = "9", min = 1, max = 4096)
        int modules,

        @Param(doc = "units of a module", symbol = "K", def = "16", min = 2, max = 4096)
        int unitsPerModule,

        @Param(doc = "input bits", def = "144", min = 2, max = 1 << 20)
        int inputs,

        @Param(doc = "fewest active input bits of a frame", def = "9", min = 1, max = 1 << 16)
        int fewest,

        @Param(doc = "most active input bits of a frame", def = "12", min = 1, max = 1 << 16)
        int most,

        @Param(doc = "exponent of the normalised sums", symbol = "lambda", def = "2", min = 0, max = 100)
        double exponent,

        @Param(doc = "from support to likelihood", def = "{\"type\": \"rinkus-2014\"}")
        Form form,

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
        Checks.that(fewest <= most && 2 * most <= inputs, "most", most, "must lie within fewest..inputs / 2");
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
        MacParams params = SingleMac.params(modules, unitsPerModule, exponent, form, Choice.MAXIMUM);
        boolean all = !backOff.isEmpty();
        SingleMac mac = new SingleMac(
                params.toBuilder().backOff(backOff).allVersions(all).build(), inputs, true, seed);
        KeyedRandom random = KeyedRandom.of(seed, "frames");
        int[][][] code = new int[count][length][];
        double bits = 0;
        for (int s = 0; s < count; s++) {
            mac.reset();
            for (int t = 0; t < length; t++) {
                Sdr x = frame(random, s, t);
                bits += information(x.cardinality());
                code[s][t] = mac.present(x, true);
            }
        }
        recall(mac, point, random, code, measured);
        double weights = (double) inputs * modules * unitsPerModule
                + (double) modules * unitsPerModule * (modules - 1) * unitsPerModule;
        measured[5] = bits / weights;
        measured[4] = measured[0] * measured[5];
    }

    private void recall(SingleMac mac, double[] point, KeyedRandom random, int[][][] code, double[] measured) {
        java.util.Arrays.fill(measured, 0);
        KeyedRandom noise = KeyedRandom.of(random.bits(0, 1, 0), "moved bits");
        int shown = (int) Math.ceil(length / point[2] - 1e-9);
        double each = 1.0 / ((double) code.length * shown);
        for (int s = 0; s < code.length; s++) {
            mac.reset();
            for (int t = 0; t < shown; t++) {
                int at = (int) Math.min(length - 1, Math.floor(t * point[2] + 1e-9));
                Sdr clean = frame(random, s, at);
                int[] found = mac.present(SdrOps.addNoise(clean, (int) point[1], noise, s, t), false);
                double whole = mac.familiarity(Version.HU);
                boolean complete = Double.isNaN(whole);
                measured[0] += each * SingleMac.agreement(found, code[s][at]);
                measured[1] += each * mac.familiarity();
                measured[2] += each * (complete ? mac.familiarity() : whole);
                measured[3] += !complete && mac.familiarity() != whole ? each : 0;
            }
        }
    }

    private Sdr frame(KeyedRandom random, int sequence, int t) {
        int number = sequence * length + t;
        int of = alphabet == 0 ? number : random.below(alphabet, number, 2, 0);
        int active = fewest + random.below(most - fewest + 1, of, 1, 0);
        return Sdr.ofSorted(inputs, random.sample(inputs, active, of, 0, 0));
    }

    /** log2 of the number of frames with that many active bits. */
    private double information(int active) {
        double sum = 0;
        for (int i = 0; i < active; i++) {
            sum += ExactMath.log((inputs - i) / (i + 1.0));
        }
        return sum / ExactMath.log(2);
    }
}
