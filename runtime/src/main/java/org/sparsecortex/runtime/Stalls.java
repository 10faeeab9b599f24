package org.sparsecortex.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sparsecortex.sdr.network.Network;

/**
 * Finds out whom a run waits for that does not go on: every worker is asked which of its ranges are too busy to answer. Of the
 * driver's node's actor only.
 */
final class Stalls {
    private final Network network;
    private final Placement placement;
    private final List<Driver.Host> hosts;
    private final Map<String, List<Wire.Busy.Range>> answers = new HashMap<>();
    private long number;

    Stalls(Network network, Placement placement, List<Driver.Host> hosts) {
        this.network = network;
        this.placement = placement;
        this.hosts = hosts;
    }

    /**
     * What the runner waits for.
     *
     * @param step the first step that is not done
     * @param since how long it has waited
     * @param messages receives a line for the user
     */
    record Waiting(long run, long step, Duration since, Consumer<String> messages) {}

    /** Begins to ask; answers to earlier questions do not count any more. */
    long ask() {
        answers.clear();
        return ++number;
    }

    /** A worker has answered. */
    void answered(String address, Wire.Busy busy) {
        if (busy.number() == number) {
            answers.put(address, busy.ranges());
        }
    }

    /** What the answers say. */
    String judge(Waiting waiting) {
        List<String> whom = new ArrayList<>();
        for (int h = 0; h < hosts.size(); h++) {
            Driver.Host host = hosts.get(h);
            List<Wire.Busy.Range> busy = answers.get(host.address());
            if (busy == null) {
                whom.add(host.machine() + ", which does not answer (" + String.join(", ", all(h)) + ")");
            } else if (!busy.isEmpty()) {
                List<String> names = new ArrayList<>();
                busy.forEach(range -> names.add(name(range.population(), range.index())));
                whom.add(String.join(", ", names) + " on " + host.machine());
            }
        }
        return "from step " + waiting.step() + " on, nothing has come for "
                + waiting.since().toSeconds() + " s; the run waits for "
                + (whom.isEmpty() ? "nobody who is at work, all workers answer" : String.join("; ", whom));
    }

    private List<String> all(int host) {
        List<String> names = new ArrayList<>();
        for (int p = 0; p < network.order().size(); p++) {
            List<Integer> at = placement.hosts().get(network.order().get(p).name());
            for (int i = 0; i < at.size(); i++) {
                if (at.get(i) == host) {
                    names.add(name(p, i));
                }
            }
        }
        return names;
    }

    private String name(int population, int index) {
        String name = network.order().get(population).name();
        return name + ", units " + placement.plan().ranges(name).get(index);
    }
}
