package org.sparsecortex.dendrites.biophysics;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Advances a neuron of several compartments in time.
 *
 * <pre>
 *   C_c dV_c/dt = g_L (E_L - V_c) + sum_n g_cn (V_n - V_c) + sum_r g_r(t) B_r(V_c) (E_r - V_c) + I_Ca + I_b + I(t)
 *   V_soma reaches V_th at t*: spike; V_soma = V_r for t* &lt;= t &lt; t* + t_ref
 * </pre>
 *
 * Between events the implicit midpoint rule with one correction of the magnesium block; gating variables decay exactly. A
 * step is cut at every event (synapse, current edge, arrival, end of refractoriness or of a plateau), and at a threshold,
 * whose time is found by linear interpolation. Global error of voltages and spike times: second order in the step
 * (measured in ConvergenceTest). A voltage that crosses a threshold and returns within one step is missed.
 *
 * <p>One instance holds scratch arrays: use it from one thread.
 */
public final class CellModel {
    private static final double SAME_TIME_MS = 1e-9;
    private static final double NOTHING = 1e-200;

    private final CellParams params;
    private final double plateauMv;
    private final Cable cable;
    private final int compartments;
    private final Receptor[] receptors;
    private final double[] normalisation;
    private final int[] gates;
    private final CalciumSpike[] calcium;
    private final int backAt;
    private final double[] mid;
    private final double[] conductance;
    private final double[] drive;
    private final double[] savedV;
    private final double[] savedRise;
    private final double[] savedDecay;
    private double savedBack;
    private final double[] halfRise;
    private final double[] halfDecay;
    private double halfBack;
    private double halfOfMs = Double.NaN;

    /**
     * @param params the neuron
     * @param reached which (compartment, receptor) pairs have synapses, as compartment * receptors + receptor, ascending
     * @param plateauMv level for {@link CellState#aboveMs}
     */
    public CellModel(CellParams params, int[] reached, double plateauMv) {
        this.params = params;
        this.plateauMv = plateauMv;
        cable = new Cable(params.compartments());
        compartments = params.compartments().size();
        receptors = params.receptors().toArray(new Receptor[0]);
        normalisation =
                params.receptors().stream().mapToDouble(Receptor::normalisation).toArray();
        gates = reached.clone();
        calcium = params.compartments().stream()
                .map(c -> c.calcium().orElse(null))
                .toArray(CalciumSpike[]::new);
        backAt = params.backPropagation()
                .map(b -> params.compartment(b.compartment()))
                .orElse(-1);
        mid = new double[compartments];
        conductance = new double[compartments];
        drive = new double[compartments];
        savedV = new double[compartments];
        savedRise = new double[gates.length];
        savedDecay = new double[gates.length];
        halfRise = new double[receptors.length];
        halfDecay = new double[receptors.length];
    }

    CellParams params() {
        return params;
    }

    double plateauMv() {
        return plateauMv;
    }

    Cable cable() {
        return cable;
    }

    int gateCount() {
        return gates.length;
    }

    int gateCompartment(int gate) {
        return gates[gate] / receptors.length;
    }

    Receptor gateReceptor(int gate) {
        return receptors[gates[gate] % receptors.length];
    }

    /** Number of the gate of a receptor on a compartment. */
    int gate(int compartment, int receptor) {
        int gate = Arrays.binarySearch(gates, compartment * receptors.length + receptor);
        if (gate < 0) {
            throw new IllegalArgumentException("no synapse of receptor " + receptor + " on compartment " + compartment);
        }
        return gate;
    }

    /** What a receptor's gating variables rise by when a synapse with this peak conductance opens. */
    double step(int receptor, double peakNs) {
        return peakNs * normalisation[receptor];
    }

    /** Compartment that back-propagation reaches; -1 without it. */
    int backAt() {
        return backAt;
    }

    /** A cell at rest, every compartment at its own resting potential. */
    public CellState rest() {
        double[] rest =
                params.compartments().stream().mapToDouble(Compartment::restMv).toArray();
        return new CellState(rest, gates.length);
    }

    /**
     * Opens a synaptic conductance now.
     *
     * @param peakNs its peak; events add up
     */
    public void receive(CellState s, int compartment, int receptor, double peakNs) {
        int gate = gate(compartment, receptor);
        double scaled = step(receptor, peakNs);
        s.rise[gate] += scaled;
        s.decay[gate] += scaled;
    }

    /**
     * Advances one cell; events at {@code fromMs} act, those at {@code toMs} do not.
     *
     * @param s written
     * @param somaPa further current into the soma throughout the step, pA
     * @return number of spikes in the step
     */
    public int advance(CellState s, double fromMs, double toMs, CellDrive given, double somaPa) {
        int before = s.spikes;
        int next = given.firstEventAt(fromMs);
        double t = fromMs;
        while (t < toMs) {
            while (next < given.eventCount() && given.event(next).atMs() <= t) {
                CellDrive.Event event = given.event(next++);
                receive(s, event.compartment(), event.receptor(), event.peakNs());
            }
            while (s.takeArrival(t)) {
                s.backPropagation += 1.0;
            }
            double end = Math.min(toMs, Math.min(given.nextEdge(t), s.nextChange(t)));
            if (next < given.eventCount()) {
                end = Math.min(end, given.event(next).atMs());
            }
            t = end - t < SAME_TIME_MS ? end : advanceTo(s, t, end, given, somaPa);
        }
        return s.spikes - before;
    }

    /** Integrates until {@code end} or the first threshold, whichever is earlier; the time reached. */
    private double advanceTo(CellState s, double t, double end, CellDrive given, double somaPa) {
        save(s);
        double h = end - t;
        integrate(s, t, h, given, somaPa);
        int crossed = -1;
        double first = Double.POSITIVE_INFINITY;
        for (int c = 0; c < compartments; c++) {
            double at = crossing(s, c, t);
            if (at < first) {
                first = at;
                crossed = c;
            }
        }
        double reached = end;
        if (crossed >= 0) {
            restore(s);
            reached = t + first * h;
            if (reached - t >= SAME_TIME_MS) {
                integrate(s, t, reached - t, given, somaPa);
            }
        }
        measure(s, t, reached - t);
        if (crossed >= 0) {
            fire(s, crossed, reached);
        }
        return reached;
    }

    /** Fraction of the step at which a compartment reached its threshold; infinite if it did not. */
    private double crossing(CellState s, int c, double t) {
        if (c == 0) {
            return t >= s.refractoryUntil
                    ? fraction(savedV[0], s.v[0], params.thresholdMv())
                    : Double.POSITIVE_INFINITY;
        }
        return calcium[c] != null && t >= s.calciumReady[c]
                ? fraction(savedV[c], s.v[c], calcium[c].thresholdMv())
                : Double.POSITIVE_INFINITY;
    }

    private static double fraction(double from, double to, double threshold) {
        if (to < threshold) {
            return Double.POSITIVE_INFINITY;
        }
        return from >= threshold ? 0.0 : (threshold - from) / (to - from);
    }

    private void fire(CellState s, int c, double t) {
        if (c > 0) {
            s.calciumUntil[c] = t + calcium[c].durationMs();
            s.calciumReady[c] = s.calciumUntil[c] + calcium[c].refractoryMs();
            return;
        }
        s.spikeAt(t);
        s.v[0] = params.resetMv();
        s.refractoryUntil = t + params.refractoryMs();
        params.backPropagation().ifPresent(b -> s.arriveAt(t + b.delayMs()));
    }

    private void measure(CellState s, double t, double h) {
        for (int c = 0; c < compartments; c++) {
            s.peak[c] = Math.max(s.peak[c], s.v[c]);
            Plateau.measure(savedV[c], s.v[c], plateauMv, t, h, s.aboveMs, s.onsetMs, c);
        }
    }

    private void integrate(CellState s, double t, double h, CellDrive given, double somaPa) {
        prepareDecay(h);
        decay(s);
        boolean clamped = t < s.refractoryUntil;
        boolean blocked = currents(s, t + 0.5 * h, s.v, given, somaPa);
        cable.midpoint(h, s.v, conductance, drive, clamped ? params.resetMv() : Double.NaN, mid);
        if (blocked) {
            currents(s, t + 0.5 * h, mid, given, somaPa);
            cable.midpoint(h, s.v, conductance, drive, clamped ? params.resetMv() : Double.NaN, mid);
        }
        for (int c = 0; c < compartments; c++) {
            s.v[c] = 2.0 * mid[c] - s.v[c];
        }
        if (clamped) {
            s.v[0] = params.resetMv();
        }
        decay(s);
    }

    /** Conductances and drives at the middle of the step; whether one of them depends on the voltage. */
    private boolean currents(CellState s, double tMid, double[] v, CellDrive given, double somaPa) {
        Arrays.fill(conductance, 0.0);
        Arrays.fill(drive, 0.0);
        given.addCurrents(tMid, drive);
        drive[0] += somaPa;
        boolean blocked = false;
        for (int i = 0; i < gates.length; i++) {
            int c = gates[i] / receptors.length;
            Receptor receptor = receptors[gates[i] % receptors.length];
            double g = s.decay[i] - s.rise[i];
            blocked |= receptor.magnesiumMm() > 0 && g > 0;
            add(c, receptor.open(v[c], g), receptor.reversalMv());
        }
        for (int c = 1; c < compartments; c++) {
            if (calcium[c] != null && tMid < s.calciumUntil[c]) {
                add(c, calcium[c].conductanceNs(), calcium[c].reversalMv());
            }
        }
        if (backAt >= 0) {
            BackPropagation back = params.backPropagation().orElseThrow();
            add(backAt, s.backPropagation * back.conductanceNs(), back.reversalMv());
        }
        return blocked;
    }

    private void add(int c, double g, double reversal) {
        conductance[c] += g;
        drive[c] += g * reversal;
    }

    /** Factors of half a step of {@code h}: of the rise and of the decay of each receptor, and of back-propagation. */
    void prepareDecay(double h) {
        if (h == halfOfMs) {
            return;
        }
        halfOfMs = h;
        List<Receptor> all = params.receptors();
        for (int r = 0; r < receptors.length; r++) {
            halfRise[r] = ExactMath.exp(-0.5 * h / all.get(r).riseMs());
            halfDecay[r] = ExactMath.exp(-0.5 * h / all.get(r).decayMs());
        }
        halfBack = params.backPropagation()
                .map(b -> ExactMath.exp(-0.5 * h / b.decayMs()))
                .orElse(0.0);
    }

    private void decay(CellState s) {
        for (int i = 0; i < gates.length; i++) {
            s.rise[i] = decayed(s.rise[i], halfRise(i));
            s.decay[i] = decayed(s.decay[i], halfDecay(i));
        }
        s.backPropagation = decayed(s.backPropagation, halfBack);
    }

    /** Factor by which the rise of a gate decays in half of the step prepared last. */
    double halfRise(int gate) {
        return halfRise[gates[gate] % receptors.length];
    }

    /** Likewise for the decay of a gate. */
    double halfDecay(int gate) {
        return halfDecay[gates[gate] % receptors.length];
    }

    /** Likewise for back-propagation. */
    double halfBack() {
        return halfBack;
    }

    /**
     * A factor of a decay, with values below about 1e-216 as 0: denormal numbers never decay to 0 when the factor is above a half, and
     * take many times as long.
     */
    static double decayed(double value, double factor) {
        return value * factor + NOTHING - NOTHING;
    }

    private void save(CellState s) {
        System.arraycopy(s.v, 0, savedV, 0, compartments);
        System.arraycopy(s.rise, 0, savedRise, 0, gates.length);
        System.arraycopy(s.decay, 0, savedDecay, 0, gates.length);
        savedBack = s.backPropagation;
    }

    private void restore(CellState s) {
        System.arraycopy(savedV, 0, s.v, 0, compartments);
        System.arraycopy(savedRise, 0, s.rise, 0, gates.length);
        System.arraycopy(savedDecay, 0, s.decay, 0, gates.length);
        s.backPropagation = savedBack;
    }
}
