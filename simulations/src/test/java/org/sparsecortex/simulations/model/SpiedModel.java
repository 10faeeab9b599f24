package org.sparsecortex.simulations.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;

/** A network whose kernels a test can look at, each range of each population, and put something around. */
final class SpiedModel {
    /** Puts something around the kernel of a range. */
    interface Around {
        /** Puts nothing around it. */
        Around NOTHING = new Around() {
            @Override
            public <P extends Packet, D extends Packet> Kernel<P, D> kernel(
                    Population population, Kernel<P, D> kernel) {
                return kernel;
            }
        };

        /** What takes the place of a kernel. */
        <P extends Packet, D extends Packet> Kernel<P, D> kernel(Population population, Kernel<P, D> kernel);
    }

    private final Network network;
    private final Map<String, List<Kernel<?, ?>>> kernels = new LinkedHashMap<>();

    SpiedModel(Network original, Around around) {
        List<Population> populations = original.order().stream()
                .map(p -> new Population(p.name(), p.units(), p.ports(), p.signals(), spied(p, p.model(), around)))
                .toList();
        network = new Network(original.sources(), populations, original.connections(), original.schedule());
    }

    private <P extends Packet, D extends Packet> Model<P, D> spied(
            Population population, Model<P, D> model, Around around) {
        return Model.of(
                model.rounds(),
                range -> remember(population.name(), around.kernel(population, model.kernel(range))),
                model.reducer());
    }

    /** Actors make their kernels at the same time. */
    private synchronized <P extends Packet, D extends Packet> Kernel<P, D> remember(String name, Kernel<P, D> kernel) {
        kernels.computeIfAbsent(name, n -> new ArrayList<>()).add(kernel);
        return kernel;
    }

    /** The network, to be run once. */
    Network network() {
        return network;
    }

    /** Kernels of a population's ranges in unit order, once a runner made them. */
    List<Kernel<?, ?>> kernels(String population) {
        return Collections.unmodifiableList(kernels.get(population));
    }
}
