package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;

/**
 * Checks on the tree that connections, records, metrics, charts and axes name something that is there. For scenarios with other
 * mistakes, of which no network can be built, so that all mistakes show at once; {@link NetworkBuilder} checks far more.
 */
final class NameChecks {
    private final Node root;
    private final Problems problems;

    private NameChecks(Node root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    static void check(Node root, Problems problems) {
        NameChecks checks = new NameChecks(root, problems);
        Set<String> owners = new LinkedHashSet<>(checks.keys("/inputs"));
        owners.addAll(checks.keys("/populations"));
        checks.addLinks(owners);
        for (int i = 0; i < checks.elements("/connections").size(); i++) {
            checks.owner("/connections/" + i + "/from", owners);
            checks.owner("/connections/" + i + "/to", checks.keys("/populations"));
        }
        List<String> records = new ArrayList<>();
        for (int i = 0; i < checks.elements("/records").size(); i++) {
            records.add(checks.text("/records/" + i + "/id"));
            String signals = "/records/" + i + "/signals";
            for (int s = 0; s < checks.elements(signals).size(); s++) {
                checks.owner(signals + "/" + s, owners);
            }
        }
        checks.metrics(records);
        checks.charts(records);
        checks.axes();
    }

    private void metrics(List<String> records) {
        List<String> phases = texts("/phases", "name");
        for (int i = 0; i < elements("/metrics").size(); i++) {
            name("/metrics/" + i + "/record", records, "there is no record of this id");
            if (!"".equals(text("/metrics/" + i + "/phase"))) {
                name("/metrics/" + i + "/phase", phases, "there is no phase of this name");
            }
        }
    }

    /** Series of charts, and heat maps and rasters, name a record or a table of the sweep. */
    private void charts(List<String> records) {
        List<String> tables = new ArrayList<>(records);
        if (Overrides.find(root, "/sweep") instanceof Node.Obj) {
            tables.addAll(List.of("sweep", "sweep-runs"));
            tables.addAll(texts("/sweep/analyses", "id"));
        }
        for (int i = 0; i < elements("/charts").size(); i++) {
            chart("/charts/" + i, tables);
        }
    }

    private void chart(String at, List<String> tables) {
        if (Overrides.find(root, at) instanceof Node.Obj part) {
            part.members().keySet().forEach(key -> chart(at + "/" + JsonTree.escape(key), tables));
        } else if (Overrides.find(root, at) instanceof Node.Arr parts) {
            IntStream.range(0, parts.elements().size()).forEach(i -> chart(at + "/" + i, tables));
        } else if (at.endsWith("/record")) {
            name(at, tables, "there is no record '" + text(at) + "'");
        }
    }

    /** Axes of a sweep set values of inputs and populations that are there. */
    private void axes() {
        for (int i = 0; i < elements("/sweep/axes").size(); i++) {
            String at = "/sweep/axes/" + i;
            axis(at + "/pointer");
            for (int k = 0; k < elements(at + "/pointers").size(); k++) {
                axis(at + "/pointers/" + k);
            }
        }
    }

    private void axis(String at) {
        String[] set = String.valueOf(text(at)).split("/", 4);
        boolean owned = set.length > 2 && set[1].matches("inputs|populations");
        if (owned && !keys("/" + set[1]).contains(set[2].replace("~1", "/").replace("~0", "~"))) {
            problems.add(at, Overrides.find(root, at), SweepChecks.NO_VALUE);
        }
    }

    /** Tells of a name that is none of these, unless one of these could not be read. */
    private void name(String pointer, List<String> known, String message) {
        String name = text(pointer);
        if (name != null && !known.contains(name) && !known.contains(null)) {
            problems.add(pointer, Overrides.find(root, pointer), message + Names.didYouMean(name, known));
        }
    }

    /** A text of each element of a list; null where there is none. */
    private List<String> texts(String list, String key) {
        return IntStream.range(0, elements(list).size())
                .mapToObj(i -> text(list + "/" + i + "/" + key))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The names of delta-coded connections, whose counters are signals: given, or made of both ends. */
    private void addLinks(Set<String> owners) {
        for (int i = 0; i < elements("/connections").size(); i++) {
            String at = "/connections/" + i;
            if (Overrides.find(root, at + "/delta") instanceof Node.Obj) {
                String given = text(at + "/delta/name");
                String from = String.valueOf(text(at + "/from")).replaceFirst("\\..*", "");
                String to = String.valueOf(text(at + "/to")).replaceFirst("\\..*", "");
                owners.add(given == null || given.isEmpty() ? from + "-" + to : given);
            }
        }
    }

    private void owner(String pointer, Set<String> known) {
        String text = text(pointer);
        if (text == null) {
            return;
        }
        String owner;
        try {
            owner = Endpoint.split(text).owner();
        } catch (ParameterException e) {
            problems.add(pointer, Overrides.find(root, pointer), e.allowed());
            return;
        }
        if (!known.contains(owner)) {
            problems.add(
                    pointer,
                    Overrides.find(root, pointer),
                    "there is no '" + owner + "', only " + known + Names.didYouMean(owner, known));
        }
    }

    private String text(String pointer) {
        return Overrides.find(root, pointer) instanceof Node.Scalar scalar && scalar.value() instanceof String text
                ? text
                : null;
    }

    private List<Node> elements(String pointer) {
        return Overrides.find(root, pointer) instanceof Node.Arr array ? array.elements() : List.of();
    }

    private Set<String> keys(String pointer) {
        return Overrides.find(root, pointer) instanceof Node.Obj object
                ? object.members().keySet()
                : Set.of();
    }
}
