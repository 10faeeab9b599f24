package org.sparsecortex.simulations.cluster;

import java.util.List;
import java.util.Map;
import org.sparsecortex.runtime.Cost;
import org.sparsecortex.runtime.Driver;
import org.sparsecortex.runtime.Placement;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Estimated memory of the populations of a scenario, and whether each worker has room for those of its ranges. */
final class NodeMemory {
    private static final int MIB_BITS = 20;

    private final ReadScenario read;
    private final Map<String, Cost> bytes;

    NodeMemory(ReadScenario read) {
        this.read = read;
        bytes = read.estimatedBytes();
    }

    /** What each population is estimated to take, bytes. */
    Map<String, Cost> bytes() {
        return bytes;
    }

    /** Whether all populations have room in one process. */
    boolean fitsInto(long limit) {
        return bytes.values().stream().mapToDouble(Cost::whole).sum() <= limit;
    }

    /** What each worker brings. */
    static List<Placement.Room> rooms(List<Driver.Host> hosts) {
        return hosts.stream()
                .map(host -> new Placement.Room(host.threads(), host.memory()))
                .toList();
    }

    /**
     * Requires that each worker has room for what is placed on it.
     *
     * @throws UserError if one has not; it names all that have not, with what they need and what they have
     */
    void require(Placement placement, List<Driver.Host> hosts) {
        StringBuilder refused = new StringBuilder();
        for (int w = 0; w < hosts.size(); w++) {
            long need = placement.bytes(read.network(), bytes, w);
            if (need > hosts.get(w).memory()) {
                refused.append(refused.length() == 0 ? "" : "; ")
                        .append("the ranges of the worker on ")
                        .append(hosts.get(w).machine())
                        .append(" need about ")
                        .append(mib(need))
                        .append(" MiB of memory, allowed are ")
                        .append(mib(hosts.get(w).memory()))
                        .append(" MiB");
            }
        }
        if (refused.length() > 0) {
            throw new UserError(refused + ", half of the process's; start workers with"
                    + " SPARSECORTEX_JAVA_OPTS=-Xmx... for more, or more of them");
        }
    }

    private static long mib(long bytes) {
        return (bytes + (1L << MIB_BITS) - 1) >> MIB_BITS;
    }
}
