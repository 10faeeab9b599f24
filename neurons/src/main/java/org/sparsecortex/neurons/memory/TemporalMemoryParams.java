package org.sparsecortex.neurons.memory;

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
 * Parameters of the temporal memory; defaults are those of htm.core. Permanences are multiples of 0.0001.
 *
 * <p>Source: Hawkins and Ahmad 2016, "Why neurons have thousands of synapses, a theory of sequence memory in neocortex".
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
    private static final long BYTES_PER_SOURCE = 16;

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
    }

    /** Parameters of a recurrent memory whose basal threshold is never reduced. */
    public TemporalMemoryParams(
            int columns,
            int cellsPerColumn,
            int activationThreshold,
            int minThreshold,
            double initialPermanence,
            double connectedPermanence,
            int maxNewSynapses,
            double permanenceIncrement,
            double permanenceDecrement,
            double predictedSegmentDecrement,
            int maxSegmentsPerCell,
            int maxSynapsesPerSegment) {
        this(
                columns,
                cellsPerColumn,
                activationThreshold,
                minThreshold,
                initialPermanence,
                connectedPermanence,
                maxNewSynapses,
                permanenceIncrement,
                permanenceDecrement,
                predictedSegmentDecrement,
                maxSegmentsPerCell,
                maxSynapsesPerSegment,
                true,
                0);
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
        return List.of(
                SignalSpec.perUnit("activeCells", Kind.SDR, cells(), "active cells"),
                SignalSpec.perUnit("winnerCells", Kind.SDR, cells(), "cells that learn"),
                SignalSpec.perUnit(
                        "expectedCells", Kind.SDR, cells(), "cells predicted for this step, from all of its context"),
                SignalSpec.perUnit(
                        "predictiveCells",
                        Kind.SDR,
                        cells(),
                        "cells with an active segment: next step's prediction from own cells"),
                SignalSpec.perUnit(
                        "predictedColumns",
                        Kind.SDR,
                        columns,
                        "columns with a predictive cell: next step's prediction from own cells"),
                SignalSpec.global("anomaly", Kind.REALS, 1, "fraction of active columns that were not predicted, 0..1"),
                SignalSpec.global("expectedCount", Kind.INTS, 1, "number of columns that were expected for this step"),
                SignalSpec.perUnit("segments", Kind.INTS, columns, "segments of each column"),
                SignalSpec.perUnit("synapses", Kind.INTS, columns, "synapses of each column"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return cells() * BYTES_PER_SOURCE * 4;
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
        return new Model<Tuple, Tuple>() {
            @Override
            public Kernel<Tuple, Tuple> kernel(UnitRange range) {
                return new TemporalMemoryKernel(TemporalMemoryParams.this, context, range);
            }

            @Override
            public Reducer<Tuple, Tuple> reducer() {
                return new TemporalMemoryReducer();
            }
        };
    }
}
