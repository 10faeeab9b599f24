package org.sparsecortex.sdr.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.state.PopulationState;

/**
 * The state of a network between two steps, in global unit order. That of its populations need not be in memory: of a {@link Runner} it
 * is read from the kernels while the runner stays where it is, of a checkpoint from its file.
 *
 * @param position number of steps done
 * @param populations state of each population by name
 * @param history last values of each endpoint that is read with a delay, oldest first
 * @param links state of each delta-coded connection by name
 */
public record Snapshot(
        long position,
        Map<String, PopulationState> populations,
        Map<Endpoint, List<Signal>> history,
        Map<String, byte[]> links) {
    public Snapshot {
        populations = Map.copyOf(populations);
        history = Map.copyOf(history);
        links = Map.copyOf(links);
    }

    /** A copy in memory, which stays as it is when the runner goes on. */
    public Snapshot held() {
        Map<String, PopulationState> copies = new LinkedHashMap<>();
        populations.forEach((name, state) -> copies.put(name, state.held()));
        return new Snapshot(position, copies, history, links);
    }

    /**
     * Checks that the snapshot belongs to a network like this one.
     *
     * @throws IllegalArgumentException if names of populations or numbers of units differ
     */
    public void requireFor(Network network) {
        for (Population p : network.order()) {
            PopulationState state = populations.get(p.name());
            if (state == null
                    || state.units() != p.units()
                    || populations.size() != network.order().size()) {
                throw new IllegalArgumentException("the snapshot of " + populations.keySet()
                        + " does not fit population '" + p.name() + "' of " + p.units() + " units");
            }
        }
    }
}
