package org.sparsecortex.neurons.pooler;

import java.util.List;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Parameters of the spatial pooler, columns that compete for the input: the best overlaps win, and winners move their synapses
 * towards the input. The unit is a column. Defaults are those of htm.core unless the field says otherwise; without
 * input nothing is learned.
 *
 * <pre>
 *   o_j = #{i in pool of j, x_i = 1, p_ji &gt;= pConnected},  score_j = o_j * b_j,  b_j = exp(boostStrength * (density - D_j))
 *   winners (o_j &gt;= stimulusThreshold): p_ji += increment where x_i = 1, -= decrement elsewhere, kept within 0..1
 *   D_j  += ([j wins] - D_j) / T,  T = min(learning steps so far, dutyCyclePeriod);  the overlap duty cycle likewise
 *   overlap duty &lt; minOverlapDutyFraction * largest of the step before: the column raises all permanences by 0.1 * pConnected
 * </pre>
 *
 * Two signals tell whether the code has collapsed onto few columns (docs/models/spatial-pooler.md has values):
 *
 * <pre>
 *   columnsInUse  = #{j that won in the last dutyCyclePeriod steps with input} / columns
 *   unlikeOverlap = mean over pairs a, b of 2 |W_a and W_b| / (|W_a| + |W_b|), where |x_a and x_b| &lt;= min(|x_a|, |x_b|) / 4
 * </pre>
 *
 * W: winners, x: input, a and b: the last 64 steps with input that are max(1, floor(dutyCyclePeriod / 64)) apart. Unlike inputs share
 * a fraction density of their winners by chance; a run that ends with a tenth more than that warns, because no memory behind the pooler can tell them apart.
 *
 * <p>Permanences start connected with probability 1/2, uniform on either side of the threshold. Source: Cui, Ahmad and Hawkins
 * 2017, doi:10.3389/fncom.2017.00111; the initial half, the raise by a tenth and the radius from spans are from memory of NuPIC. Differs from it: spans are
 * measured around the column, so that they are right on rings too.
 */
@ModelType(
        name = "spatial-pooler",
        summary = "Columns that compete for an input and learn it: any input becomes an SDR of fixed sparsity.",
        source = "Cui, Ahmad and Hawkins 2017, The HTM spatial pooler")
public record SpatialPoolerParams(
        @Param(doc = "mini-columns", def = "2048", min = 1, max = 1 << 22)
        int columns,

        @Param(doc = "fraction of columns that become active", def = "0.02", min = 0.000001, max = 0.5)
        double density,

        @Param(
                doc = "reach of a column's potential pool in input bits to all sides; 0 reaches everything",
                def = "0",
                min = 0,
                max = 1 << 24)
        int potentialRadius,

        @Param(doc = "fraction of the reachable bits in the pool", def = "0.5", min = 0.000001, max = 1)
        double potentialFraction,

        @Param(
                doc = "reach of inhibition in columns to all sides; 0 inhibits globally, -1 follows the mean span of"
                        + " the connected synapses, estimated anew every 50 learning steps",
                def = "0",
                min = -1,
                max = 1 << 22)
        int inhibitionRadius,

        @Param(doc = "whether bits and columns close to a ring, or sheets of them to a torus", def = "true")
        boolean wrapAround,

        @Param(doc = "overlap below which a column cannot win", def = "1", min = 0, max = 1 << 20)
        int stimulusThreshold,

        @Param(doc = "permanence from which a synapse is connected", def = "0.1", min = 0.0001, max = 1)
        double connectedPermanence,

        @Param(doc = "gain of a winner's synapses on active bits", def = "0.05", min = 0, max = 1)
        double permanenceIncrement,

        @Param(doc = "loss of a winner's synapses on silent bits", def = "0.008", min = 0, max = 1)
        double permanenceDecrement,

        @Param(doc = "strength of homeostatic boosting; 0 switches it off", def = "0", min = 0, max = 1000)
        double boostStrength,

        @Param(doc = "steps over which duty cycles are averaged", unit = "steps", def = "1000", min = 1, max = 1e9)
        int dutyCyclePeriod,

        @Param(
                doc = "columns whose overlap duty cycle is below this fraction of the largest are raised",
                def = "0.001",
                min = 0,
                max = 1)
        double minOverlapDutyFraction,

        @Param(doc = "rows of the sheet of input bits; 1 for a line", def = "1", min = 1, max = 1 << 22)
        int inputRows,

        @Param(doc = "rows of the sheet of columns; 1 for a line", def = "1", min = 1, max = 1 << 22)
        int columnRows)
        implements ModelParams {
    private static final long BYTES_PER_SYNAPSE = 10;
    private static final double COLLAPSED = 0.1;

    public SpatialPoolerParams {
        Checks.that(winners(density, columns) >= 1, "density", density, "gives no active column of " + columns);
        Checks.that(columns % columnRows == 0, "columnRows", columnRows, "must divide columns = " + columns);
        Checks.that(
                (columnRows > 1) == (inputRows > 1),
                "columnRows",
                columnRows,
                "and inputRows = " + inputRows + " must both be 1 (lines) or both above 1 (sheets)");
        Checks.that(
                inhibitionRadius >= 0 || potentialRadius > 0,
                "inhibitionRadius",
                inhibitionRadius,
                "needs pools of limited reach: let potentialRadius be above 0");
        Permanence.step("permanenceIncrement", permanenceIncrement);
        Permanence.step("permanenceDecrement", permanenceDecrement);
    }

    Sheet columnSheet() {
        return new Sheet(columnRows, columns / columnRows, wrapAround);
    }

    /** The sheet of {@code inputs} bits. */
    Sheet inputSheet(int inputs) {
        return new Sheet(inputRows, inputs / inputRows, wrapAround);
    }

    private static int winners(double density, int columns) {
        return (int) Math.rint(density * columns);
    }

    /** Number of columns that win under global inhibition. */
    int winners() {
        return winners(density, columns);
    }

    @Override
    public int units() {
        return columns;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("input", Kind.SDR, true, "feed-forward input"));
    }

    @Override
    public List<SignalSpec> signals() {
        return SpatialPoolerKernel.outputs(this).specs();
    }

    /** Size of a pool over {@code inputs} bits. */
    int poolSize(int inputs) {
        int reach = potentialRadius == 0 ? inputs : inputSheet(inputs).window(potentialRadius);
        return Math.max(1, (int) Math.rint(reach * potentialFraction));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        int inputs = context.inputSize("input");
        long indexWords = Math.min(poolSize(inputs), Sdr.wordCount(inputs));
        return columns * (BYTES_PER_SYNAPSE * poolSize(inputs) + PoolIndex.WORD_BYTES * indexWords)
                + OverlapPlanes.bytes(inputSheet(inputs), columnSheet(), potentialRadius)
                + CodeUse.bytes(inputs, columns);
    }

    @Override
    public List<Guard> guards() {
        String without = permanenceIncrement > 0 || permanenceDecrement > 0
                ? ", and so does a pooler that does not learn (permanenceIncrement, permanenceDecrement and"
                        + " minOverlapDutyFraction 0)"
                : "";
        return List.of(Guard.above(
                SpatialPoolerKernel.UNLIKE_OVERLAP,
                density + COLLAPSED,
                "unlike inputs share so many winners that what reads this pooler cannot tell them apart; a higher"
                        + " boostStrength (now " + boostStrength + ") keeps codes apart" + without));
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        int inputs = context.inputSize("input");
        Checks.that(
                inputs % inputRows == 0, "inputRows", inputRows, "must divide the " + inputs + " bits of the input");
        Checks.that(
                stimulusThreshold <= poolSize(inputs),
                "stimulusThreshold",
                stimulusThreshold,
                "exceeds the " + poolSize(inputs) + " bits of a column's pool: no column could ever win");
        return Model.of(
                range -> new SpatialPoolerKernel(this, inputs, context.seed(), range), new Inhibition(this, inputs));
    }
}
