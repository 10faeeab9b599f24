package org.sparsecortex.simulations.nir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparsecortex.simulations.array.ArrayFile;
import org.sparsecortex.simulations.array.Hdf5Tree;
import org.sparsecortex.simulations.problem.UserError;

/**
 * A graph as its file holds it, with subgraphs dissolved into it: their inputs and outputs become nodes of the type
 * {@link #PASS}, which hand on what they get.
 *
 * <pre>  /version   /node/type = NIRGraph   /node/nodes/NAME/type and parameters   /node/edges: (from, to) ...  </pre>
 *
 * @param version version of the library that wrote the file
 * @param nodes nodes by name
 * @param edges who gives to whom
 */
record NirGraph(String version, Map<String, NirNode> nodes, List<Edge> edges) {
    /** Type of a node that changes nothing. */
    static final String PASS = "pass";

    private static final long MAX_BYTES = 1L << 30;

    /** What goes from one node to another. */
    record Edge(String from, String to) {}

    /**
     * Reads a file.
     *
     * @throws UserError if it is no such graph
     */
    static NirGraph read(Path file) {
        long[] bytes = new long[1];
        try {
            Hdf5Tree tree = ArrayFile.tree(file, more -> {
                bytes[0] += more;
                if (bytes[0] > MAX_BYTES) {
                    throw new UserError(file + ": its arrays need more than " + MAX_BYTES + " bytes");
                }
            });
            Hdf5Tree root = tree.groups().get("node");
            if (root == null) {
                throw new UserError(file + ": it is an HDF5 file, but no NIR graph: it has no group 'node'");
            }
            NirGraph graph = new NirGraph(text(tree, "version", "unknown"), new TreeMap<>(), new ArrayList<>());
            if (!type(root).equals("NIRGraph")) {
                throw new UserError(file + ": its node is no NIRGraph but '" + type(root) + "'");
            }
            graph.add("", root);
            return graph;
        } catch (IOException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Hdf5Tree tree, String name, String otherwise) {
        List<String> texts = tree.texts().getOrDefault(name, List.of());
        return texts.isEmpty() ? otherwise : texts.get(0);
    }

    private static String type(Hdf5Tree node) {
        return text(node, "type", "a node without a type");
    }

    /** Adds the nodes and edges of a graph, which stands within others under a prefix. */
    private void add(String prefix, Hdf5Tree graph) {
        Hdf5Tree inside = graph.groups().get("nodes");
        List<String> ends = graph.texts().getOrDefault("edges", List.of());
        if (inside == null || ends.size() % 2 != 0) {
            throw new UserError("graph '" + prefix + "' of the NIR file has no nodes, or edges that are no pairs");
        }
        for (Map.Entry<String, Hdf5Tree> entry : inside.groups().entrySet()) {
            String name = prefix + entry.getKey();
            String type = type(entry.getValue());
            if (type.equals("NIRGraph")) {
                add(name + ".", entry.getValue());
            } else {
                boolean isInnerEnd = !prefix.isEmpty() && (type.equals("Input") || type.equals("Output"));
                nodes.put(
                        name,
                        new NirNode(
                                name, isInnerEnd ? PASS : type, entry.getValue().arrays()));
            }
        }
        for (int e = 0; e < ends.size(); e += 2) {
            edges.add(new Edge(
                    end(prefix, inside, ends.get(e), "Output"), end(prefix, inside, ends.get(e + 1), "Input")));
        }
    }

    /** The node that an edge ends at; of a subgraph its only input or output. */
    private static String end(String prefix, Hdf5Tree nodes, String name, String door) {
        Hdf5Tree node = nodes.groups().get(name);
        if (node == null) {
            throw new UserError("an edge of the NIR file names '" + prefix + name + "', which is no node");
        }
        if (!type(node).equals("NIRGraph")) {
            return prefix + name;
        }
        List<String> doors = node.groups().containsKey("nodes")
                ? node.groups().get("nodes").groups().entrySet().stream()
                        .filter(inner -> type(inner.getValue()).equals(door))
                        .map(Map.Entry::getKey)
                        .toList()
                : List.of();
        if (doors.size() != 1) {
            throw new UserError("graph '" + prefix + name + "' of the NIR file has " + doors.size() + " nodes " + door
                    + "; an edge to it needs exactly one");
        }
        return prefix + name + "." + doors.get(0);
    }

    /** Names of the nodes that give to a node, as often as there are edges. */
    List<String> before(String name) {
        return edges.stream().filter(e -> e.to().equals(name)).map(Edge::from).toList();
    }
}
