package org.sparsecortex.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.spiking.cell.LifDelta;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;

/** Codes of other models become spikes: each neuron outside makes the one inside spike that it alone is connected to. */
class SourceCodingTest {
    private static final int NEURONS = 40;

    private static StepDriver<?, ?> relay(SourceCoding coding, int batch, int ranges, int size) {
        LifDelta model = Params.of(LifDelta.class, "refractoryMs", 0);
        Group relay = new Group("relay", NEURONS, model, Optional.empty(), 0, 0, Optional.empty());
        Distribution strong = new Distribution.Constant(100);
        Projection in = Params.of(
                Projection.class,
                "id",
                "in",
                "from",
                "code",
                "to",
                "relay",
                "rule",
                new ConnectionRule.OneToOne(),
                "weight",
                strong,
                "delayMs",
                new Distribution.Constant(0.1));
        SpikingNetworkParams params = Params.of(
                SpikingNetworkParams.class,
                "batchSteps",
                batch,
                "groups",
                List.of(relay),
                "sources",
                List.of(new ExternalSource("code", NEURONS, coding)),
                "projections",
                List.of(in));
        BuildContext context = BuildContext.of("net", 5, Map.of("code", new Shape(coding.kind(), size)));
        return StepDriver.of(Population.of(context, params), ranges);
    }

    private static int[] spikes(SourceCoding coding, Signal code, int batch, int ranges, int gridSteps) {
        StepDriver<?, ?> net = relay(coding, batch, ranges, NEURONS);
        for (int t = 0; t < gridSteps / batch; t++) {
            net.step(new Step(t, false, false), code);
        }
        Ints counts = (Ints) net.read("spikeCount");
        int[] all = new int[NEURONS];
        for (int i = 0; i < NEURONS; i++) {
            all[i] = counts.get(i);
        }
        return all;
    }

    /** 4 s; counts within 4.5 standard deviations of a binomial number, 40 neurons: false alarm in 3,600 changes of the seed. */
    @Test
    void bitsSpikeAtTheirRates() {
        Sdr code = Sdr.of(NEURONS, 3, 7, 20);
        int[] found = spikes(new SourceCoding.Bits(200, 0), code, 50, 1, 40_000);
        int[] resting = spikes(new SourceCoding.Bits(200, 20), code, 50, 1, 40_000);
        for (int i = 0; i < NEURONS; i++) {
            double expected = code.contains(i) ? 40_000 * -Math.expm1(-0.02) : 0;
            assertThat(found[i] * 1.0).isCloseTo(expected, within(1e-9 + 4.5 * Math.sqrt(expected)));
            double atRest = code.contains(i) ? expected : 40_000 * -Math.expm1(-0.002);
            assertThat(resting[i] * 1.0).isCloseTo(atRest, within(4.5 * Math.sqrt(atRest)));
        }
    }

    @Test
    void numbersSpikeAtRatesInProportion() {
        double[] x = new double[NEURONS];
        x[1] = 2;
        x[2] = -3;
        Reals code = Reals.of(x);
        for (SourceCoding.Rates.Part part : SourceCoding.Rates.Part.values()) {
            int[] found = spikes(new SourceCoding.Rates(50, part), code, 20, 2, 40_000);
            double one = part == SourceCoding.Rates.Part.NEGATIVE ? 0 : 400;
            double two = part == SourceCoding.Rates.Part.POSITIVE ? 0 : 600;
            assertThat(found[0]).isZero();
            assertThat(found[1] * 1.0).isCloseTo(one, within(90.0));
            assertThat(found[2] * 1.0).isCloseTo(two, within(110.0));
        }
    }

    /** Neither the batch nor the cut shows: a neuron's spikes are drawn by its number and the grid step. */
    @Test
    void batchesAndCutsDoNotShow() {
        Sdr code = Sdr.of(NEURONS, 3, 7, 20);
        SourceCoding coding = new SourceCoding.Bits(400, 5);
        int[] one = spikes(coding, code, 1, 1, 4000);
        assertThat(spikes(coding, code, 40, 3, 4000)).isEqualTo(one);
        assertThat(spikes(coding, code, 1000, 40, 4000)).isEqualTo(one);
    }

    @Test
    void aCodeHasAnElementForEachNeuron() {
        assertThatThrownBy(() -> relay(new SourceCoding.Bits(100, 0), 10, 1, 10 * NEURONS))
                .hasMessageContaining("size of port code = 400")
                .hasMessageContaining("must be 40");
    }
}
