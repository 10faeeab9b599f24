package org.sparsecortex.neurons.memory;

import java.util.List;
import org.sparsecortex.dendrites.Permanence;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Parameters of the temporal memory, a sequence memory of mini-columns: cells that a dendritic segment predicted win their
 * column, unpredicted columns burst. The unit is a column. Permanences are multiples of 0.0001.
 *
 * <pre>
 *   context            = active cells of the step before (if recurrent), then the bits of port basal
 *   segment d active:   A_d &gt;= activationThreshold      matching: M_d &gt;= minThreshold
 *   column predicted:   its cells with an active segment become active and win; those segments learn
 *   column unpredicted: all its cells become active; the cell of the best matching segment wins, else the cell with the
 *                       fewest segments (equal ones by a keyed draw); that segment, or a new one, learns
 *   column silent:      its matching segments lose predictedSegmentDecrement on active synapses
 *   learning:           p += increment on active context, p -= decrement on other; then synapses grow to previous
 *                       winners and basal bits until maxNewSynapses of the segment's synapses were active
 *   apical tie-break:   if some predicted cells of a column have an active apical segment, only those become active; a cell
 *                       with an active apical segment is predicted from reducedBasalThreshold on; winners learn on both
 *   anomaly           = columns active but not predicted / columns active
 * </pre>
 *
 * Best segment: largest M_d, then lowest (cell, ordinal). Symbols: A_d, M_d active connected and active synapses of d.
 *
 * <p>Source: Hawkins and Ahmad 2016, doi:10.3389/fncir.2016.00023; the numbers of the defaults are htm.core's; apical tie-break from memory of Numenta's
 * research code. Differs from the paper: permanences are integers ({@link org.sparsecortex.dendrites.Permanence}); an empty
 * input has anomaly 0.
 */
@ModelType(
        name = "temporal-memory",
        summary = "Sequence memory of mini-columns whose cells are predicted by active dendritic segments.",
        source =
                "Hawkins and Ahmad 2016, Why neurons have thousands of synapses, a theory of sequence memory in neocortex")
public record TemporalMemoryParams(
        @Param(doc = "mini-columns", def = "2048", min = 1, max = 1 << 22)
        int columns,

        @Param(doc = "cells per column", def = "32", min = 1, max = 4096)
        int cellsPerColumn,

        @Param(
                doc = "connected active synapses that make a segment active",
                symbol = "theta",
                def = "13",
                min = 1,
                max = 65535)
        int activationThreshold,

        @Param(
                doc = "active synapses that make a segment matching, so that it can learn",
                def = "10",
                min = 1,
                max = 65535)
        int minThreshold,

        @Param(doc = "permanence of a new synapse", def = "0.21", min = 0.0001, max = 1)
        double initialPermanence,

        @Param(
                doc = "permanence from which a synapse is connected",
                symbol = "pConnected",
                def = "0.5",
                min = 0.0001,
                max = 1)
        double connectedPermanence,

        @Param(doc = "active synapses a learning segment strives for", def = "20", min = 1, max = 65535)
        int maxNewSynapses,

        @Param(doc = "gain of synapses on active cells", def = "0.1", min = 0, max = 1)
        double permanenceIncrement,

        @Param(doc = "loss of synapses on silent cells", def = "0.1", min = 0, max = 1)
        double permanenceDecrement,

        @Param(
                doc = "loss of active synapses on a segment whose column did not become active",
                def = "0",
                min = 0,
                max = 1)
        double predictedSegmentDecrement,

        @Param(doc = "segments per cell; then the least recently used goes", def = "255", min = 1, max = 65535)
        int maxSegmentsPerCell,

        @Param(doc = "synapses per segment; then the weakest goes", def = "255", min = 1, max = 65535)
        int maxSynapsesPerSegment,

        @Param(doc = "whether the cells active in the step before are context of the basal segments", def = "true")
        boolean recurrent,

        @Param(
                doc = "activation threshold of basal segments on cells with an active apical segment; 0: no other one",
                def = "0",
                min = 0,
                max = 65535)
        int reducedBasalThreshold)
        implements ModelParams {
    /** Segments that a cell grows, in the estimate of memory: more than in any shipped scenario, of which most stay below one. */
    private static final int TYPICAL_SEGMENTS = 4;

    private static final long BYTES_PER_CELL = 16;
    private static final long BYTES_PER_SOURCE = 8;
    private static final long BYTES_PER_SEGMENT = 26;
    private static final long BYTES_PER_SYNAPSE = 8;

    public TemporalMemoryParams {
        Checks.inRange("columns * cellsPerColumn", (long) columns * cellsPerColumn, 1L, 1L << 26);
        Checks.that(
                minThreshold <= activationThreshold,
                "minThreshold",
                minThreshold,
                "must not exceed activationThreshold = " + activationThreshold);
        Checks.that(
                activationThreshold <= maxSynapsesPerSegment,
                "activationThreshold",
                activationThreshold,
                "exceeds maxSynapsesPerSegment = " + maxSynapsesPerSegment + ": no segment could become active");
        Checks.that(
                reducedBasalThreshold <= activationThreshold,
                "reducedBasalThreshold",
                reducedBasalThreshold,
                "must not exceed activationThreshold = " + activationThreshold);
        Checks.that(
                maxNewSynapses <= maxSynapsesPerSegment,
                "maxNewSynapses",
                maxNewSynapses,
                "exceeds maxSynapsesPerSegment = " + maxSynapsesPerSegment);
        Checks.that(
                maxNewSynapses >= activationThreshold,
                "maxNewSynapses",
                maxNewSynapses,
                "is below activationThreshold = " + activationThreshold
                        + ": a segment never grows enough synapses to become active; raise it or lower the thresholds");
        Permanence.step("permanenceIncrement", permanenceIncrement);
        Permanence.step("permanenceDecrement", permanenceDecrement);
        Permanence.step("predictedSegmentDecrement", predictedSegmentDecrement);
        Checks.that(
                permanenceIncrement > 0 || initialPermanence >= connectedPermanence,
                "permanenceIncrement",
                permanenceIncrement,
                "leaves synapses below connectedPermanence = " + connectedPermanence
                        + " for ever: raise it or initialPermanence = " + initialPermanence);
    }

    /** Number of cells. */
    public int cells() {
        return columns * cellsPerColumn;
    }

    /** Number of own cells among the sources of basal segments. */
    int ownSources() {
        return recurrent ? cells() : 0;
    }

    @Override
    public int units() {
        return columns;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("columns", Kind.SDR, true, "active columns of the step"),
                new PortSpec(
                        "basal", Kind.SDR, false, "further context of the basal segments, for instance a location"),
                new PortSpec("apical", Kind.SDR, false, "feedback that breaks ties among predicted cells"));
    }

    @Override
    public List<SignalSpec> signals() {
        return TemporalMemoryKernel.outputs(this).specs();
    }

    /**
     * Memory when every cell has grown 4 segments of {@code maxNewSynapses} synapses of each kind. The memory grows with what is
     * learned, up to maxSegmentsPerCell x maxSynapsesPerSegment synapses a cell, which no run comes near.
     */
    @Override
    public long estimatedBytes(BuildContext context) {
        long segment = BYTES_PER_SEGMENT + BYTES_PER_SYNAPSE * maxNewSynapses;
        long dendrite = BYTES_PER_CELL + Math.min(TYPICAL_SEGMENTS, maxSegmentsPerCell) * segment;
        long basal = context.has("basal") ? context.inputSize("basal") : 0;
        long bytes = cells() * dendrite + BYTES_PER_SOURCE * (ownSources() + basal);
        if (context.has("apical")) {
            bytes += cells() * dendrite + BYTES_PER_SOURCE * context.inputSize("apical");
        }
        return bytes;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.that(
                context.inputSize("columns") == columns,
                "columns",
                columns,
                "must equal the size of the connected input, " + context.inputSize("columns"));
        Checks.that(
                recurrent || context.has("basal"),
                "recurrent",
                recurrent,
                "leaves the basal segments without context: connect port 'basal' or let it be true");
        return Model.of(range -> new TemporalMemoryKernel(this, context, range), new TemporalMemoryReducer());
    }
}
