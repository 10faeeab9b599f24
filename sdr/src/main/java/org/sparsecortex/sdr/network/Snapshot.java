package org.sparsecortex.sdr.network;

import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;

/**
 * The state of a network between two steps, in global unit order.
 *
 * @param position number of steps done
 * @param populations state of each population by name
 * @param history last values of each endpoint that is read with a delay, oldest first
 */
public record Snapshot(long position, Map<String, PopulationState> populations, Map<Endpoint, List<Signal>> history) {
    public Snapshot {
        populations = Map.copyOf(populations);
        history = Map.copyOf(history);
    }
}
