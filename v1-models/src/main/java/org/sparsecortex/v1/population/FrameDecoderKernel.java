package org.sparsecortex.v1.population;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;

/** Draws the rows of its range: each adds the atoms of all patches that cover it, in the order of patches and bits. */
final class FrameDecoderKernel implements IndependentKernel {
    private final FrameDecoderParams params;
    private final Sheet sheet;
    private final UnitRange range;
    private final Outputs<FrameDecoderKernel> outputs;
    private final OwnDictionary<float[]> source;
    private final double[] pixels;
    private final int[] covers;

    FrameDecoderKernel(FrameDecoderParams params, OwnDictionary<float[]> source, UnitRange range) {
        this.params = params;
        this.sheet = params.sheet();
        this.range = range;
        this.outputs = outputs(params);
        this.source = source;
        this.pixels = new double[range.size() * params.frameWidth()];
        this.covers = new int[pixels.length];
        for (int patch = 0; patch < sheet.patches(); patch++) {
            cover(patch);
        }
    }

    static Outputs<FrameDecoderKernel> outputs(FrameDecoderParams p) {
        return new Outputs<FrameDecoderKernel>()
                .perUnit(
                        "frame",
                        Kind.REALS,
                        p.frameHeight() * p.frameWidth(),
                        "contrasts that the bits stand for, row by row",
                        k -> Reals.of(k.pixels))
                .over(p.frameHeight(), p.frameWidth());
    }

    private void cover(int patch) {
        int left = sheet.left(patch);
        for (int y = firstRow(patch); y < endRow(patch); y++) {
            for (int x = left; x < left + params.patch(); x++) {
                covers[(y - range.from()) * params.frameWidth() + x]++;
            }
        }
    }

    /** First row of a patch that this range owns. */
    private int firstRow(int patch) {
        return Math.max(range.from(), sheet.top(patch));
    }

    private int endRow(int patch) {
        return Math.min(range.from() + range.size(), sheet.top(patch) + params.patch());
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs in) {
        float[] atoms = source.at(in);
        Arrays.fill(pixels, 0);
        if (in.has("bits")) {
            Sdr bits = in.sdr("bits");
            for (int i = 0; i < bits.cardinality(); i++) {
                add(atoms, bits.active(i), 1);
            }
        } else {
            Reals votes = in.reals("votes");
            for (int i = 0; i < votes.size(); i++) {
                add(atoms, i, votes.get(i));
            }
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= Math.max(1, covers[i]);
        }
    }

    private void add(float[] atoms, int bit, double amount) {
        int patch = bit / params.bitsPerPatch();
        int within = bit % params.bitsPerPatch();
        if (amount == 0 || firstRow(patch) >= endRow(patch)) {
            return;
        }
        int atom = (params.signed() ? within / 2 : within) * params.patch() * params.patch();
        double signed = params.signed() && within % 2 == 1 ? -amount : amount;
        int left = sheet.left(patch);
        for (int y = firstRow(patch); y < endRow(patch); y++) {
            int to = (y - range.from()) * params.frameWidth() + left;
            int from = atom + (y - sheet.top(patch)) * params.patch();
            for (int x = 0; x < params.patch(); x++) {
                pixels[to + x] += signed * atoms[from + x];
            }
        }
    }

    @Override
    public void shared(State state) {
        source.state(state);
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }
}
