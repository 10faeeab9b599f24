package org.sparsecortex.spiking.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;
import org.sparsecortex.spiking.measure.SpikeStatisticsParams.MeasuredGroup;

class SpikeStatisticsTest {
    private static MeasuredGroup group(String id, int n) {
        return new MeasuredGroup(id, n, Optional.of(2.0), Optional.empty(), Optional.empty());
    }

    private static StepDriver<?, ?> driver(SpikeStatisticsParams p, int bits) {
        BuildContext context = BuildContext.of("s", 1, Map.of("spikes", new Shape(Kind.SDR, bits)));
        return StepDriver.of(Population.of(context, p));
    }

    private static double value(StepDriver<?, ?> s, String signal, int i) {
        return ((Reals) s.read(signal)).get(i);
    }

    /**
     * Neuron 0 of group b spikes at the grid steps 2, 4, 8, 10, 14: intervals 2, 4, 2, 4, mean 3, sd 1, CV 1/3; each pair gives CV2
     * 2 * 2 / 6 = 2/3. Five spikes of two neurons in 20 steps of 1 ms: 125 Hz. Bins of 5 steps hold 2, 2, 1, 0: mean 1.25, variance
     * 0.6875.
     */
    @Test
    void smallTrainsByHand() {
        SpikeStatisticsParams p = Params.of(
                SpikeStatisticsParams.class,
                "groups",
                List.of(group("a", 3), group("b", 2)),
                "stepMs",
                1,
                "binMs",
                5,
                "correlationBinMs",
                5,
                "minIntervals",
                4,
                "periodMs",
                10);
        StepDriver<?, ?> s = driver(p, 5 * 4);
        List<Integer> spikes = List.of(2, 4, 8, 10, 14);
        for (int t = 0; t < 5; t++) {
            int first = 4 * t + 1;
            int[] bits = spikes.stream()
                    .filter(k -> k >= first && k < first + 4)
                    .mapToInt(k -> 3 * 4 + k - first)
                    .toArray();
            s.step(new Step(t, false, false), Sdr.of(20, bits));
        }
        assertThat(value(s, "rateHz", 1)).isEqualTo(125);
        assertThat(value(s, "rateHz", 0)).isEqualTo(0);
        assertThat(value(s, "cv", 1)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(value(s, "cv2", 1)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(value(s, "cvNeurons", 1)).isEqualTo(1);
        assertThat(value(s, "cv", 0)).isNaN();
        assertThat(value(s, "synchrony", 1)).isCloseTo(0.6875 / 1.25, within(1e-12));
        assertThat(value(s, "publishedRateHz", 1)).isEqualTo(2);
        // 2 and 1 spikes in the first and third bin of 10 ms, 2 and 0 in the second and fourth; two neurons, twice
        assertThat(value(s, "psth1Hz", 0)).isEqualTo(1000 * 3 / (2 * 5 * 2.0));
        assertThat(value(s, "psth1Hz", 1)).isEqualTo(1000 * 2 / (2 * 5 * 2.0));
    }

    /** Neurons 0 and 1 spike together, 2 alone: one pair of correlation 1, two of -1/3 (p = 1/4 each in four bins). */
    @Test
    void correlationsByHand() {
        SpikeStatisticsParams p = Params.of(
                SpikeStatisticsParams.class,
                "groups",
                List.of(group("a", 3)),
                "stepMs",
                1,
                "binMs",
                1,
                "correlationBinMs",
                1,
                "pairNeurons",
                3);
        StepDriver<?, ?> s = driver(p, 3);
        int[][] bins = {{0, 1}, {}, {2}, {}};
        for (int t = 0; t < 4; t++) {
            s.step(new Step(t, false, false), Sdr.of(3, bins[t]));
        }
        assertThat(value(s, "correlation", 0)).isCloseTo((1 - 2 / 3.0) / 3, within(1e-12));
    }

    /** 500 independent Poisson neurons for 20 s: CV near 1, synchrony near 1, correlation near 0. */
    @Test
    void independentPoissonTrainsAreOne() {
        SpikeStatisticsParams p = Params.of(
                SpikeStatisticsParams.class,
                "groups",
                List.of(group("a", 500)),
                "stepMs",
                1,
                "fromMs",
                10,
                "pairNeurons",
                50,
                "spectrumMs",
                240);
        StepDriver<?, ?> s = driver(p, 500);
        KeyedRandom random = KeyedRandom.of(4, "trains");
        for (int t = 0; t < 20_000; t++) {
            int step = t;
            int[] bits = IntStream.range(0, 500)
                    .filter(i -> random.bernoulli(0.01, i, step, 0))
                    .toArray();
            s.step(new Step(t, false, false), Sdr.of(500, bits));
        }
        // sd of the rate 0.03 Hz, of synchrony sqrt(2 / 6663) = 0.017, of the mean CV below 0.004 with a bias of -0.01
        assertThat(value(s, "rateHz", 0)).isCloseTo(10, within(0.15));
        assertThat(value(s, "synchrony", 0)).isCloseTo(0.99, within(0.09));
        assertThat(value(s, "cv", 0)).isCloseTo(0.985, within(0.025));
        assertThat(value(s, "correlation", 0)).isCloseTo(0, within(0.005));
        // 39 frequencies of 165 segments that overlap by half: a standard error of 2 %
        double power = 0;
        for (int f = 1; f < 40; f++) {
            power += value(s, "spectrum0", f) / 39;
        }
        assertThat(power).isCloseTo(0.99 * 10 / 500, within(0.002));
        double rates = 0;
        for (int i = 0; i < 500; i++) {
            rates += value(s, "neuronRateHz", i) / 500;
        }
        assertThat(rates).isCloseTo(value(s, "rateHz", 0), within(1e-9));
    }

    /**
     * One neuron that spikes every 5 ms: of its rate of 0 or 1000 Hz with mean 200 the first harmonic has the amplitude 200 at
     * +-200 Hz. A line of that height has the power 200^2 m dt (sum w)^2 / (m sum w^2) = 200^2 * 0.1 s * 2/3, Hann's window.
     */
    @Test
    void aPeriodicTrainHasALine() {
        SpikeStatisticsParams p = Params.of(
                SpikeStatisticsParams.class,
                "groups",
                List.of(group("a", 1)),
                "stepMs",
                1,
                "binMs",
                1,
                "correlationBinMs",
                1,
                "spectrumMs",
                100);
        StepDriver<?, ?> s = driver(p, 1);
        assertThat(value(s, "spectrum0", 19)).isNaN();
        for (int t = 0; t < 1000; t++) {
            s.step(new Step(t, false, false), t % 5 == 4 ? Sdr.of(1, 0) : Sdr.empty(1));
        }
        assertThat(value(s, "spectrumHz", 19)).isEqualTo(200);
        assertThat(value(s, "spectrum0", 19)).isCloseTo(200 * 200 * 0.1 * 2 / 3, within(1e-8));
        assertThat(value(s, "spectrum0", 29)).isCloseTo(0, within(1e-8));
        assertThat(value(s, "neuronCv", 0)).isCloseTo(0, within(1e-12));
    }

    @Test
    void groupsMustFitThePort() {
        SpikeStatisticsParams p = Params.of(SpikeStatisticsParams.class, "groups", List.of(group("a", 3)));
        assertThatThrownBy(() -> driver(p, 7))
                .hasMessageContaining("size of port spikes = 7")
                .hasMessageContaining("multiple of the 3 neurons");
        assertThatThrownBy(() -> Params.of(SpikeStatisticsParams.class, "groups", p.groups(), "spectrumMs", 9))
                .hasMessageContaining("spectrumMs = 9.0")
                .hasMessageContaining("not 3");
    }
}
