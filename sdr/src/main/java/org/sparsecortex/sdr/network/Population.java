package org.sparsecortex.sdr.network;

import java.util.List;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.PacketTypes;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.UnitRange;

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

    /**
     * The population that parameters make in a place.
     *
     * @throws IllegalArgumentException if an input shape does not fit
     */
    public static Population of(BuildContext context, ModelParams params) {
        return new Population(context.name(), params.units(), params.ports(), params.signals(), params.build(context));
    }

    /**
     * How to write and read what the ranges tell each other: all that somebody needs to know who has the bytes of a packet and the
     * name of its population. Makes a kernel of one unit to look at it; a {@link RangeDriver} has one already.
     */
    public PacketTypes<?, ?> packets() {
        return PacketTypes.of(model.kernel(new UnitRange(0, Math.min(1, units))));
    }

    /**
     * A signal by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SignalSpec signal(String signal) {
        for (SignalSpec spec : signals) {
            if (spec.name().equals(signal)) {
                return spec;
            }
        }
        throw new IllegalArgumentException("population '" + name + "' has no signal '" + signal + "', only "
                + signals.stream().map(SignalSpec::name).toList());
    }
}
