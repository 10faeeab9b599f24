package org.sparsecortex.sdr.network;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.sparsecortex.sdr.state.PopulationState;

/** The states of a runner's populations as they are between two steps, not copied: read while the runner stays where it is. */
public final class LiveStates {
    private final Network network;
    private final Function<String, Iterator<byte[]>> blocks;
    private Map<String, PopulationState> now = Map.of();

    /** @param blocks the blocks of a population, by its name */
    public LiveStates(Network network, Function<String, Iterator<byte[]>> blocks) {
        this.network = network;
        this.blocks = blocks;
    }

    /** The states of all populations by name, good until the runner goes on. */
    public Map<String, PopulationState> now() {
        if (!now.isEmpty()) {
            return now;
        }
        Map<String, PopulationState> states = new LinkedHashMap<>();
        for (Population p : network.order()) {
            states.put(p.name(), PopulationState.of(p.units(), () -> {
                requireNow(states);
                Iterator<byte[]> all = blocks.apply(p.name());
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        requireNow(states);
                        return all.hasNext();
                    }

                    @Override
                    public byte[] next() {
                        return all.next();
                    }
                };
            }));
        }
        now = states;
        return states;
    }

    /** Whether the state is that of the runner itself, just now. */
    public boolean isOwn(PopulationState state) {
        return now.values().stream().anyMatch(own -> own == state);
    }

    /** The runner goes on, or has another state. */
    public void end() {
        now = Map.of();
    }

    private void requireNow(Map<String, PopulationState> states) {
        if (now != states) {
            throw new IllegalStateException(
                    "the snapshot is read too late: its runner has gone on; hold it (Snapshot.held)");
        }
    }
}
