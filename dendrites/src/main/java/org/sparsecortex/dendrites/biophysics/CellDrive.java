package org.sparsecortex.dendrites.biophysics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an experimenter does to one cell: currents that are switched on and off, and synaptic events at given times.
 *
 * <p>Times are exact, not rounded to steps. Immutable.
 */
public final class CellDrive {
    /** Nothing. */
    public static final CellDrive NONE = new CellDrive(List.of(), List.of());

    private final Current[] currents;
    private final Event[] events;

    /**
     * A current into a compartment from one time to another.
     *
     * @param compartment number of the compartment
     * @param fromMs first time
     * @param toMs end, exclusive
     * @param pa its size, pA
     */
    public record Current(int compartment, double fromMs, double toMs, double pa) {}

    /**
     * A synaptic event.
     *
     * @param atMs time
     * @param compartment number of the compartment
     * @param receptor number of the receptor
     * @param peakNs peak conductance
     */
    public record Event(double atMs, int compartment, int receptor, double peakNs) {}

    /** Currents and events, in any order; events at one time act in the order of the list. */
    public CellDrive(List<Current> currents, List<Event> events) {
        this.currents = currents.toArray(new Current[0]);
        List<Event> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingDouble(Event::atMs));
        this.events = sorted.toArray(new Event[0]);
    }

    /** Position of the first event at or after a time. */
    int firstEventAt(double tMs) {
        int low = 0;
        int high = events.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events[middle].atMs() < tMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int eventCount() {
        return events.length;
    }

    Event event(int i) {
        return events[i];
    }

    /** The next time after {@code tMs} at which a current is switched. */
    double nextEdge(double tMs) {
        double next = Double.POSITIVE_INFINITY;
        for (Current current : currents) {
            if (current.fromMs() > tMs) {
                next = Math.min(next, current.fromMs());
            }
            if (current.toMs() > tMs) {
                next = Math.min(next, current.toMs());
            }
        }
        return next;
    }

    /** Adds the currents that flow at a time to {@code drive} (written), pA by compartment. */
    void addCurrents(double tMs, double[] drive) {
        for (Current current : currents) {
            if (current.fromMs() <= tMs && tMs < current.toMs()) {
                drive[current.compartment()] += current.pa();
            }
        }
    }
}
