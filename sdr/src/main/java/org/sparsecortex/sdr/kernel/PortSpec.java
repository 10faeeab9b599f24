package org.sparsecortex.sdr.kernel;

import org.sparsecortex.sdr.Signal;

/**
 * An input of a population. Several connections into one port are laid side by side in the order of the scenario.
 *
 * @param name name used in connections
 * @param kind kind of signal it takes
 * @param required whether a network without a connection to it is an error
 * @param doc what it is for
 * @param missing whether NaN may arrive, because the model takes it as a value that is missing; NaN at any other port, and an
 *     infinite number at any, stops the run ({@link Inputs})
 */
public record PortSpec(String name, Signal.Kind kind, boolean required, String doc, boolean missing) {
    /** A port at which every number is one. */
    public PortSpec(String name, Signal.Kind kind, boolean required, String doc) {
        this(name, kind, required, doc, false);
    }

    /** This port where NaN means a missing value. */
    public PortSpec withMissing() {
        return new PortSpec(name, kind, required, doc, true);
    }
}
