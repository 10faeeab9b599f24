package org.sparsecortex.spiking.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.param.Params;

/** Alpha, conductance, adaptive and Izhikevich neurons against values of short programs in double precision, apart from this code. */
class NeuronGoldenTest {
    /** Times of spikes under a constant current, ms. */
    private static List<Double> times(NeuronModel model, double stepMs, double firstMv, double pa, double lastMs) {
        OneCell cell = new OneCell(model, stepMs, firstMv);
        for (int k = 1; k <= Math.round(lastMs / stepMs); k++) {
            cell.step(0, 0, pa);
        }
        return times(cell, stepMs);
    }

    private static List<Double> times(OneCell cell, double stepMs) {
        List<Double> times = new ArrayList<>();
        cell.spikes().forEach(k -> times.add(Math.rint(k * stepMs * 1000) / 1000));
        return times;
    }

    @Test
    void anAlphaCurrentMakesTheGoldenPotential() {
        LifAlpha model = Params.of(LifAlpha.class);
        assertThat(model.p31(2, 0.1)).isCloseTo(1.9280806710637495e-05, within(1e-19));
        assertThat(model.p32(2, 0.1)).isCloseTo(0.0003882040924845405, within(1e-18));
        OneCell cell = new OneCell(model, 0.1, -70);
        double[] u = new double[201];
        for (int k = 1; k <= 200; k++) {
            cell.step(k == 10 ? 100 : 0, 0, 0);
            u[k] = cell.vMv() + 70;
        }
        assertThat(u[10]).isZero();
        assertThat(u[11]).isCloseTo(0.002620533325977856, within(2e-14));
        assertThat(u[30]).isCloseTo(0.5319261606155855, within(2e-14));
        assertThat(u[60]).isCloseTo(1.2241634878185503, within(2e-14));
        assertThat(u[100]).isCloseTo(1.2078286929162318, within(2e-14));
        assertThat(u[200]).isCloseTo(0.5060247897088885, within(2e-14));
    }

    /** Where tau_s nears tau_m the closed form cancels; the series takes over without a jump. */
    @Test
    void theSeriesOfAlphaMeetsTheClosedForm() {
        LifAlpha model = Params.of(LifAlpha.class);
        double b = 0.999e-3 / 0.1;
        double c = 1.001e-3 / 0.1;
        double series = model.p31(1 / (0.1 + b), 0.1);
        double closed = model.p31(1 / (0.1 + c), 0.1);
        assertThat(series / closed).isCloseTo(1 + (1.001e-3 - 0.999e-3) * 2 / 3, within(1e-9));
        assertThat(model.p31(10, 0.1)).isCloseTo(0.1 * 0.1 / 2 * Math.exp(-0.01) / 250, within(1e-18));
    }

    /** Negative weights have their own time of peak: two neurons with one sign each add up to one with both. */
    @Test
    void signsOfAlphaAddUp() {
        LifAlpha model = Params.of(LifAlpha.class, "tauInMs", 5);
        OneCell both = new OneCell(model, 0.1, -70);
        OneCell plus = new OneCell(model, 0.1, -70);
        OneCell minus = new OneCell(model, 0.1, -70);
        for (int k = 1; k <= 100; k++) {
            both.step(k == 5 ? 50 : 0, k == 5 ? -30 : 0, 0);
            plus.step(k == 5 ? 50 : 0, 0, 0);
            minus.step(0, k == 5 ? -30 : 0, 0);
        }
        assertThat(both.vMv()).isCloseTo(plus.vMv() + minus.vMv() + 70, within(1e-13));
        assertThat(minus.vMv()).isLessThan(-70);
    }

    /** 6 nS at 1 and at 4 ms, 40 nS of inhibition at 6 ms; reference by DOP853 of SciPy with tolerance 1e-13. */
    @Test
    void conductancesAreIntegratedToFourthOrder() {
        double[] steps = {0.1, 0.05, 0.025};
        double[] errors = new double[3];
        for (int s = 0; s < 3; s++) {
            OneCell cell = new OneCell(Params.of(LifCond.class), steps[s], -60);
            for (int k = 1; k <= Math.round(12 / steps[s]); k++) {
                boolean first = k == Math.round(1 / steps[s]) || k == Math.round(4 / steps[s]);
                cell.step(first ? 6 : 0, k == Math.round(6 / steps[s]) ? -40 : 0, 0);
            }
            assertThat(cell.spikes()).isEmpty();
            errors[s] = Math.abs(cell.vMv() - REFERENCE_MV);
        }
        assertThat(errors[0]).isLessThan(2e-8);
        assertThat(errors[0] / errors[1]).isBetween(12.0, 20.0);
        assertThat(errors[1] / errors[2]).isBetween(10.0, 22.0);
    }

    private static final double REFERENCE_MV = -64.62851955303287;

    /** +3 nS every ms, 10 nS of inhibition every 10 ms from 3 ms on. */
    @Test
    void conductancesMakeTheGoldenSpikes() {
        OneCell cell = new OneCell(Params.of(LifCond.class), 0.1, -60);
        for (int k = 1; k <= 400; k++) {
            cell.step(k % 10 == 0 ? 3 : 0, k % 100 == 30 ? -10 : 0, 0);
        }
        assertThat(times(cell, 0.1)).containsExactly(8.8, 18.1, 27.5, 37.0);
    }

    @Test
    void adaptiveNeuronsSpikeAtTheGoldenTimes() {
        AdEx model = Params.of(AdEx.class);
        assertThat(times(model, 0.1, -70.6, 800, 180)).containsExactly(17.8, 40.6, 71.5, 114.8, 172.0);
        assertThat(times(model, 0.01, -70.6, 800, 180)).containsExactly(17.73, 40.5, 71.29, 114.51, 171.64);
    }

    /** Parts of a step move the last spike from 172.0 to where a step of 0.01 ms has it, seen on the grid of 0.1 ms. */
    @Test
    void substepsRefineTheUpstroke() {
        AdEx fine = Params.of(AdEx.class, "substeps", 10);
        List<Double> found = times(fine, 0.1, -70.6, 800, 180);
        assertThat(found).hasSize(5);
        assertThat(found.get(0)).isEqualTo(17.8);
        assertThat(found.get(4)).isBetween(171.6, 172.0);
    }

    /** Of w' = (a (V - E_L) - w) / tau_w with V held at E_L only w exp(-t / tau_w) is left. */
    @Test
    void adaptationGoesOnWhileRefractory() {
        AdEx model = Params.of(AdEx.class, "refractoryMs", 50, "peakMv", -40);
        OneCell held = new OneCell(model, 0.1, -39);
        held.step(0, 0, 0);
        assertThat(held.spikes()).containsExactly(1);
        for (int k = 2; k <= 501; k++) {
            held.step(0, 0, 2000);
            assertThat(held.vMv()).isEqualTo(-70.6);
        }
        held.step(0, 0, 0);
        double w = 80.5 * Math.exp(-50 / 144.0);
        assertThat(held.vMv()).isCloseTo(-70.6 - w * 0.1 / 281, within(1e-3));
    }

    @Test
    void izhikevichsNeuronSpikesAsEachSchemeSays() {
        Izhikevich paper = Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.PAPER);
        Izhikevich euler = Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.EULER);
        assertThat(times(paper, 1, -65, 10, 200)).containsExactly(4.0, 31.0, 79.0, 141.0, 195.0);
        assertThat(times(euler, 0.1, -65, 10, 165)).containsExactly(3.4, 27.1, 72.2, 117.3, 162.4);
        assertThat(times(euler, 0.001, -65, 10, 165)).containsExactly(3.130, 26.235, 71.069, 115.884, 160.699);
    }

    /** A weight is a jump of v by Euler's scheme; by the paper's it is a current of one millisecond. */
    @Test
    void weightsOntoIzhikevichsNeuronAreCurrentsOrJumps() {
        OneCell euler = new OneCell(Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.EULER), 0.1, -70);
        euler.step(3, 0, 0);
        OneCell still = new OneCell(Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.EULER), 0.1, -70);
        still.step(0, 0, 0);
        assertThat(euler.vMv()).isCloseTo(still.vMv() + 3, within(1e-13));
        OneCell weight = new OneCell(Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.PAPER), 1, -70);
        weight.step(3, 0, 0);
        OneCell current = new OneCell(Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.PAPER), 1, -70);
        current.step(0, 0, 3);
        assertThat(weight.vMv()).isCloseTo(current.vMv(), within(1e-13));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Params.of(LifCond.class, "resetMv", -50))
                .hasMessageContaining("resetMv = -50.0: must be below thresholdMv = -50.0");
        assertThatThrownBy(() -> Params.of(AdEx.class, "slopeMv", 0.1)).hasMessageContaining("peakMv = 0.0");
        Izhikevich paper = Params.of(Izhikevich.class, "scheme", Izhikevich.Scheme.PAPER);
        assertThatThrownBy(() -> paper.requireGrid(2)).hasMessageContaining("at most 1 ms");
        LifAlpha alpha = Params.of(LifAlpha.class, "refractoryMs", 2.05);
        assertThatThrownBy(() -> alpha.requireGrid(0.1)).hasMessageContaining("take 2.0 or 2.1");
    }
}
