package org.sparsecortex.sdr.kernel;

import org.sparsecortex.sdr.Signal;

/**
 * An input of a population. Several connections into one port are laid side by side in the order of the scenario.
 *
 * @param name name used in connections
 * @param kind kind of signal it takes
 * @param required whether a network without a connection to it is an error
 * @param doc what it is for
 */
public record PortSpec(String name, Signal.Kind kind, boolean required, String doc) {}
