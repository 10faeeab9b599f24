package org.sparsecortex.sdr.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * How a network is carried out: the ranges into which each population is cut, and the threads they run on. Immutable.
 *
 * <p>A plan decides no result, so it is hashed nowhere and a checkpoint may go on under any other one. Ranges of a population
 * that has no more of them than there are threads run {@link #apart}. The place of a range is one of the threads of this
 * process; a driver over several machines adds the node (see docs/architecture.md).
 */
public final class Plan {
    private static final int SHOWN = 4;

    private final Map<String, List<UnitRange>> ranges;
    private final int threads;

    private Plan(Map<String, List<UnitRange>> ranges, int threads) {
        this.ranges = Collections.unmodifiableMap(ranges);
        this.threads = Checks.inRange("threads", threads, 1, 1024);
    }

    /** Every population whole, on as many threads as there are processors. */
    public static Plan whole(Network network) {
        return of(network, 1, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Every population in {@code partitions} ranges of nearly equal length, or as many as it has units.
     *
     * @throws IllegalArgumentException unless 1 &lt;= partitions and 1 &lt;= threads &lt;= 1024
     */
    public static Plan of(Network network, int partitions, int threads) {
        Map<String, List<UnitRange>> ranges = new LinkedHashMap<>();
        for (Population p : network.order()) {
            ranges.put(p.name(), UnitRange.split(p.units(), partitions));
        }
        return new Plan(ranges, threads);
    }

    /**
     * This plan with one population cut as told.
     *
     * @throws IllegalArgumentException if there is no such population, or the ranges do not cover all its units in order
     */
    public Plan cut(String population, List<UnitRange> into) {
        List<UnitRange> old = ranges(population);
        requireCover(population, into, old.get(old.size() - 1).to());
        Map<String, List<UnitRange>> changed = new LinkedHashMap<>(ranges);
        changed.put(population, List.copyOf(into));
        return new Plan(changed, threads);
    }

    /** This plan with one population in that many ranges of nearly equal length. */
    public Plan cut(String population, int partitions) {
        List<UnitRange> old = ranges(population);
        return cut(population, UnitRange.split(old.get(old.size() - 1).to(), partitions));
    }

    /** This plan on another number of threads. */
    public Plan onThreads(int count) {
        return new Plan(ranges, count);
    }

    static void requireCover(String population, List<UnitRange> ranges, int units) {
        int next = 0;
        for (UnitRange range : ranges) {
            Checks.that(
                    range.from() == next && (range.size() > 0 || units == 0),
                    "ranges of '" + population + "'",
                    range,
                    "must begin at unit " + next + " and hold at least one unit");
            next = range.to();
        }
        Checks.that(
                next == units && !ranges.isEmpty(),
                "ranges of '" + population + "'",
                ranges,
                "must cover all " + units + " units");
    }

    /**
     * Requires that this is a plan of {@code network}.
     *
     * @throws IllegalArgumentException if populations or their sizes differ
     */
    public void requireFor(Network network) {
        List<String> names = network.order().stream().map(Population::name).toList();
        Checks.that(
                ranges.size() == names.size() && ranges.keySet().containsAll(names),
                "populations of the plan",
                ranges.keySet(),
                "must be those of the network, " + names);
        network.order().forEach(p -> requireCover(p.name(), ranges.get(p.name()), p.units()));
    }

    /**
     * Ranges of a population in unit order.
     *
     * @throws IllegalArgumentException if there is no such population
     */
    public List<UnitRange> ranges(String population) {
        Checks.that(
                ranges.containsKey(population), "population", population, "is not in the plan of " + ranges.keySet());
        return ranges.get(population);
    }

    /** Worker threads, at least 1. A runner without threads of its own ignores them. */
    public int threads() {
        return threads;
    }

    /** Whether each range of the population can have a thread of its own, so that ranges do better to talk to each other. */
    public boolean apart(String population) {
        return ranges(population).size() <= threads;
    }

    /** One line a population: number of ranges, the first of them, and how they agree on a decision. */
    public String explain() {
        StringBuilder text = new StringBuilder(threads + (threads == 1 ? " thread" : " threads"));
        ranges.forEach((name, cut) -> {
            text.append("\n  ").append(name).append(": ").append(cut.size());
            text.append(cut.size() == 1 ? " range " : " ranges ");
            cut.stream().limit(SHOWN).forEach(range -> text.append(range).append(' '));
            text.append(cut.size() > SHOWN ? ".. " + cut.get(cut.size() - 1) + " " : "");
            text.append(
                    cut.size() == 1
                            ? "decides alone"
                            : apart(name) ? "exchange proposals" : "share threads, led by their population");
        });
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plan that && threads == that.threads && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return 31 * ranges.hashCode() + threads;
    }

    @Override
    public String toString() {
        return explain();
    }
}
