package org.sparsecortex.sdr.network;

import org.sparsecortex.sdr.param.Checks;

/**
 * Carries a signal to a port, {@code delay} steps later.
 *
 * <p>Delay 0 is feed-forward within a step. A delayed signal from before the last reset, or from before the run, reads as
 * blank: no active bit, or zeros.
 *
 * @param from signal it carries
 * @param to name of the receiving population
 * @param port port of the receiver
 * @param delay in steps, at least 0
 */
public record Connection(Endpoint from, String to, String port, int delay) {
    public Connection {
        Checks.inRange("delay", delay, 0, 1 << 16);
    }
}
