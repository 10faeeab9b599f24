package org.sparsecortex.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.spiking.cell.LifDelta;
import org.sparsecortex.spiking.measure.SpikeStatisticsParams;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;

/**
 * The asynchronous irregular state of Brunel 2000 (g = 5, twice the threshold rate) against the mean field: Siegert's formula
 * gives 37.95 Hz and, for white noise, CV 0.68.
 */
@Tag("slow")
class BrunelTest {
    private static final double MEAN_FIELD_HZ = 37.95;
    private static final int BATCH = 15;

    private static Group group(String id, int neurons) {
        return new Group(
                id,
                neurons,
                Params.of(LifDelta.class),
                Optional.of(new Distribution.Uniform(0, 20)),
                0,
                0,
                Optional.empty());
    }

    /** Rate and CV from 100 ms on of the first group. */
    private static double[] measured(SpikingNetworkParams p, int steps) {
        List<SpikeStatisticsParams.MeasuredGroup> groups = p.groups().stream()
                .map(g -> Params.of(SpikeStatisticsParams.MeasuredGroup.class, "id", g.id(), "neurons", g.neurons()))
                .toList();
        ModelParams q = Params.of(SpikeStatisticsParams.class, "groups", groups, "fromMs", 99);
        StepDriver<?, ?> net = StepDriver.of(Population.of(BuildContext.of("net", 1, Map.of()), p));
        Shape shape = new Shape(Kind.SDR, p.units() * BATCH);
        StepDriver<?, ?> statistics =
                StepDriver.of(Population.of(BuildContext.of("spikes", 1, Map.of("spikes", shape)), q));
        for (int t = 0; t < steps; t++) {
            net.step(new Step(t, false, false));
            statistics.step(new Step(t, false, false), (Sdr) net.read("spikes"));
        }
        return new double[] {((Reals) statistics.read("rateHz")).get(0), ((Reals) statistics.read("cv")).get(0)};
    }

    /** 4,000 + 1,000 neurons with the in-degrees of the full network: the rate is that of the mean field, CV is not. */
    @Test
    void theAsynchronousRateIsThatOfTheMeanField() {
        List<Projection> projections = new ArrayList<>();
        for (String to : List.of("e", "i")) {
            projections.add(projection("e", to, 1000, 0.1));
            projections.add(projection("i", to, 250, -0.5));
        }
        double[] found = measured(
                Params.of(
                        SpikingNetworkParams.class,
                        "groups",
                        List.of(group("e", 4000), group("i", 1000)),
                        "projections",
                        projections,
                        "noise",
                        List.of(new Noise("x", "e", 1000, 20, 0.1), new Noise("y", "i", 1000, 20, 0.1))),
                300);
        assertThat(found[0]).isCloseTo(MEAN_FIELD_HZ, within(0.05 * MEAN_FIELD_HZ));
        assertThat(found[1]).isBetween(0.38, 0.48);
    }

    private static Projection projection(String from, String to, int synapses, double weight) {
        return new Projection(
                from + to,
                from,
                to,
                new ConnectionRule.FixedIndegree(synapses, true, true),
                new Distribution.Constant(weight),
                new Distribution.Constant(1.5),
                Optional.empty(),
                Optional.empty());
    }

    /** The same neurons, driven by as many Poisson trains as they have synapses: the CV is that of white noise. */
    @Test
    void poissonTrainsInPlaceOfTheNetworkGiveTheCvOfWhiteNoise() {
        double[] found = measured(
                Params.of(
                        SpikingNetworkParams.class,
                        "batchSteps",
                        BATCH,
                        "groups",
                        List.of(group("e", 500)),
                        "noise",
                        List.of(
                                new Noise("x", "e", 1000, 20, 0.1),
                                new Noise("r", "e", 1000, MEAN_FIELD_HZ, 0.1),
                                new Noise("s", "e", 250, MEAN_FIELD_HZ, -0.5))),
                700);
        assertThat(found[0]).isCloseTo(MEAN_FIELD_HZ, within(0.05 * MEAN_FIELD_HZ));
        assertThat(found[1]).isBetween(0.6, 0.7);
    }
}
