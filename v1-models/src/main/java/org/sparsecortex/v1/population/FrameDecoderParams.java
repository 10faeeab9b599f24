package org.sparsecortex.v1.population;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.v1.code.Dictionary;

/**
 * Parameters of the way back from the bits of a sheet of hypercolumns to a frame.
 *
 * <pre>  frame(p) = mean over the patches i that cover p of  sum_k (b_{i,2k} - b_{i,2k+1}) phi_k(p)  </pre>
 *
 * <p>b: bits of {@link HypercolumnsParams#signed signed} hypercolumns at port {@code bits}, or at port {@code votes} a number
 * 0..1 for each, for example what a mac reconstructs; with {@code signed} off, one a unit and atom. phi_k: unit atoms. Bits
 * hold neither the size of a coefficient nor the mean of a patch, so the frame is one of contrasts, in units of a coefficient of
 * 1. Pixels that no patch covers are 0. Source: the linear generative model x = Phi r of Olshausen and Field 1996,
 * doi:10.1038/381607a0. Differs from the source: bits stand for coefficients of 1, and overlapping patches are averaged. Unit y computes row y of the frame.
 */
@ModelType(
        name = "frame-decoder",
        summary = "The frame that the bits of a sheet of hypercolumns stand for.",
        source =
                "Olshausen and Field 1996, Emergence of simple-cell receptive field properties by learning a sparse code")
public record FrameDecoderParams(
        @Param(doc = "height of the frame", unit = "px", def = "48", min = 2, max = 65536)
        int frameHeight,

        @Param(doc = "width of the frame", unit = "px", def = "48", min = 2, max = 65536)
        int frameWidth,

        @Param(doc = "height and width of a patch", unit = "px", def = "12", min = 2, max = 256)
        int patch,

        @Param(doc = "distance between neighbours", unit = "px", def = "12", min = 1, max = 256)
        int stride,

        @Param(doc = "atoms of the dictionary", def = "288", symbol = "K", min = 1, max = 65536)
        int atoms,

        @Param(doc = "whether positive and negative coefficients have bits of their own", def = "true")
        boolean signed)
        implements ModelParams {
    public FrameDecoderParams {
        new Sheet(frameHeight, frameWidth, patch, stride);
        Dictionary.checkAtoms("atoms", atoms, patch * patch);
    }

    Sheet sheet() {
        return new Sheet(frameHeight, frameWidth, patch, stride);
    }

    int bitsPerPatch() {
        return signed ? 2 * atoms : atoms;
    }

    @Override
    public int units() {
        return frameHeight;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("bits", Kind.SDR, false, "bits of the hypercolumns"),
                new PortSpec("votes", Kind.REALS, false, "instead of bits: a number for each"),
                HypercolumnsParams.DICTIONARY);
    }

    @Override
    public List<SignalSpec> signals() {
        return FrameDecoderKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 12L * frameHeight * frameWidth + 8L * atoms * patch * patch;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.that(
                context.has("bits") != context.has("votes"),
                "ports",
                context.inputs().keySet(),
                "must hold one of 'bits' and 'votes'");
        String port = context.has("bits") ? "bits" : "votes";
        Checks.equal(
                port + " = patches " + sheet().patches() + " x bits " + bitsPerPatch() + ", whose size",
                context.inputSize(port),
                (long) sheet().patches() * bitsPerPatch());
        OwnDictionary.checkPort(context, atoms, patch);
        return Model.independent(
                range -> new FrameDecoderKernel(this, OwnDictionary.atoms(context, atoms, patch), range));
    }
}
