package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.function.DoubleToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.numeric.Steps;
import org.sparsecortex.spiking.wiring.ConnectionRule.Ends;
import org.sparsecortex.spiking.wiring.Distribution;
import org.sparsecortex.spiking.wiring.Synapses;
import org.sparsecortex.spiking.wiring.Wiring;

/** What follows from the parameters and the seed of a network, for all its ranges: places of groups, units of weights, wiring. */
final class Layout {
    /** Longest delay, grid steps. */
    static final int MOST = 4096;

    private final int[] firstUnit;
    private final double[] weightUnit;
    private final Wiring wiring;
    private final Map<Projection, Wiring> changing = new LinkedHashMap<>();
    private final Map<SegmentProjection, Wiring> segments = new LinkedHashMap<>();
    /** Tables of 65,536 values take their time and room, and most projections of a network draw from the same few. */
    private final Map<Drawing, Wiring.Values> tables = new LinkedHashMap<>();

    /** What a table of drawn values follows from; {@code unit} is that of weights, or the grid step of delays. */
    private record Drawing(Distribution distribution, boolean isDelay, double unit) {}

    Layout(SpikingNetworkParams params, long seed) {
        List<Group> groups = params.groups();
        firstUnit = new int[groups.size() + 1];
        weightUnit = new double[groups.size()];
        for (int g = 0; g < groups.size(); g++) {
            firstUnit[g + 1] = firstUnit[g] + groups.get(g).neurons();
            weightUnit[g] = unit(groups.get(g), params.projections(), params.noise());
        }
        int sources = params.units()
                + params.sources().stream().mapToInt(ExternalSource::neurons).sum();
        List<Wiring.Link> links = new ArrayList<>();
        for (Projection p : params.projections()) {
            Wiring.Link link = link(params, p, weights(params, p, weightUnit[index(groups, p.to())]), seed);
            if (p.isStatic()) {
                links.add(link);
            } else {
                changing.put(p, new Wiring(List.of(link), sources));
            }
        }
        wiring = new Wiring(links, sources);
        for (SegmentProjection p : params.segmentProjections()) {
            segments.put(
                    p, new Wiring(List.of(link(params, p.plain(), Wiring.Values.drawn((short) 1), seed)), sources));
        }
    }

    private Wiring.Link link(SpikingNetworkParams params, Projection p, Wiring.Values weights, long seed) {
        int to = index(params.groups(), p.to());
        return new Wiring.Link(
                KeyedRandom.of(seed, "projection " + p.id()),
                p.rule(),
                ends(params, p),
                firstSource(params, p.from()),
                firstUnit[to],
                weights,
                delays(params, p));
    }

    /** First unit of a group; of the number of groups, the number of units. */
    int firstUnit(int group) {
        return firstUnit[group];
    }

    /** What a sum of 1 is in the unit of weights of a group. */
    double weightUnit(int group) {
        return weightUnit[group];
    }

    /** Synapses that stay as they are. */
    Wiring wiring() {
        return wiring;
    }

    /** Projections whose synapses change, each by itself, in their order. */
    Map<Projection, Wiring> changing() {
        return changing;
    }

    /** Longest delay of any synapse, grid steps. */
    int longest() {
        return Stream.concat(changing.values().stream(), segments.values().stream())
                .mapToInt(Wiring::longest)
                .reduce(wiring.longest(), Math::max);
    }

    /** Projections onto segments, each by itself, in their order. */
    Map<SegmentProjection, Wiring> segments() {
        return segments;
    }

    static int index(List<Group> groups, String id) {
        for (int g = 0; g < groups.size(); g++) {
            if (groups.get(g).id().equals(id)) {
                return g;
            }
        }
        return -1;
    }

    static int sourceCount(List<Group> groups, List<ExternalSource> sources, String id) {
        int g = index(groups, id);
        return g >= 0
                ? groups.get(g).neurons()
                : sources.stream()
                        .filter(s -> s.id().equals(id))
                        .mapToInt(ExternalSource::neurons)
                        .sum();
    }

    int firstSource(SpikingNetworkParams params, String id) {
        int g = index(params.groups(), id);
        return g >= 0 ? firstUnit[g] : params.units() + firstOutside(params.sources(), id);
    }

    /** Number of sources before that of a name. */
    static int firstOutside(List<ExternalSource> sources, String id) {
        int first = 0;
        for (ExternalSource source : sources) {
            if (source.id().equals(id)) {
                return first;
            }
            first += source.neurons();
        }
        throw new IllegalStateException("no source " + id);
    }

    static Ends ends(SpikingNetworkParams params, Projection p) {
        return new Ends(
                sourceCount(params.groups(), params.sources(), p.from()),
                params.groups().get(index(params.groups(), p.to())).neurons(),
                p.from().equals(p.to()));
    }

    /** Largest magnitude of a weight onto a group. */
    static double largestWeight(String group, List<Projection> projections, List<Noise> noise) {
        double largest = 0;
        for (Projection p : projections) {
            if (p.to().equals(group)) {
                largest = Math.max(largest, p.largestWeight());
            }
        }
        for (Noise n : noise) {
            if (n.to().equals(group)) {
                largest = Math.max(largest, Math.abs(n.weight()));
            }
        }
        return largest;
    }

    private static double unit(Group group, List<Projection> projections, List<Noise> noise) {
        if (group.weightStep() > 0) {
            return group.weightStep();
        }
        double largest = largestWeight(group.id(), projections, noise);
        if (largest == 0) {
            return 1;
        }
        double unit = Math.scalb(1.0, Math.getExponent(largest) - 14);
        return largest / unit < Synapses.WEIGHTS - 1 ? unit : 2 * unit;
    }

    /** A weight in whole units, half to even. */
    static int whole(double weight, double unit) {
        return (int) Math.rint(weight / unit);
    }

    private Wiring.Values weights(SpikingNetworkParams params, Projection p, double unit) {
        Distribution d = p.weight();
        if (d.listed().isPresent()) {
            return listed(params, p, d.listed().get(), weight -> whole(weight, unit));
        }
        if (d instanceof Distribution.Constant constant) {
            return Wiring.Values.drawn((short) whole(constant.value(), unit));
        }
        boolean isPositive = d.expected() > 0;
        return tables.computeIfAbsent(
                new Drawing(d, false, unit),
                key -> drawn(d.quantiles(isPositive ? 0 : -1e9, isPositive ? 1e9 : 0), weight -> whole(weight, unit)));
    }

    private static Wiring.Values drawn(double[] values, DoubleToIntFunction toWhole) {
        return Wiring.Values.drawn(table(Arrays.stream(values), values.length, toWhole));
    }

    private static Wiring.Values listed(
            SpikingNetworkParams params, Projection p, Distribution.Listed d, DoubleToIntFunction toWhole) {
        short[] table =
                table(d.values().stream().mapToDouble(v -> v), d.values().size(), toWhole);
        return new Wiring.Values(table, Wiring.firstSynapses(p.rule(), ends(params, p)));
    }

    private static short[] table(DoubleStream values, int count, DoubleToIntFunction toWhole) {
        short[] table = new short[count];
        int at = 0;
        for (PrimitiveIterator.OfDouble value = values.iterator(); value.hasNext(); ) {
            table[at++] = (short) toWhole.applyAsInt(value.nextDouble());
        }
        return table;
    }

    /** A delay that must be whole steps. */
    static int steps(double delayMs, double stepMs) {
        return Math.toIntExact(Steps.of("delayMs", delayMs, "stepMs", stepMs));
    }

    private Wiring.Values delays(SpikingNetworkParams params, Projection p) {
        double h = params.stepMs();
        Distribution d = p.delayMs();
        if (d.listed().isPresent()) {
            return listed(params, p, d.listed().get(), delay -> steps(delay, h));
        }
        if (d instanceof Distribution.Constant constant) {
            return Wiring.Values.drawn((short) steps(constant.value(), h));
        }
        return tables.computeIfAbsent(
                new Drawing(d, true, h), key -> drawn(d.quantiles(h, h * MOST), delay -> (int) Math.rint(delay / h)));
    }

    private static int lowest(Projection p, double stepMs) {
        return p.delayMs() instanceof Distribution.Constant constant
                ? steps(constant.value(), stepMs)
                : Math.max(1, (int) Math.rint(p.delayMs().lowest() / stepMs));
    }

    /** A lower bound of all delays between groups; the longest that is possible if there are none. */
    static int shortestRecurrent(double stepMs, List<Group> groups, List<Projection> projections) {
        return projections.stream()
                .filter(p -> index(groups, p.from()) >= 0)
                .mapToInt(p -> lowest(p, stepMs))
                .min()
                .orElse(MOST);
    }

    static int shortest(SpikingNetworkParams params) {
        return params.allProjections().stream()
                .mapToInt(p -> lowest(p, params.stepMs()))
                .min()
                .orElse(1);
    }

    static int longest(SpikingNetworkParams params) {
        return params.allProjections().stream()
                .mapToInt(p -> (int) Math.rint(p.delayMs().highest() / params.stepMs()))
                .max()
                .orElse(1);
    }
}
