package org.sparsecortex.simulations.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparsecortex.simulations.array.ArrayFile.Numbers;
import org.sparsecortex.simulations.problem.UserError;

/** Follows the edges of a graph back from node to node, through everything that only hands on weighted sums. */
final class Arrivals {
    /** Primitives that spike. */
    static final Set<String> NEURONS = Set.of("LIF", "CubaLIF", "IF");

    private static final int MOST_STEPS = 4096;

    private final NirGraph graph;
    private final double stepSeconds;
    private final Map<String, Sum> given = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Arrivals(NirGraph graph, double stepSeconds) {
        this.graph = graph;
        this.stepSeconds = stepSeconds;
        List<String> unmapped = graph.nodes().values().stream()
                .filter(node -> !isMapped(node))
                .map(NirNode::toString)
                .toList();
        if (!unmapped.isEmpty()) {
            throw new UserError("the NIR file holds what has no exact counterpart here: " + unmapped
                    + "; spikes go through Input, Output, LIF, CubaLIF, IF, Delay, Linear, Affine, Scale, Flatten, Conv1d,"
                    + " Conv2d, SumPool2d, AvgPool2d and graphs of these");
        }
    }

    private static boolean isMapped(NirNode node) {
        return NEURONS.contains(node.type())
                || LinearNodes.TYPES.contains(node.type())
                || Set.of("Input", "Output", "Delay").contains(node.type());
    }

    /**
     * Spikes of one node on their way to another.
     *
     * @param source an input or a node that spikes
     * @param map what each target gets of each source
     * @param steps grid steps that the nodes between hold them back
     */
    record Way(String source, LinearMap map, int steps) {}

    /**
     * What a node gets, or gives.
     *
     * @param ways all spikes that come
     * @param bias what comes in every step
     * @param shape axes
     */
    record Sum(List<Way> ways, double[] bias, List<Integer> shape) {
        int size() {
            return bias.length;
        }
    }

    /** What arrives at a node. */
    Sum at(NirNode node) {
        Sum all = null;
        for (String before : graph.before(node.name())) {
            Sum more = of(graph.nodes().get(before));
            if (all != null && all.size() != more.size()) {
                throw node.wrong("gets " + all.shape + " values from one node and " + more.shape + " from another");
            }
            all = all == null ? more : plus(all, more);
        }
        if (all == null) {
            throw node.wrong("gets nothing: no edge leads to it");
        }
        return all;
    }

    private static Sum plus(Sum a, Sum b) {
        List<Way> ways = new ArrayList<>(a.ways);
        ways.addAll(b.ways);
        double[] bias = a.bias.clone();
        for (int i = 0; i < bias.length; i++) {
            bias[i] += b.bias[i];
        }
        return new Sum(ways, bias, a.shape);
    }

    /** What a node gives. */
    private Sum of(NirNode node) {
        Sum known = given.get(node.name());
        if (known != null) {
            return known;
        }
        if (!open.add(node.name())) {
            throw node.wrong("stands in a loop without a neuron: its sum would depend on itself");
        }
        Sum sum = switch (node.type()) {
            case "Input" -> source(node, shape(node));
            case "LIF", "CubaLIF", "IF" -> source(node, neurons(node));
            case "Output" -> at(node);
            case "Delay" -> delayed(node);
            default -> through(node, at(node));
        };
        open.remove(node.name());
        given.put(node.name(), sum);
        return sum;
    }

    private static Sum source(NirNode node, List<Integer> shape) {
        int size = LinearNodes.size(shape);
        return new Sum(List.of(new Way(node.name(), LinearMap.identity(size), 0)), new double[size], shape);
    }

    /** Axes of an input. */
    static List<Integer> shape(NirNode input) {
        return Arrays.stream(input.value("shape").values())
                .mapToObj(axis -> {
                    if (axis < 1 || axis > 1 << 26 || axis != Math.rint(axis)) {
                        throw input.wrong("has the axis " + axis);
                    }
                    return (int) axis;
                })
                .toList();
    }

    /** Axes of the neurons of a node: those of its parameters, or of what arrives if each of these is one number. */
    List<Integer> neurons(NirNode node) {
        List<Integer> shape = List.of(1);
        for (Numbers value : node.values().values()) {
            if (value.values().length > LinearNodes.size(shape)) {
                shape = value.shape();
            }
        }
        if (LinearNodes.size(shape) > 1) {
            return shape;
        }
        for (String before : graph.before(node.name())) {
            NirNode weights = graph.nodes().get(before);
            if (weights.type().equals("Linear") || weights.type().equals("Affine")) {
                return List.of(weights.value("weight").shape().get(0));
            }
        }
        return at(node).shape();
    }

    private Sum delayed(NirNode node) {
        Sum in = at(node);
        double[] delays = node.each("delay", in.size());
        double steps = delays[0] / stepSeconds;
        int whole = (int) Math.rint(steps);
        for (double delay : delays) {
            if (delay != delays[0]
                    || Math.abs(steps - whole) > 1e-6 * Math.max(1, whole)
                    || whole < 0
                    || whole >= MOST_STEPS) {
                throw node.wrong("has a delay of " + delay + " s; it must be the same for all, whole steps of "
                        + stepSeconds + " s, and below " + MOST_STEPS + " of them");
            }
        }
        List<Way> ways = in.ways.stream()
                .map(way -> new Way(way.source, way.map, way.steps + whole))
                .toList();
        return new Sum(ways, in.bias, in.shape);
    }

    private static Sum through(NirNode node, Sum in) {
        LinearNodes.Linear linear = new LinearNodes(node, in.shape).linear();
        List<Way> ways = in.ways.stream()
                .map(way -> new Way(way.source, way.map.then(linear.map()), way.steps))
                .toList();
        double[] bias = linear.map().times(in.bias);
        for (int i = 0; i < linear.bias().length; i++) {
            bias[i] += linear.bias()[i];
        }
        return new Sum(ways, bias, linear.shape());
    }
}
