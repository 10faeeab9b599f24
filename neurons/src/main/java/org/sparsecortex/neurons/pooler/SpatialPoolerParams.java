package org.sparsecortex.neurons.pooler;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Tuple;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Parameters of the spatial pooler; defaults are those of htm.core unless the field says otherwise.
 *
 * <p>Source: Cui, Ahmad and Hawkins 2017, "The HTM spatial pooler - a neocortical algorithm for online sparse distributed
 * coding".
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

        @Param(doc = "overlap below which a column cannot win", def = "0", min = 0, max = 1 << 20)
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
    }

    /** Parameters of lines of bits and columns. */
    public SpatialPoolerParams(
            int columns,
            double density,
            int potentialRadius,
            double potentialFraction,
            int inhibitionRadius,
            boolean wrapAround,
            int stimulusThreshold,
            double connectedPermanence,
            double permanenceIncrement,
            double permanenceDecrement,
            double boostStrength,
            int dutyCyclePeriod,
            double minOverlapDutyFraction) {
        this(
                columns,
                density,
                potentialRadius,
                potentialFraction,
                inhibitionRadius,
                wrapAround,
                stimulusThreshold,
                connectedPermanence,
                permanenceIncrement,
                permanenceDecrement,
                boostStrength,
                dutyCyclePeriod,
                minOverlapDutyFraction,
                1,
                1);
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
        return List.of(
                SignalSpec.perUnit("activeColumns", Kind.SDR, columns, "winning columns"),
                SignalSpec.perUnit("overlaps", Kind.INTS, columns, "connected synapses on active bits"),
                SignalSpec.perUnit("boostFactors", Kind.REALS, columns, "factor on the overlap, 1 without boosting"),
                SignalSpec.perUnit(
                        "activeDutyCycles", Kind.REALS, columns, "fraction of recent steps in which the column won"),
                SignalSpec.perUnit(
                        "overlapDutyCycles", Kind.REALS, columns, "fraction of recent steps with any overlap"),
                SignalSpec.global(
                        "inhibitionRadius", Kind.INTS, 1, "reach of inhibition in columns; 0 if it is global"));
    }

    /** Size of a pool over {@code inputs} bits. */
    int poolSize(int inputs) {
        int reach = potentialRadius == 0 ? inputs : inputSheet(inputs).window(potentialRadius);
        return Math.max(1, (int) Math.rint(reach * potentialFraction));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return BYTES_PER_SYNAPSE * columns * poolSize(context.inputSize("input"));
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        int inputs = context.inputSize("input");
        Checks.that(
                inputs % inputRows == 0, "inputRows", inputRows, "must divide the " + inputs + " bits of the input");
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new SpatialPoolerKernel(SpatialPoolerParams.this, inputs, context.seed(), range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return new Inhibition(SpatialPoolerParams.this, inputs);
            }
        };
    }
}
