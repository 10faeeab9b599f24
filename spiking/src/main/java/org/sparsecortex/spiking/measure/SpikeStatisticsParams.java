package org.sparsecortex.spiking.measure;

import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.numeric.Steps;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Statistics of the spikes of a network, group by group, from {@code fromMs} on.
 *
 * <pre>
 *   rate        spikes of the group / (neurons * time)
 *   CV          standard deviation / mean of a neuron's intervals, n in the denominator; mean over neurons with at least
 *               minIntervals of them
 *   CV2         mean of 2 |T_i+1 - T_i| / (T_i+1 + T_i) over a neuron's pairs of successive intervals; mean over the same neurons
 *   synchrony   variance / mean of the number of spikes of the sampled neurons in bins of binMs (1: independent)
 *   correlation mean over pairs of {@code pairNeurons} neurons of the Pearson correlation of their numbers of spikes in bins of
 *               correlationBinMs, over pairs of which both spiked
 *   spectrum    power spectrum of the group's rate in bins of binMs, segments of spectrumMs, Hann window (Welch 1967)
 * </pre>
 *
 * Synchrony grows with the number of neurons, so it takes the first {@code sampleNeurons} of each group, which are as random as
 * the wiring is. All sums are whole numbers. Sources: CV2, Holt, Softky, Koch and Douglas 1996, doi:10.1152/jn.1996.75.5.1806; synchrony, Potjans and Diesmann
 * 2014, doi:10.1093/cercor/bhs358 (bins of 3 ms), about 1,000 neurons as Romaro et al. 2021.
 *
 * <p>Differs from the papers: the first neurons of each group are taken, and all sums are whole numbers.
 */
@ModelType(
        name = "spike-statistics",
        summary = "Rates, variability of intervals, synchrony and correlations of the groups of a spiking network.",
        source = "Potjans and Diesmann 2014; Holt, Softky, Koch and Douglas 1996",
        kind = ModelType.Kind.MEASURE)
public record SpikeStatisticsParams(
        @Param(doc = "groups, as in the network") List<MeasuredGroup> groups,

        @Param(doc = "grid step of the network", symbol = "h", unit = "ms", def = "0.1", min = 1e-4, max = 10)
        double stepMs,

        @Param(
                doc = "time before which nothing counts, whole steps of the network",
                unit = "ms",
                def = "0",
                min = 0,
                max = 1e12)
        double fromMs,

        @Param(
                doc = "bins of synchrony and of the signal binRateHz, whole grid steps",
                unit = "ms",
                def = "3",
                min = 1e-4,
                max = 1e6)
        double binMs,

        @Param(doc = "neurons of each group that synchrony is measured on", def = "1000", min = 1, max = 1 << 26)
        int sampleNeurons,

        @Param(doc = "intervals that a neuron needs to count in CV and CV2", def = "5", min = 1, max = 1e6)
        int minIntervals,

        @Param(doc = "neurons of each group whose pairs are correlated; 0 for none", def = "0", min = 0, max = 2000)
        int pairNeurons,

        @Param(doc = "bins of correlations, whole bins of binMs", unit = "ms", def = "3", min = 1e-4, max = 1e6)
        double correlationBinMs,

        @Param(
                doc = "period of the peri-stimulus histogram, whole bins; 0 for none",
                unit = "ms",
                def = "0",
                min = 0,
                max = 1e9)
        double periodMs,

        @Param(
                doc =
                        "segments of the power spectrum of each group's rate, an even number of bins up to 8192; 0 for none",
                unit = "ms",
                def = "0",
                min = 0,
                max = 1e7)
        double spectrumMs)
        implements ModelParams {
    /** A group and what a paper found for it. */
    public record MeasuredGroup(
            @Param(doc = "name") String id,

            @Param(doc = "number of neurons", min = 1, max = 1 << 26)
            int neurons,

            @Param(doc = "rate that was published", unit = "Hz", def = "null", min = 0, max = 1e5)
            Optional<Double> publishedRateHz,

            @Param(doc = "CV that was published", def = "null", min = 0, max = 100)
            Optional<Double> publishedCv,

            @Param(doc = "synchrony that was published", def = "null", min = 0, max = 1e6)
            Optional<Double> publishedSynchrony) {}

    public SpikeStatisticsParams {
        Checks.that(!groups.isEmpty(), "groups", "[]", "at least one is needed");
        Checks.that(
                groups.stream().mapToLong(MeasuredGroup::neurons).sum() <= 1 << 26,
                "groups",
                groups.size(),
                "have more than " + (1 << 26) + " neurons");
        Steps.of("fromMs", fromMs, "stepMs", stepMs);
        Checks.that(Steps.of("binMs", binMs, "stepMs", stepMs) >= 1, "binMs", binMs, "must be at least a grid step");
        Checks.that(
                Steps.of("correlationBinMs", correlationBinMs, "binMs", binMs) >= 1,
                "correlationBinMs",
                correlationBinMs,
                "must be at least binMs");
        long segment = Steps.of("spectrumMs", spectrumMs, "binMs", binMs);
        Checks.that(
                segment % 2 == 0 && segment <= 8192,
                "spectrumMs",
                spectrumMs,
                "must be an even number of bins of binMs = " + binMs + ", at most 8192, not " + segment);
        Checks.inRange("periodMs in bins", Steps.of("periodMs", periodMs, "binMs", binMs), 0L, 1L << 20);
    }

    int neurons() {
        return groups.stream().mapToInt(MeasuredGroup::neurons).sum();
    }

    int binSteps() {
        return (int) Steps.of("binMs", binMs, "stepMs", stepMs);
    }

    int correlationBins() {
        return (int) Steps.of("correlationBinMs", correlationBinMs, "binMs", binMs);
    }

    int periodBins() {
        return (int) Steps.of("periodMs", periodMs, "binMs", binMs);
    }

    int spectrumBins() {
        return (int) Steps.of("spectrumMs", spectrumMs, "binMs", binMs);
    }

    @Override
    public int units() {
        return 1;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("spikes", Kind.SDR, true, "spikes of a network, bit neuron * batch + lag"));
    }

    @Override
    public List<SignalSpec> signals() {
        return SpikeStatisticsKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long group = 200L + 8L * pairNeurons * (pairNeurons + 3L) + 8L * periodBins() + 40L * spectrumBins();
        return 84L * neurons() + groups.size() * group;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        int size = context.inputSize("spikes");
        Checks.that(
                size % neurons() == 0,
                "size of port spikes",
                size,
                "must be a multiple of the " + neurons() + " neurons of all groups");
        return Model.independent(range -> new SpikeStatisticsKernel(this, size / neurons(), range));
    }
}
