package org.sparsecortex.simulations.input.video;

import org.sparsecortex.sdr.param.Checks;

/**
 * Events of a dynamic vision sensor in the order of the file. The arrays are not to be written to.
 *
 * @param x column of each event
 * @param y row of each event
 * @param on whether it got brighter
 * @param timeUs time in microseconds from the first event
 */
public record SensorEvents(int[] x, int[] y, boolean[] on, long[] timeUs) {
    public SensorEvents {
        Checks.equal("y.length", y.length, x.length);
        Checks.equal("on.length", on.length, x.length);
        Checks.equal("timeUs.length", timeUs.length, x.length);
    }

    /** Number of events. */
    public int count() {
        return x.length;
    }
}
