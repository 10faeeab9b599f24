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
import org.sparsecortex.v1.code.Penalty;
import org.sparsecortex.v1.code.Solver;
import org.sparsecortex.v1.code.SparseCoder;

/**
 * Parameters of a sheet of hypercolumns: frames in, one sparse code a position out.
 *
 * <pre>  r = argmin_r 1/2 |x - Phi r|^2 + sum_k pen(|r_k|; lambda)  </pre>
 *
 * <p>x: patch minus its mean; Phi: the K unit atoms of the dictionary; pen: {@link Penalty}. Source: Rentzeperis et al. 2023,
 * doi:10.1371/journal.pcbi.1011459. Differs from the paper: patches lie on a grid of one frame and share a dictionary that they do
 * not learn.
 *
 * <p>Unit (row, column) codes the patch whose top left corner is (row * stride, column * stride), minus its mean. The dictionary
 * is the signal at port {@code dictionary}, for example of a dictionary-learning population. Without it the population owns
 * one: random Gabor functions, or what a saved model gives. Bit 2k of a unit's 2K bits stands for r_k &gt; 0, bit 2k + 1 for r_k
 * &lt; 0, both from magnitude {@code bitFrom} on; with {@code signed} off, bit k of K bits for either. With {@code winners}, only
 * the so many largest magnitudes of a unit set bits.
 */
@ModelType(
        name = "hypercolumns",
        summary =
                "A grid of hypercolumns that code the patches of a frame with one dictionary, as coefficients and as an"
                        + " SDR.",
        source = "Rentzeperis, Calatroni, Perrinet and Prandi 2023, Beyond l1 sparse coding in V1; laid out on a grid"
                + " here")
public record HypercolumnsParams(
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

        @Param(doc = "what a coefficient costs", def = "{\"type\": \"cel0\"}")
        Penalty penalty,

        @Param(doc = "weight of the penalty", def = "0.05", symbol = "lambda", min = 0, max = 1e6)
        double lambda,

        @Param(doc = "how codes are found", def = "{\"type\": \"proximal-gradient\"}")
        Solver solver,

        @Param(
                doc = "magnitude from which a coefficient sets its bit; 0 takes every active unit",
                def = "0",
                min = 0,
                max = 1e6)
        double bitFrom,

        @Param(
                doc = "most active atoms of a hypercolumn that set their bits, the first among equals; 0 takes all",
                def = "0",
                symbol = "k",
                min = 0,
                max = 65536)
        int winners,

        @Param(doc = "whether positive and negative coefficients have bits of their own", def = "true")
        boolean signed)
        implements ModelParams {
    /** Where the atoms arrive if they are not the population's own. */
    static final PortSpec DICTIONARY = new PortSpec(
            "dictionary",
            Kind.REALS,
            false,
            "atoms one after another; open takes its own: random Gabor functions or those of a saved model");

    public HypercolumnsParams {
        penalty.requireSeparable();
        new Sheet(frameHeight, frameWidth, patch, stride);
        Dictionary.checkSize("atoms", atoms, patch * patch);
    }

    Sheet sheet() {
        return new Sheet(frameHeight, frameWidth, patch, stride);
    }

    int bitsPerUnit() {
        return signed ? 2 * atoms : atoms;
    }

    @Override
    public int units() {
        return sheet().patches();
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("frame", Kind.REALS, true, "grey values, row by row"), DICTIONARY);
    }

    @Override
    public List<SignalSpec> signals() {
        return HypercolumnsKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long pixels = (long) patch * patch;
        long own = 4L * atoms * pixels;
        long work = SparseCoder.BYTES_PER_ATOM * atoms;
        return Dictionary.bytes(atoms, pixels) + own + work + 8L * units() * (atoms + pixels + 2);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal(
                "frame = frameHeight x frameWidth, whose size",
                context.inputSize("frame"),
                (long) frameHeight * frameWidth);
        OwnDictionary.checkPort(context, atoms, patch);
        return Model.independent(
                range -> new HypercolumnsKernel(this, OwnDictionary.coding(context, atoms, patch), range));
    }
}
