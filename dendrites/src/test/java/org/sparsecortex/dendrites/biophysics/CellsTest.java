package org.sparsecortex.dendrites.biophysics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

class CellsTest {
    private static final int CELLS = 300; // a whole block and a part of one
    private static final double DT = 0.1;

    /** Everything at once: a tree, three receptors, a calcium plateau, back-propagation. */
    private static CellModel model() {
        List<Compartment> tree = List.of(
                new Compartment("soma", "", 200, 10, -70, 0, Optional.empty()),
                new Compartment("basal", "soma", 30, 1.5, -72, 5, Optional.empty()),
                new Compartment("apical", "soma", 80, 4, -68, 10, Optional.of(new CalciumSpike(-42, 13, 25, 50, 50))),
                new Compartment("tuft", "apical", 20, 0.8, -65, 3, Optional.empty()));
        List<Receptor> receptors =
                List.of(CellModelTest.AMPA, CellModelTest.NMDA, new Receptor("gaba", 0.5, 8, -75, 0));
        CellParams params = new CellParams(
                tree, receptors, -50, -60, 3, Optional.of(new BackPropagation("apical", 1, 15, 2.5, 30)));
        return new CellModel(params, new int[] {2, 3, 4, 6, 10}, -40);
    }

    private static CellDrive[] drives() {
        KeyedRandom random = KeyedRandom.of(3, "drives");
        CellDrive[] all = new CellDrive[CELLS];
        int[] gates = {3, 4, 6, 10};
        for (int i = 0; i < CELLS; i++) {
            List<CellDrive.Event> events = new ArrayList<>();
            List<CellDrive.Current> currents = new ArrayList<>();
            for (int k = 0; k < i % 40; k++) {
                int gate = gates[(int) (4 * random.uniform(i, k, 0))];
                double at = k % 7 == 0 ? DT * k : 30 * random.uniform(i, k, 1);
                events.add(new CellDrive.Event(at, gate / 3, gate % 3, 3 * random.uniform(i, k, 2)));
            }
            double from = 20 * random.uniform(i, 0, 4);
            currents.add(new CellDrive.Current(0, from, from + 15, 900 * random.uniform(i, 0, 3)));
            currents.add(new CellDrive.Current(0, 5, 25, 200 * random.uniform(i, 0, 5)));
            currents.add(new CellDrive.Current(3, 10 * DT, 31.7, 30 * random.uniform(i, 0, 6)));
            all[i] = new CellDrive(currents, events);
        }
        return all;
    }

    private static byte[] bytes(CellState s) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        s.state(State.writer(new DataOutputStream(bytes)));
        return bytes.toByteArray();
    }

    /** Side by side, by itself, and read again half-way: every number of every cell has the same bits. */
    @Test
    void cellsSideBySideAreThoseByThemselves() {
        CellModel model = model();
        CellDrive[] drives = drives();
        Cells cells = new Cells(model, drives);
        CellState[] single = new CellState[CELLS];
        Arrays.setAll(single, i -> model.rest());
        double[] pa = new double[CELLS];
        boolean[] spiked = new boolean[CELLS];
        int spikes = 0;
        int wrong = 0;
        for (int k = 0; k < 600; k++) {
            Arrays.fill(pa, k % 100 < 50 ? 0.0 : 33.0);
            if (k == 200) {
                for (int i = 0; i < CELLS; i++) {
                    cells.state(i, State.reader(new DataInputStream(new ByteArrayInputStream(bytes(single[i])))));
                }
            }
            cells.receive(k % CELLS, 1, 0, 0.7);
            model.receive(single[k % CELLS], 1, 0, 0.7);
            cells.advance(k * DT, (k + 1) * DT, pa, spiked);
            for (int i = 0; i < CELLS; i++) {
                boolean alone = model.advance(single[i], k * DT, (k + 1) * DT, drives[i], pa[i]) > 0;
                spikes += alone ? 1 : 0;
                wrong += spiked[i] == alone && cells.vMv(i, 3) == single[i].vMv(3) ? 0 : 1;
            }
        }
        assertThat(wrong).isZero();
        for (int i = 0; i < CELLS; i++) {
            assertThat(bytes(cells.cell(i))).as("cell %d", i).isEqualTo(bytes(single[i]));
        }
        assertThat(spikes).isGreaterThan(300);
        assertThat(Arrays.stream(single).filter(s -> s.calciumUntil[2] > 0).count())
                .isBetween(20L, 290L);
    }

    /** Time above a level and onset converge with second order: halving the step divides their errors by about 4. */
    @Test
    void timesOfPlateausConvergeWithSecondOrder() {
        CellState reference = plateau(1.0 / 512);
        assertThat(reference.aboveMs(1)).isGreaterThan(20);
        double[] above = new double[3];
        double[] onset = new double[3];
        for (int i = 0; i < 3; i++) {
            CellState s = plateau(0.5 / (1 << i));
            above[i] = Math.abs(s.aboveMs(1) - reference.aboveMs(1));
            onset[i] = Math.abs(s.onsetMs(1) - reference.onsetMs(1));
        }
        assertThat(above[0]).isLessThan(0.2); // the step itself is 0.5
        assertThat(above[0] / above[2]).isGreaterThan(8);
        assertThat(onset[0]).isLessThan(0.05);
        assertThat(onset[0] / onset[2]).isGreaterThan(8);
    }

    private static CellState plateau(double dtMs) {
        CellParams params = CellModelTest.cell(
                0,
                new Compartment("soma", "", 200, 10, -70, 0, Optional.empty()),
                new Compartment("branch", "soma", 20, 0.5, -70, 3, Optional.empty()));
        CellModel model = new CellModel(params, new int[] {2, 3}, -40);
        List<CellDrive.Event> events = new ArrayList<>();
        for (int k = 0; k < 25; k++) {
            events.add(new CellDrive.Event(3, 1, 1, 1.0));
        }
        Cells cells = new Cells(model, new CellDrive[] {new CellDrive(List.of(), events)});
        for (int k = 0; k < Math.round(200 / dtMs); k++) {
            cells.advance(k * dtMs, (k + 1) * dtMs, new double[1], new boolean[1]);
        }
        return cells.cell(0);
    }

    @Test
    void theBlockOfManyIsThatOfOne() {
        double[] v = new double[1300];
        double[] open = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = i - 650.3;
        }
        double[] conductance = new double[v.length];
        Arrays.fill(conductance, 1.7);
        MagnesiumBlock.open(1.2, v, conductance, open, v.length);
        for (int i = 0; i < v.length; i++) {
            assertThat(open[i]).isEqualTo(MagnesiumBlock.open(1.2, v[i], 1.7));
            double held = Math.max(-400, Math.min(400, v[i]));
            double exact = 1.7 / (1 + 1.2 / 3.57 * Math.exp(-0.062 * held));
            assertThat(open[i] / exact).isCloseTo(1.0, within(1e-13));
        }
    }
}
