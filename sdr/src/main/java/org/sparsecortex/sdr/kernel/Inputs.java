package org.sparsecortex.sdr.kernel;

import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;

/**
 * The signals that arrived at a population's ports for one step, each port's connections already laid side by side.
 *
 * <p>A port without a connection holds null inside and answers {@link #has} with false. NaN and infinite numbers are refused
 * before any model sees them, for state that feeds back would keep them for ever; only NaN is taken, by a port that says so
 * ({@link PortSpec#missing}).
 */
public final class Inputs {
    private final List<PortSpec> ports;
    private final Signal[] byPort;

    /**
     * Signals in the order of {@code ports}; null for an unconnected port. The array is taken over.
     *
     * @throws IllegalArgumentException if there are more or fewer signals than ports
     * @throws ArithmeticException if a number is infinite, or NaN at a port that has no use for missing values
     */
    public Inputs(List<PortSpec> ports, Signal... byPort) {
        if (ports.size() != byPort.length) {
            throw new IllegalArgumentException(byPort.length + " signals for " + ports.size() + " ports");
        }
        this.ports = ports;
        this.byPort = byPort;
        for (int i = 0; i < byPort.length; i++) {
            requireNumbers(ports.get(i), byPort[i], "what arrives");
        }
    }

    /**
     * Requires that a signal may arrive at a port.
     *
     * @param sender what to call the signal
     * @throws ArithmeticException that names port, sender and element of a NaN or infinite number which the port does not take
     */
    public static void requireNumbers(PortSpec port, Signal signal, String sender) {
        if (signal instanceof Reals reals) {
            int at = reals.firstNotFinite(port.missing());
            if (at >= 0) {
                double value = reals.get(at);
                throw new ArithmeticException("port '" + port.name() + "': element " + at + " of " + sender + " is "
                        + (Double.isNaN(value)
                                ? "NaN, no number, and this port takes no missing values; fill the gap in the input, or"
                                        + " leave it out"
                                : value + ", and ports take finite numbers only; make it a number of the size of the"
                                        + " others, or a missing value where the port takes one"));
            }
        }
    }

    /** Whether anything is connected to the port. */
    public boolean has(String port) {
        return byPort[indexOf(port)] != null;
    }

    /** Whether there is a port of that name. */
    public boolean hasPort(String port) {
        return ports.stream().anyMatch(p -> p.name().equals(port));
    }

    /** The signal at an SDR port. */
    public Sdr sdr(String port) {
        return (Sdr) get(port);
    }

    /** The signal at a port of doubles. */
    public Reals reals(String port) {
        return (Reals) get(port);
    }

    /** The signal at a port of integers. */
    public Ints ints(String port) {
        return (Ints) get(port);
    }

    /** All ports in their order; an unconnected one is null. */
    public Signal at(int portIndex) {
        return byPort[portIndex];
    }

    /** Number of ports. */
    public int size() {
        return byPort.length;
    }

    private Signal get(String port) {
        Signal signal = byPort[indexOf(port)];
        if (signal == null) {
            throw new IllegalStateException("nothing is connected to port '" + port + "'");
        }
        return signal;
    }

    private int indexOf(String port) {
        for (int i = 0; i < byPort.length; i++) {
            if (ports.get(i).name().equals(port)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no port '" + port + "'");
    }
}
