package org.sparsecortex.sdr.network;

import java.util.Optional;
import org.sparsecortex.sdr.delta.DeltaCode;
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
 * @param delta how changes are sent instead of values; empty sends values
 */
public record Connection(Endpoint from, String to, String port, int delay, Optional<DeltaCode> delta) {
    public Connection {
        Checks.inRange("delay", delay, 0, 1 << 16);
    }

    /** A connection that sends values. */
    public Connection(Endpoint from, String to, String port, int delay) {
        this(from, to, port, delay, Optional.empty());
    }

    /** Name under which the counters of a delta-coded connection are read: the given one, or sender and receiver. */
    public String linkName() {
        String given = delta.map(DeltaCode::name).orElse("");
        return given.isEmpty() ? from.owner() + "-" + to : given;
    }
}
