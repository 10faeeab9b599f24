package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.Names;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;

/**
 * Checks on the tree that connections, records and metrics name something that is there. For scenarios with other mistakes, of
 * which no network can be built, so that all mistakes show at once; {@link NetworkBuilder} checks far more.
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
        for (int i = 0; i < checks.elements("/metrics").size(); i++) {
            String pointer = "/metrics/" + i + "/record";
            String record = checks.text(pointer);
            if (record != null && !records.contains(record)) {
                problems.add(
                        pointer,
                        Overrides.find(root, pointer),
                        "there is no record of this id"
                                + Names.didYouMean(
                                        record,
                                        records.stream().filter(r -> r != null).toList()));
            }
        }
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
