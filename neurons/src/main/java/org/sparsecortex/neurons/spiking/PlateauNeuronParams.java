package org.sparsecortex.neurons.spiking;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.Steps;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Integrate-and-fire neurons with dendritic plateaus: the predictive state of sequence memory in continuous time. The unit
 * is a neuron; each listed current has {@code neurons} copies.
 *
 * <pre>
 *   tau dV/dt = E_L - V + R I + P [plateau],   V = V_th: spike, V = V_r for t_ref
 *   plateau of a segment: an active synapse that is at least the theta-th within the window
 *     starts it, or renews it; it lasts plateauMs
 * </pre>
 *
 * Source of the numbers: Antic et al. 2010, doi:10.1002/jnr.22444 (plateaus of 50 to 200 ms, 5 to 10 mV at the soma), from memory.
 */
@ModelType(
        name = "plateau-neuron",
        summary =
                "Leaky integrate-and-fire neurons, integrated exactly, whose dendritic segments answer coincident input"
                        + " with a plateau.",
        source = "Lapicque 1907 (integrate and fire); Antic et al. 2010 and Hawkins and Ahmad 2016 (plateaus as"
                + " predictions)")
public record PlateauNeuronParams(
        @Param(doc = "neurons of each current", def = "1", min = 1, max = 1_000_000)
        int neurons,

        @Param(doc = "length of a step", symbol = "dt", unit = "ms", def = "1", min = 1e-6, max = 1000)
        double dtMs,

        @Param(doc = "membrane time constant", symbol = "tau", unit = "ms", def = "20", min = 1e-3, max = 1e4)
        double tauMs,

        @Param(doc = "membrane resistance", symbol = "R", unit = "MOhm", def = "100", min = 1e-3, max = 1e6)
        double resistanceMohm,

        @Param(doc = "resting potential", symbol = "E_L", unit = "mV", def = "-70", min = -120, max = 0)
        double restMv,

        @Param(doc = "threshold", symbol = "V_th", unit = "mV", def = "-50", min = -120, max = 60)
        double thresholdMv,

        @Param(doc = "voltage while refractory", symbol = "V_r", unit = "mV", def = "-70", min = -120, max = 60)
        double resetMv,

        @Param(doc = "refractory time, whole steps", symbol = "t_ref", unit = "ms", def = "2", min = 0.001, max = 1000)
        double refractoryMs,

        @Param(
                doc = "constant currents, one condition each",
                symbol = "I",
                unit = "pA",
                def = "[0]",
                min = -1e6,
                max = 1e6)
        List<Double> currentPa,

        @Param(
                doc = "synapses of a neuron on the port feedforward; 0 for one on each source",
                def = "0",
                min = 0,
                max = 1e6)
        int feedforwardSynapses,

        @Param(
                doc = "jump of the voltage for each active feed-forward synapse",
                unit = "mV",
                def = "1",
                min = -1000,
                max = 1000)
        double feedforwardMv,

        @Param(doc = "dendritic segments of a neuron", def = "0", min = 0, max = 10_000)
        int segments,

        @Param(
                doc = "synapses of a segment, on random sources of the port distal",
                symbol = "s",
                def = "20",
                min = 1,
                max = 65535)
        int synapsesPerSegment,

        @Param(doc = "active synapses that start a plateau", symbol = "theta", def = "10", min = 1, max = 65535)
        int nmdaThreshold,

        @Param(
                doc = "window within which active synapses count together, whole steps",
                unit = "ms",
                def = "5",
                min = 0,
                max = 1000)
        double windowMs,

        @Param(doc = "length of a plateau, whole steps", unit = "ms", def = "100", min = 0, max = 1e5)
        double plateauMs,

        @Param(
                doc = "depolarisation of the soma that a plateau tends to",
                symbol = "P",
                unit = "mV",
                def = "8",
                min = 0,
                max = 100)
        double plateauMv)
        implements ModelParams {
    static final double MV_PER_MOHM_PA = 1e-3;

    public PlateauNeuronParams {
        Checks.that(resetMv < thresholdMv, "resetMv", resetMv, "must be below thresholdMv = " + thresholdMv);
        Steps.of("plateauMs", plateauMs, "dtMs", dtMs);
        Checks.that(
                Steps.of("refractoryMs", refractoryMs, "dtMs", dtMs) >= 1,
                "refractoryMs",
                refractoryMs,
                "must be at least a step of dtMs = " + dtMs);
        Checks.that(!currentPa.isEmpty(), "currentPa", "[]", "at least one value is needed");
        Checks.that(
                (long) neurons * currentPa.size() <= 4_000_000,
                "neurons",
                neurons,
                "with all currents there are more than 4000000 neurons");
        Checks.that(
                nmdaThreshold <= synapsesPerSegment * windowSteps(windowMs, dtMs),
                "nmdaThreshold",
                nmdaThreshold,
                "could never be reached with synapsesPerSegment = " + synapsesPerSegment);
    }

    private static long windowSteps(double windowMs, double dtMs) {
        return Math.max(1, Steps.of("windowMs", windowMs, "dtMs", dtMs));
    }

    /** Steps that count together. */
    int windowSteps() {
        return (int) windowSteps(windowMs, dtMs);
    }

    /** Steps that a neuron is refractory, at least 1. */
    long refractorySteps() {
        return Steps.of("refractoryMs", refractoryMs, "dtMs", dtMs);
    }

    /** Steps that a plateau lasts. */
    long plateauSteps() {
        return Steps.of("plateauMs", plateauMs, "dtMs", dtMs);
    }

    /** Current of a unit, pA. */
    double current(int unit) {
        return currentPa.get(unit / neurons);
    }

    /**
     * Rate under a constant drive.
     *
     * <pre>  f = 1 / (t_ref + tau ln((V_inf - V_r) / (V_inf - V_th))),  V_inf = E_L + R I + extra;  0 for V_inf &lt;= V_th  </pre>
     *
     * @param extraMv further depolarisation, mV
     * @return Hz
     */
    double rateHz(double pa, double extraMv) {
        double target = restMv + MV_PER_MOHM_PA * resistanceMohm * pa + extraMv;
        return target <= thresholdMv
                ? 0.0
                : 1000.0 / (refractoryMs + tauMs * ExactMath.log((target - resetMv) / (target - thresholdMv)));
    }

    @Override
    public int units() {
        return neurons * currentPa.size();
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(
                new PortSpec("distal", Kind.SDR, segments > 0, "presynaptic spikes at the segments"),
                new PortSpec("feedforward", Kind.SDR, false, "presynaptic spikes at the soma"),
                new PortSpec("current", Kind.REALS, false, "current into each neuron, pA"));
    }

    @Override
    public List<SignalSpec> signals() {
        return PlateauNeuronKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return units()
                * (100L + segments * (40L + 10L * synapsesPerSegment + 4L * windowSteps()) + 4L * feedforwardSynapses);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        if (segments > 0) {
            Checks.that(
                    synapsesPerSegment <= context.inputSize("distal"),
                    "synapsesPerSegment",
                    synapsesPerSegment,
                    "must not exceed the " + context.inputSize("distal") + " sources at port distal");
        }
        if (context.has("feedforward")) {
            Checks.that(
                    feedforwardSynapses <= context.inputSize("feedforward"),
                    "feedforwardSynapses",
                    feedforwardSynapses,
                    "must not exceed the " + context.inputSize("feedforward") + " sources at port feedforward");
        }
        if (context.has("current")) {
            Checks.equal("size of port current", context.inputSize("current"), units());
        }
        return Model.independent(range -> new PlateauNeuronKernel(this, context, range));
    }
}
