package org.sparsecortex.runtime;

import java.util.ArrayList;
import java.util.List;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Watch;

/**
 * Signals of a population that somebody needs: those that connections carry in every step, those watched in the steps that the
 * watch wants.
 */
final class Wanted {
    private final List<SignalSpec> specs = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Boolean> carried = new ArrayList<>();
    /** Place of each among the endpoints of the watch; -1 if it is not watched. */
    private final List<Integer> places = new ArrayList<>();

    private final Watch watch;

    Wanted(Network network, Population population, Watch watch) {
        this.watch = watch;
        for (SignalSpec spec : population.signals()) {
            Endpoint endpoint = new Endpoint(population.name(), spec.name());
            boolean read = network.connections().stream().map(Connection::from).anyMatch(endpoint::equals);
            int place = watch.endpoints().indexOf(endpoint);
            if (read || place >= 0) {
                specs.add(spec);
                endpoints.add(endpoint);
                carried.add(read);
                places.add(place);
            }
        }
    }

    int size() {
        return specs.size();
    }

    SignalSpec spec(int i) {
        return specs.get(i);
    }

    Endpoint endpoint(int i) {
        return endpoints.get(i);
    }

    /** How long a finished step may wait for the next one before it is reported. */
    long patienceNanos() {
        return carried.contains(true) ? Firing.PATIENCE_NANOS : Firing.RECORD_PATIENCE_NANOS;
    }

    /** Whether signal {@code i} is needed in a step. */
    boolean at(int i, long step) {
        return carried.get(i) || watch.wants(places.get(i), step);
    }
}
