package org.sparsecortex.dendrites.biophysics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.kernel.State;

class CellModelTest {
    static final Receptor AMPA = new Receptor("ampa", 0.2, 2, 0, 0);
    static final Receptor NMDA = new Receptor("nmda", 2, 60, 0, 1);
    private static final Compartment SOMA = new Compartment("soma", "", 200, 10, -70, 0, Optional.empty());
    private static final Compartment BRANCH = new Compartment("branch", "soma", 20, 0.5, -70, 3, Optional.empty());

    static CellParams cell(double thresholdMv, Compartment... compartments) {
        return new CellParams(List.of(compartments), List.of(AMPA, NMDA), thresholdMv, -65, 2, Optional.empty());
    }

    /** V at the end, and the state for spike times. */
    private static CellState run(CellModel model, CellDrive drive, double dtMs, double toMs) {
        CellState s = model.rest();
        int steps = (int) Math.round(toMs / dtMs);
        for (int k = 0; k < steps; k++) {
            model.advance(s, k * dtMs, (k + 1) * dtMs, drive, 0.0);
        }
        return s;
    }

    private static CellDrive volley(int n, double stepMs, double peakNs, double nmdaNs) {
        List<CellDrive.Event> events = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            events.add(new CellDrive.Event(3.03 + stepMs * k, 1, 0, peakNs));
            events.add(new CellDrive.Event(3.03 + stepMs * k, 1, 1, nmdaNs));
        }
        return new CellDrive(List.of(new CellDrive.Current(0, 1.234, 40, 150)), events);
    }

    @Test
    void aStepOfCurrentChargesTheMembraneExponentially() {
        CellModel model = new CellModel(cell(0, SOMA), new int[0], -40);
        CellDrive drive = new CellDrive(List.of(new CellDrive.Current(0, 0, 1e9, 100)), List.of());
        // V(t) = E + I / g (1 - exp(-t g / C)): 10 mV, tau 20 ms
        double exact = -70 + 10 * (1 - Math.exp(-1));
        double coarse = run(model, drive, 0.5, 20).vMv(0) - exact;
        double fine = run(model, drive, 0.25, 20).vMv(0) - exact;
        assertThat(Math.abs(fine)).isLessThan(5e-5);
        assertThat(coarse / fine).isCloseTo(4.0, within(0.1)); // second order
    }

    @Test
    void twoCompartmentsSettleWhereKirchhoffSays() {
        CellModel model = new CellModel(cell(0, SOMA, BRANCH), new int[0], -40);
        CellDrive drive = new CellDrive(List.of(new CellDrive.Current(1, 0, 1e9, 70)), List.of());
        CellState s = run(model, drive, 0.1, 1000);
        // 10 vs = 3 (vd - vs), 0.5 vd + 3 (vd - vs) = 70, above rest: vd = 910 / 36.5, vs = 3/13 vd
        assertThat(s.vMv(1)).isCloseTo(-70 + 70 * 13 / 36.5, within(1e-9));
        assertThat(s.vMv(0)).isCloseTo(-70 + 70 * 3 / 36.5, within(1e-9));
    }

    @Test
    void aCellWithoutInputStaysAtRest() {
        CellModel model = new CellModel(cell(-50, SOMA, BRANCH), new int[0], -40);
        CellState s = run(model, CellDrive.NONE, 0.1, 200);
        assertThat(s.vMv(0)).isCloseTo(-70, within(1e-9));
        assertThat(s.spikes()).isZero();
    }

    /**
     * Order of convergence against steps of 1/1024 ms, with NMDA spikes, events off the grid and a current edge: the error
     * of the voltage falls by 4 per halving of the step, within 20 %.
     */
    @Test
    void voltagesConvergeWithSecondOrder() {
        CellModel model = new CellModel(cell(0, SOMA, BRANCH), new int[] {2, 3}, -40);
        CellDrive drive = volley(18, 0, 0.2, 1.0);
        CellState reference = run(model, drive, 1.0 / 1024, 32);
        assertThat(reference.peakMv(1)).isGreaterThan(-30); // there was an NMDA spike
        double[] error = new double[3];
        for (int i = 0; i < 3; i++) {
            error[i] = Math.abs(run(model, drive, 0.125 / (1 << i), 32).vMv(1) - reference.vMv(1));
        }
        assertThat(error[0]).isLessThan(0.02);
        assertThat(error[0] / error[1]).isBetween(3.2, 4.8);
        assertThat(error[1] / error[2]).isBetween(3.2, 4.8);
    }

    /** Spike times too: from 0.25 to 0.0625 ms the error of the last of several spikes falls by about 16. */
    @Test
    void spikeTimesConvergeWithSecondOrder() {
        CellModel model = new CellModel(cell(-55, SOMA, BRANCH), new int[] {2, 3}, -40);
        CellDrive drive = volley(30, 0, 0.2, 1.0);
        CellState reference = run(model, drive, 1.0 / 1024, 64);
        assertThat(reference.spikes()).isGreaterThanOrEqualTo(2);
        double coarse = Math.abs(run(model, drive, 0.25, 64).lastSpikeMs() - reference.lastSpikeMs());
        double fine = Math.abs(run(model, drive, 0.0625, 64).lastSpikeMs() - reference.lastSpikeMs());
        assertThat(coarse).isLessThan(0.1);
        assertThat(coarse / fine).isGreaterThan(8.0);
    }

    @Test
    void magnesiumBlocksAsJahrAndStevensSay() {
        // B(0) = 1 / (1 + 1/3.57); B(-70) = 1 / (1 + exp(4.34)/3.57)
        assertThat(NMDA.open(0)).isCloseTo(0.781181619, within(1e-9));
        assertThat(NMDA.open(-70)).isCloseTo(1 / (1 + 76.70753933 / 3.57), within(1e-9));
        assertThat(AMPA.open(-70)).isEqualTo(1.0);
    }

    @Test
    void conductancePeaksAtItsWeight() {
        double largest = 0;
        for (double t = 0; t < 100; t += 0.01) {
            largest = Math.max(largest, NMDA.normalisation() * (Math.exp(-t / 60) - Math.exp(-t / 2)));
        }
        assertThat(largest).isCloseTo(1.0, within(1e-5));
    }

    /** A plateau lasts until the decaying conductance falls below what sustains it: duration grows as tau ln n. */
    @Test
    void plateausGrowWithTheLogarithmOfTheInputs() {
        CellModel model = new CellModel(cell(0, SOMA, BRANCH), new int[] {2, 3}, -40);
        double few = run(model, volley(25, 0.2, 0, 1.0), 0.1, 400).aboveMs(1);
        double many = run(model, volley(25, 0.2, 0, 2.0), 0.1, 400).aboveMs(1);
        assertThat(few).isBetween(50.0, 120.0);
        assertThat((many - few) / Math.log(2)).isCloseTo(60.0, within(9.0));
    }

    @Test
    void aRestoredCellGoesOnBitByBit() {
        CellModel model = new CellModel(cell(-55, SOMA, BRANCH), new int[] {2, 3}, -40);
        CellDrive drive = volley(30, 0.37, 0.2, 1.0);
        CellState s = run(model, drive, 0.1, 20);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        s.state(State.writer(new DataOutputStream(bytes)));
        CellState copy = model.rest();
        copy.state(State.reader(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
        for (int k = 200; k < 600; k++) {
            model.advance(s, k * 0.1, (k + 1) * 0.1, drive, 0);
            model.advance(copy, k * 0.1, (k + 1) * 0.1, drive, 0);
        }
        assertThat(copy.vMv(1)).isEqualTo(s.vMv(1));
        assertThat(copy.lastSpikeMs()).isEqualTo(s.lastSpikeMs());
        assertThat(s.spikes()).isPositive();
    }

    @Test
    void parametersThatMakeNoCellAreRefused() {
        assertThatThrownBy(() -> cell(-70, SOMA))
                .hasMessageContaining("resetMv = -65.0")
                .hasMessageContaining("-70");
        assertThatThrownBy(() -> cell(-50, BRANCH)).hasMessageContaining("must be empty for the soma");
        assertThatThrownBy(() -> cell(-50, SOMA, SOMA)).hasMessageContaining("a compartment listed before");
        assertThatThrownBy(() -> new Receptor("x", 3, 2, 0, 0)).hasMessageContaining("shorter than decayMs = 2.0");
    }
}
