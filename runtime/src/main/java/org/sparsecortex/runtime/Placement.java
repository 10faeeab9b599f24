package org.sparsecortex.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.param.Checks;

/**
 * Which worker computes which range. Decides no result.
 *
 * <p>Ranges go, the most expensive first, each to the worker on which it would be finished first (longest processing time first):
 *
 * <pre>  worker = argmin_w (load_w + cost) / threads_w        ties: the earlier worker </pre>
 *
 * Ranges whose estimated memory a worker has no room for go to another. A population is cut where a part of it would still be worth a message: into min(threads, c / (C / threads), c / {@link
 * #LEAST_NANOS}) ranges, c: what its ranges would share of its cost a step, C: the cost of all populations.
 *
 * @param plan the ranges, on as many threads as all workers have
 * @param hosts number of the worker for each range of a population
 */
public record Placement(Plan plan, Map<String, List<Integer>> hosts) {
    /** Least work a step for which a range of its own pays, in ns: two rounds of 0.3 ms of latency between processes. */
    private static final double LEAST_NANOS = 600_000;

    /** Ranges of a population for each worker at most, where it has no room otherwise. */
    private static final int FINEST = 8;

    private static final Cost NOTHING = new Cost(0, 0);

    private record Piece(String population, int index, double cost, double bytes) {}

    /**
     * What a worker brings.
     *
     * @param threads its threads
     * @param memory bytes that its ranges may be estimated at together
     */
    public record Room(int threads, long memory) {}

    /**
     * Places a network by the expected cost of its populations where there is room for them; into more ranges than pay if it has
     * no room otherwise. What has no room anywhere is placed all the same: see {@link #bytes}.
     *
     * @param costs what each population takes of time
     * @param bytes what it is estimated to take of memory; nothing where nothing is said
     * @param partitions ranges of each population; 0 cuts by cost
     * @param rooms what each worker brings
     */
    public static Placement of(
            Network network, Map<String, Cost> costs, Map<String, Cost> bytes, int partitions, List<Room> rooms) {
        Checks.atLeast("workers", rooms.size(), 1);
        Placement placed = cut(network, costs, bytes, partitions, rooms, 1);
        for (int parts = 2; parts <= FINEST && partitions == 0 && !placed.fits(network, bytes, rooms); parts *= 2) {
            placed = cut(network, costs, bytes, partitions, rooms, parts * rooms.size());
        }
        return placed;
    }

    private static Placement cut(
            Network network,
            Map<String, Cost> costs,
            Map<String, Cost> bytes,
            int partitions,
            List<Room> rooms,
            int least) {
        int all = rooms.stream().mapToInt(Room::threads).sum();
        double total = costs.values().stream().mapToDouble(Cost::whole).sum();
        Plan plan = Plan.of(network, 1, all);
        List<Piece> pieces = new ArrayList<>();
        for (Population p : network.order()) {
            Cost cost = costs.get(p.name());
            double worth = Math.min(cost.divided() / Math.max(1, total / all), cost.divided() / LEAST_NANOS);
            int parts = partitions > 0 ? partitions : (int) Math.max(least, Math.min(all, Math.rint(worth)));
            plan = plan.cut(p.name(), Math.max(1, Math.min(parts, p.units())));
            List<UnitRange> ranges = plan.ranges(p.name());
            for (int i = 0; i < ranges.size(); i++) {
                double share = (double) ranges.get(i).size() / Math.max(1, p.units());
                Cost memory = bytes.getOrDefault(p.name(), NOTHING);
                pieces.add(new Piece(p.name(), i, cost.of(share), memory.of(share)));
            }
        }
        return new Placement(plan, place(network, plan, pieces, rooms));
    }

    private static Map<String, List<Integer>> place(Network network, Plan plan, List<Piece> pieces, List<Room> rooms) {
        Map<String, List<Integer>> hosts = new LinkedHashMap<>();
        for (Population p : network.order()) {
            hosts.put(
                    p.name(),
                    new ArrayList<>(Collections.nCopies(plan.ranges(p.name()).size(), -1)));
        }
        pieces.sort(Comparator.comparingDouble(Piece::cost).reversed());
        double[] load = new double[rooms.size()];
        double[] taken = new double[rooms.size()];
        for (Piece piece : pieces) {
            int best = -1;
            for (int w = 0; w < load.length; w++) {
                boolean hasRoom = taken[w] + piece.bytes <= rooms.get(w).memory();
                if (hasRoom && (best < 0 || ends(load, w, piece, rooms) < ends(load, best, piece, rooms))) {
                    best = w;
                }
            }
            int worker = best < 0 ? emptiest(taken, rooms) : best;
            load[worker] += piece.cost;
            taken[worker] += piece.bytes;
            hosts.get(piece.population).set(piece.index, worker);
        }
        return hosts;
    }

    private static double ends(double[] load, int worker, Piece piece, List<Room> rooms) {
        return (load[worker] + piece.cost) / rooms.get(worker).threads();
    }

    private static int emptiest(double[] taken, List<Room> rooms) {
        int best = 0;
        for (int w = 1; w < taken.length; w++) {
            if (rooms.get(w).memory() - taken[w] > rooms.get(best).memory() - taken[best]) {
                best = w;
            }
        }
        return best;
    }

    private boolean fits(Network network, Map<String, Cost> bytes, List<Room> rooms) {
        for (int w = 0; w < rooms.size(); w++) {
            if (bytes(network, bytes, w) > rooms.get(w).memory()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Estimated memory of the ranges on a worker.
     *
     * @param bytes what each population is estimated to take
     */
    public long bytes(Network network, Map<String, Cost> bytes, int worker) {
        double sum = 0;
        for (Population p : network.order()) {
            for (int i = 0; i < hosts.get(p.name()).size(); i++) {
                if (hosts.get(p.name()).get(i) == worker) {
                    double share = (double) plan.ranges(p.name()).get(i).size() / Math.max(1, p.units());
                    sum += bytes.getOrDefault(p.name(), NOTHING).of(share);
                }
            }
        }
        return (long) sum;
    }

    /** One line a population: its ranges and where they run. */
    public String explain(List<String> machines) {
        StringBuilder text = new StringBuilder();
        hosts.forEach((population, at) -> {
            text.append(text.length() == 0 ? "" : "\n").append(population).append(": ");
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < at.size(); i++) {
                parts.add("units " + plan.ranges(population).get(i) + " on " + machines.get(at.get(i)));
            }
            text.append(String.join(", ", parts));
        });
        return text.toString();
    }
}
