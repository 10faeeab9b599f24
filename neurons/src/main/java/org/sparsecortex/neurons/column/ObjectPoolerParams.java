package org.sparsecortex.neurons.column;

import java.util.List;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Parameters of the object pooler, the output layer of a cortical column: while an object is explored its code stays, and
 * what fits no object sensed so far drops out. The unit is a cell. Sizes are those of the paper's simulations as far as
 * remembered (4096 cells, 40 active).
 *
 * <pre>
 *   code of object k: R_k, a fixed random set of {@code active} cells
 *   learning object k: the cells of R_k are active; each grows feed-forward synapses to the input, and distal segments to the
 *                      other cells of R_k and to the active cells of other columns
 *   inferring: driven_c = feed-forward overlap of c &gt;= feedforwardThreshold
 *              support_c = [a segment on the own cells active before is active] + [one on other columns is]
 *              active = driven cells of the highest support that at least active / 2 of them have; without any driven cell
 *              the activity stays
 * </pre>
 *
 * At the first touch all objects that have the feature there are active together; each further touch, and other columns,
 * leave those that agree. Source: Hawkins, Ahmad and Cui 2017, doi:10.3389/fncir.2017.00081, "Output layer". Differs from the paper: a synapse is
 * connected from its first growth, because an object is shown a few times only; feed-forward synapses are never weakened.
 */
@ModelType(
        name = "object-pooler",
        summary =
                "Output layer of a cortical column: a stable code of the object whose features are sensed one by one.",
        source =
                "Hawkins, Ahmad and Cui 2017, A theory of how columns in the neocortex enable learning the structure of"
                        + " the world")
public record ObjectPoolerParams(
        @Param(doc = "output cells", def = "4096", min = 1, max = 1 << 22)
        int cells,

        @Param(doc = "cells of the code of one object", def = "40", min = 1, max = 1 << 16)
        int active,

        @Param(doc = "number of objects, the labels 0 .. objects - 1", def = "50", min = 1, max = 1 << 20)
        int objects,

        @Param(doc = "active feed-forward synapses that let a cell fire", def = "6", min = 1, max = 65535)
        int feedforwardThreshold,

        @Param(doc = "feed-forward synapses grown to one input", def = "10", min = 1, max = 65535)
        int feedforwardSample,

        @Param(doc = "active synapses that make a distal segment active", def = "14", min = 1, max = 65535)
        int distalThreshold,

        @Param(doc = "synapses of a distal segment", def = "20", min = 1, max = 65535)
        int distalSample,

        @Param(doc = "feed-forward synapses of a cell; then the weakest goes", def = "2048", min = 1, max = 65535)
        int maxFeedforwardSynapses,

        @Param(
                doc = "distal segments of a cell per source; then the least recently used goes",
                def = "64",
                min = 1,
                max = 65535)
        int maxSegmentsPerCell)
        implements ModelParams {
    private static final long BYTES_PER_SYNAPSE = 8;

    public ObjectPoolerParams {
        Checks.that(2 * active <= cells, "active", active, "must not exceed half of cells = " + cells);
        Checks.that(
                feedforwardThreshold <= feedforwardSample,
                "feedforwardThreshold",
                feedforwardThreshold,
                "exceeds feedforwardSample = " + feedforwardSample + ": no cell could fire");
        Checks.that(
                distalThreshold <= distalSample,
                "distalThreshold",
                distalThreshold,
                "exceeds distalSample = " + distalSample + ": no segment could become active");
        Checks.that(
                distalSample < active,
                "distalSample",
                distalSample,
                "must be smaller than active = " + active + ", the other cells of an object");
    }

    @Override
    public int units() {
        return cells;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("feedforward", Kind.SDR, true, "active cells of the input layer"),
                new PortSpec("growth", Kind.SDR, false, "cells to which new synapses may grow; without it feedforward"),
                new PortSpec("object", Kind.INTS, true, "label of the object, -1 for none"),
                new PortSpec("lateral", Kind.SDR, false, "active output cells of other columns, with a delay"));
    }

    @Override
    public List<SignalSpec> signals() {
        return ObjectPoolerKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return BYTES_PER_SYNAPSE * cells * (maxFeedforwardSynapses + (long) maxSegmentsPerCell * distalSample);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'object'", context.inputSize("object"), 1);
        if (context.has("growth")) {
            Checks.equal("size of input 'growth'", context.inputSize("growth"), context.inputSize("feedforward"));
        }
        Sdr[] codes = codes(context.seed());
        return Model.of(range -> new ObjectPoolerKernel(this, codes, context, range), new Consensus(this));
    }

    /** The code R_k of each object. */
    private Sdr[] codes(long seed) {
        KeyedRandom random = KeyedRandom.of(seed, "code of an object");
        Sdr[] codes = new Sdr[objects];
        for (int k = 0; k < objects; k++) {
            codes[k] = Sdr.ofSorted(cells, random.sample(cells, active, k, 0, 0));
        }
        return codes;
    }
}
