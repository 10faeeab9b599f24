package org.sparsecortex.sdr.network;

import java.util.List;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;

/**
 * A named population of a network.
 *
 * @param name unique name
 * @param units number of units
 * @param ports inputs
 * @param signals what it emits
 * @param model the bound model
 */
public record Population(String name, int units, List<PortSpec> ports, List<SignalSpec> signals, Model<?, ?> model) {
    public Population {
        ports = List.copyOf(ports);
        signals = List.copyOf(signals);
    }
}
