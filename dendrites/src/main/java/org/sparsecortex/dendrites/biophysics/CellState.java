package org.sparsecortex.dendrites.biophysics;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/** State of one cell and what has been measured on it. Made by {@link CellModel#rest}. */
public final class CellState {
    private static final int MAX_UNDER_WAY = 64;

    final double[] v;
    final double[] rise;
    final double[] decay;
    final double[] calciumUntil;
    final double[] calciumReady;
    final double[] peak;
    final double[] aboveMs;
    final double[] onsetMs;
    double backPropagation;
    double refractoryUntil = Double.NEGATIVE_INFINITY;
    double[] arrivals = new double[0];
    int spikes;
    double firstSpikeMs = Double.NaN;
    double lastSpikeMs = Double.NaN;
    double lastIntervalMs = Double.NaN;

    CellState(double[] rest, int gates) {
        v = rest.clone();
        peak = rest.clone();
        rise = new double[gates];
        decay = new double[gates];
        calciumUntil = new double[rest.length];
        calciumReady = new double[rest.length];
        aboveMs = new double[rest.length];
        onsetMs = new double[rest.length];
        Arrays.fill(onsetMs, Double.NaN);
        Arrays.fill(calciumUntil, Double.NEGATIVE_INFINITY);
        Arrays.fill(calciumReady, Double.NEGATIVE_INFINITY);
    }

    /** Voltage of a compartment, mV. */
    public double vMv(int compartment) {
        return v[compartment];
    }

    /** Highest voltage that a compartment has had at the end of a step, mV. */
    public double peakMv(int compartment) {
        return peak[compartment];
    }

    /** Time that a compartment has spent above the plateau level, ms. */
    public double aboveMs(int compartment) {
        return aboveMs[compartment];
    }

    /** When a compartment first rose above the plateau level, ms; NaN before it. */
    public double onsetMs(int compartment) {
        return onsetMs[compartment];
    }

    /** Number of spikes so far. */
    public int spikes() {
        return spikes;
    }

    /** Time of the first spike, ms; NaN before it. */
    public double firstSpikeMs() {
        return firstSpikeMs;
    }

    /** Time of the last spike, ms; NaN before the first. */
    public double lastSpikeMs() {
        return lastSpikeMs;
    }

    /** One over the last interval between spikes, Hz; 0 before the second spike. */
    public double instantaneousRateHz() {
        return Double.isNaN(lastIntervalMs) ? 0.0 : 1000.0 / lastIntervalMs;
    }

    void spikeAt(double tMs) {
        spikes++;
        lastIntervalMs = tMs - lastSpikeMs;
        lastSpikeMs = tMs;
        firstSpikeMs = Double.isNaN(firstSpikeMs) ? tMs : firstSpikeMs;
    }

    void arriveAt(double tMs) {
        if (arrivals.length == MAX_UNDER_WAY) {
            throw new IllegalStateException("more than " + MAX_UNDER_WAY + " spikes are on their way to the dendrite");
        }
        arrivals = Arrays.copyOf(arrivals, arrivals.length + 1);
        arrivals[arrivals.length - 1] = tMs;
    }

    /** Whether a spike has arrived by {@code tMs}; it is removed. Arrivals are in ascending order. */
    boolean takeArrival(double tMs) {
        boolean arrived = arrivals.length > 0 && arrivals[0] <= tMs;
        if (arrived) {
            arrivals = Arrays.copyOfRange(arrivals, 1, arrivals.length);
        }
        return arrived;
    }

    /** The next time after {@code tMs} at which the cell itself changes its regime. */
    double nextChange(double tMs) {
        double next = refractoryUntil > tMs ? refractoryUntil : Double.POSITIVE_INFINITY;
        if (arrivals.length > 0) {
            next = Math.min(next, arrivals[0]);
        }
        for (int c = 0; c < v.length; c++) {
            if (calciumUntil[c] > tMs) {
                next = Math.min(next, calciumUntil[c]);
            }
            if (calciumReady[c] > tMs) {
                next = Math.min(next, calciumReady[c]);
            }
        }
        return next;
    }

    /** Whether the equations of a cell at rest hold from a time on: not refractory, no calcium plateau, no spike on its way. */
    boolean isPlain(double tMs) {
        boolean plain = refractoryUntil <= tMs && arrivals.length == 0;
        for (double until : calciumUntil) {
            plain &= until <= tMs;
        }
        return plain;
    }

    /** Visits everything; a cell of the same model can read it. */
    public void state(State state) {
        state.keep("vMv", v);
        state.keep("rise", rise);
        state.keep("decay", decay);
        state.keep("calciumUntilMs", calciumUntil);
        state.keep("calciumReadyMs", calciumReady);
        state.keep("peakMv", peak);
        state.keep("aboveMs", aboveMs);
        state.keep("onsetMs", onsetMs);
        backPropagation = state.keep("backPropagation", backPropagation);
        refractoryUntil = state.keep("refractoryUntilMs", refractoryUntil);
        spikes = state.keep("spikeCount", spikes);
        firstSpikeMs = state.keep("firstSpikeMs", firstSpikeMs);
        lastSpikeMs = state.keep("lastSpikeMs", lastSpikeMs);
        lastIntervalMs = state.keep("lastIntervalMs", lastIntervalMs);
        arrivals = Arrays.copyOf(arrivals, state.keep("arrivalCount", arrivals.length));
        state.keep("arrivalsMs", arrivals);
    }
}
