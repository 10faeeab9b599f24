package org.sparsecortex.simulations.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sparsecortex.simulations.nir.Arrivals.Sum;
import org.sparsecortex.simulations.nir.Arrivals.Way;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.spiking.ExternalSource;
import org.sparsecortex.spiking.Group;
import org.sparsecortex.spiking.Projection;
import org.sparsecortex.spiking.SourceCoding;
import org.sparsecortex.spiking.SpikingNetworkParams;
import org.sparsecortex.spiking.cell.LifDelta;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.Distribution;

/**
 * A graph as a network of spiking neurons: each node that spikes becomes groups of equal neurons, and what lies between two of them
 * one weight for each pair.
 *
 * <p>In the file a spike passes all layers at once, here it takes a step to the next one. So a node n layers behind the inputs
 * runs n steps late, and connections that skip layers get as many steps more; a connection that lies on a loop takes one step.
 * Bias comes from a neuron that spikes in every step, from when the node begins.
 */
final class NirNetwork {
    private static final String BIAS = "bias";
    private static final int MOST_GROUPS = 1000;

    private final NirGraph graph;
    private final Cell.Scheme scheme;
    private final double h;
    private final Arrivals arrivals;
    private final Map<String, Sum> into = new TreeMap<>();
    private final Map<String, Set<String>> ahead = new HashMap<>();
    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, List<Run>> runs = new TreeMap<>();
    private final Names names = new Names();
    private final List<Group> groups = new ArrayList<>();
    private final List<ExternalSource> sources = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();

    /** Equal neurons of a node, next to each other; of an input, all. */
    private record Run(String group, int from, int to, double perInput) {}

    /** @param stepSeconds h */
    NirNetwork(NirGraph graph, Cell.Scheme scheme, double stepSeconds) {
        this.graph = graph;
        this.scheme = scheme;
        h = stepSeconds;
        arrivals = new Arrivals(graph, stepSeconds);
        for (NirNode node : graph.nodes().values()) {
            if (Arrivals.NEURONS.contains(node.type())) {
                into.put(node.name(), arrivals.at(node));
            }
        }
        if (into.isEmpty()) {
            throw new UserError("the NIR file has no node that spikes");
        }
        into.keySet().forEach(name -> ahead.put(name, reached(name)));
        makeSources();
        List<NirNode> inOrder = into.keySet().stream()
                .map(graph.nodes()::get)
                .sorted(Comparator.comparing((NirNode n) -> layer(n.name())).thenComparing(NirNode::name))
                .toList();
        inOrder.forEach(this::makeGroups);
        inOrder.forEach(this::connect);
    }

    /** Neurons that hear of a neuron's spikes, over others too. */
    private Set<String> reached(String name) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(name));
        while (!next.isEmpty()) {
            String from = next.remove(next.size() - 1);
            into.forEach((to, sum) -> {
                if (sum.ways().stream().anyMatch(way -> way.source().equals(from)) && seen.add(to)) {
                    next.add(to);
                }
            });
        }
        return seen;
    }

    private boolean isLoop(String from, String to) {
        return ahead.containsKey(from)
                && ahead.get(to).contains(from)
                && ahead.get(from).contains(to);
    }

    /** Layers from the inputs to a node, the longest way; all nodes of a loop are in one. */
    private int layer(String name) {
        Integer known = layers.get(name);
        if (known != null || !into.containsKey(name)) {
            return known == null ? 0 : known;
        }
        int deepest = 0;
        for (String member : into.keySet()) {
            if (member.equals(name) || isLoop(member, name)) {
                for (Way way : into.get(member).ways()) {
                    if (!isLoop(way.source(), member)) {
                        deepest = Math.max(deepest, layer(way.source()));
                    }
                }
            }
        }
        layers.put(name, deepest + 1);
        return deepest + 1;
    }

    private void makeSources() {
        for (NirNode node : graph.nodes().values()) {
            if (node.type().equals("Input")) {
                int size = LinearNodes.size(Arrivals.shape(node));
                String id = names.of(node.name());
                sources.add(new ExternalSource(id, size, new SourceCoding.Spikes()));
                runs.put(node.name(), List.of(new Run(id, 0, size, 1)));
            }
        }
    }

    private void makeGroups(NirNode node) {
        int count = LinearNodes.size(arrivals.neurons(node));
        if (count != into.get(node.name()).size()) {
            throw node.wrong("has " + count + " neurons and gets "
                    + into.get(node.name()).size() + " values");
        }
        List<Cell.Values> cells = values(node, count);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == 0 || !cells.get(i).equals(cells.get(i - 1))) {
                starts.add(i);
            }
        }
        if (groups.size() + starts.size() > MOST_GROUPS) {
            throw node.wrong("brings the groups of equal neurons to more than " + MOST_GROUPS
                    + ": parameters that differ from neuron to neuron are read of so many only");
        }
        String id = names.of(node.name());
        List<Run> own = new ArrayList<>();
        for (int r = 0; r < starts.size(); r++) {
            int from = starts.get(r);
            int to = r + 1 < starts.size() ? starts.get(r + 1) : count;
            Cell cell = Cell.of(node, cells.get(from), scheme, h);
            String group = starts.size() == 1 ? id : names.of(id + "-" + from);
            groups.add(new Group(group, to - from, cell.model(), Optional.empty(), 0, 0, Optional.empty()));
            own.add(new Run(group, from, to, cell.perInput()));
        }
        runs.put(node.name(), own);
    }

    private static List<Cell.Values> values(NirNode node, int count) {
        boolean hasCurrent = node.type().equals("CubaLIF");
        double[] none = new double[count];
        double[] one = new double[count];
        Arrays.fill(one, 1);
        double[] tau = node.type().equals("IF") ? none : node.each(hasCurrent ? "tau_mem" : "tau", count);
        double[] tauSyn = hasCurrent ? node.each("tau_syn", count) : none;
        double[] r = node.each("r", count);
        double[] leak = node.type().equals("IF") ? none : node.each("v_leak", count);
        double[] threshold = node.each("v_threshold", count);
        double[] reset = node.optional("v_reset").isPresent() ? node.each("v_reset", count) : none;
        double[] wIn = hasCurrent && node.optional("w_in").isPresent() ? node.each("w_in", count) : one;
        List<Cell.Values> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Cell.Values(tau[i], tauSyn[i], r[i], leak[i], threshold[i], reset[i], wIn[i]));
        }
        return all;
    }

    private void connect(NirNode node) {
        Sum sum = into.get(node.name());
        for (Way way : sum.ways()) {
            int steps = isLoop(way.source(), node.name()) ? 1 : layer(node.name()) - layer(way.source());
            for (Run from : runs.get(way.source())) {
                for (Run to : runs.get(node.name())) {
                    connect(way.map(), from, to, steps + way.steps());
                }
            }
        }
        boolean isBiased = Arrays.stream(sum.bias()).anyMatch(b -> b != 0);
        for (Run to : isBiased ? runs.get(node.name()) : List.<Run>of()) {
            List<Double> weights = new ArrayList<>();
            for (int t = to.from; t < to.to; t++) {
                weights.add(sum.bias()[t] * to.perInput);
            }
            project(BIAS, to.group, new ConnectionRule.AllToAll(true), weights, layer(node.name()));
        }
    }

    private void connect(LinearMap map, Run from, Run to, int steps) {
        List<Integer> sourceList = new ArrayList<>();
        List<Integer> targetList = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int t = to.from; t < to.to; t++) {
            for (int e = map.first(t); e < map.first(t + 1); e++) {
                if (map.source(e) >= from.from && map.source(e) < from.to) {
                    sourceList.add(map.source(e) - from.from);
                    targetList.add(t - to.from);
                    weights.add(map.weight(e) * to.perInput);
                }
            }
        }
        if (weights.isEmpty()) {
            return;
        }
        boolean isFull = weights.size() == (to.to - to.from) * (from.to - from.from);
        ConnectionRule rule =
                isFull ? new ConnectionRule.AllToAll(true) : new ConnectionRule.Listed(sourceList, targetList);
        project(from.group, to.group, rule, weights, steps);
    }

    private void project(String from, String to, ConnectionRule rule, List<Double> weights, int steps) {
        projections.add(new Projection(
                names.of(from + "-" + to),
                from,
                to,
                rule,
                new Distribution.Listed(weights),
                new Distribution.Constant(steps * 1000 * h),
                Optional.empty(),
                Optional.empty()));
    }

    /** The network, with the neuron that brings the bias at its end. */
    SpikingNetworkParams network() {
        List<Group> all = new ArrayList<>(groups);
        if (projections.stream().anyMatch(p -> p.from().equals(BIAS))) {
            LifDelta always = new LifDelta(1, 1000 * h, 0, 0.5, 0, 0);
            all.add(new Group(BIAS, 1, always, Optional.empty(), 2 / (1000 * h), 0, Optional.empty()));
        }
        return new SpikingNetworkParams(
                1000 * h, 1, all, sources, projections, List.of(), List.of(), List.of(), List.of());
    }

    /** Groups whose spikes are those of the outputs of the graph, in the order of the outputs' names. */
    List<String> outputs() {
        List<String> found = new ArrayList<>();
        for (NirNode node : graph.nodes().values()) {
            if (node.type().equals("Output")) {
                for (Way way : arrivals.at(node).ways()) {
                    if (!way.map().isIdentity() || way.steps() > 0 || !into.containsKey(way.source())) {
                        throw node.wrong(
                                "gets weighted sums, not the spikes of a node; it must follow one that spikes");
                    }
                    runs.get(way.source()).forEach(run -> found.add(run.group));
                }
            }
        }
        return found;
    }

    /** Names as a network takes them, each once. */
    private static final class Names {
        private final Set<String> taken = new HashSet<>(Set.of(BIAS));

        String of(String name) {
            String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
            plain = Character.isLetter(plain.charAt(0)) ? plain : "n" + plain;
            plain = plain.substring(0, Math.min(plain.length(), 56));
            String found = plain;
            for (int n = 2; !taken.add(found); n++) {
                found = plain + "_" + n;
            }
            return found;
        }
    }
}
