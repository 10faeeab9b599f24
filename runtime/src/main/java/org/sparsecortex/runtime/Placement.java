package org.sparsecortex.runtime;

import java.util.ArrayList;
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
 * A population is cut where a part of it would still be worth a message: into min(threads, c / (C / threads), c / {@link
 * #LEAST_NANOS}) ranges, c: its cost a step, C: that of all populations.
 *
 * @param plan the ranges, on as many threads as all workers have
 * @param hosts number of the worker for each range of a population
 */
public record Placement(Plan plan, Map<String, List<Integer>> hosts) {
    /** Least work a step for which a range of its own pays, in ns: two phases of 0.3 ms of latency between processes. */
    private static final double LEAST_NANOS = 600_000;

    private record Piece(String population, int index, double cost) {}

    /**
     * Places a network by the expected cost of its populations.
     *
     * @param costs ns a step of each population
     * @param partitions ranges of each population; 0 cuts by cost
     * @param threads threads of each worker
     */
    public static Placement of(Network network, Map<String, Double> costs, int partitions, List<Integer> threads) {
        Checks.atLeast("workers", threads.size(), 1);
        int all = threads.stream().mapToInt(Integer::intValue).sum();
        double total = costs.values().stream().mapToDouble(Double::doubleValue).sum();
        Plan plan = Plan.of(network, 1, all);
        List<Piece> pieces = new ArrayList<>();
        Map<String, List<Integer>> hosts = new LinkedHashMap<>();
        for (Population p : network.order()) {
            double cost = costs.get(p.name());
            double worth = Math.min(cost / Math.max(1, total / all), cost / LEAST_NANOS);
            int parts = partitions > 0 ? partitions : (int) Math.max(1, Math.min(all, Math.rint(worth)));
            plan = plan.cut(p.name(), parts);
            List<UnitRange> ranges = plan.ranges(p.name());
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < ranges.size(); i++) {
                pieces.add(new Piece(p.name(), i, cost * ranges.get(i).size() / Math.max(1, p.units())));
                open.add(-1);
            }
            hosts.put(p.name(), open);
        }
        pieces.sort(Comparator.comparingDouble(Piece::cost).reversed());
        double[] load = new double[threads.size()];
        for (Piece piece : pieces) {
            int best = 0;
            for (int w = 1; w < load.length; w++) {
                if ((load[w] + piece.cost) / threads.get(w) < (load[best] + piece.cost) / threads.get(best)) {
                    best = w;
                }
            }
            load[best] += piece.cost;
            hosts.get(piece.population).set(piece.index, best);
        }
        return new Placement(plan, hosts);
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
