package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.problem.Problem;

/**
 * Checks on the tree that what the axes of a sweep put into the scenario can stand there: names, kinds, ranges. Each value is put
 * there together with the first one of every other axis, the first of its points; its mistakes are told at its own place of the file.
 * That the variants can run is seen when they are planned.
 */
final class SweepValues {
    /** Values of all axes together that are looked at; those of longer sweeps are mostly numbers of one kind. */
    private static final int MOST = 200;

    private final Node root;
    private final TypeNames types;
    private final List<Axis> axes = new ArrayList<>();

    private SweepValues(Node root, TypeNames types) {
        this.root = root;
        this.types = types;
    }

    /** An axis: where it stands, what it sets, the values for each of those. */
    private record Axis(String at, List<String> pointers, boolean several, List<Node> values) {
        /** What one of its values puts at which pointer; nothing if that cannot be told. */
        Map<String, Node> sets(int i) {
            Map<String, Node> sets = new LinkedHashMap<>();
            Node value = i < values.size() ? values.get(i) : null;
            for (int k = 0; value != null && k < pointers.size(); k++) {
                if (!several) {
                    sets.put(pointers.get(k), value);
                } else if (value instanceof Node.Arr each && k < each.elements().size()) {
                    sets.put(pointers.get(k), each.elements().get(k));
                }
            }
            return sets;
        }

        /** The place in the file of what is wrong at a place of the scenario; empty if it is not of this value. */
        String place(String pointer, int i) {
            for (int k = 0; k < pointers.size(); k++) {
                String set = pointers.get(k);
                if (!set.isEmpty() && (pointer.equals(set) || pointer.startsWith(set + "/"))) {
                    return at + "/values/" + i + (several ? "/" + k : "") + pointer.substring(set.length());
                }
            }
            return "";
        }
    }

    /** Tells what is wrong with the values of the axes. */
    static void check(Node root, TypeNames types, Problems problems) {
        SweepValues checks = new SweepValues(root, types);
        if (Overrides.find(root, "/sweep/axes") instanceof Node.Arr all) {
            for (int i = 0; i < all.elements().size(); i++) {
                checks.add("/sweep/axes/" + i, all.elements().get(i));
            }
        }
        int looked = 0;
        for (Axis axis : checks.axes) {
            for (int i = 0; i < axis.values.size() && looked++ < MOST; i++) {
                checks.value(axis, i, problems);
            }
        }
    }

    private void add(String at, Node node) {
        List<String> pointers = new ArrayList<>();
        if (Overrides.find(node, "/pointer") instanceof Node.Scalar one
                && one.value() instanceof String text
                && text.startsWith("/")) {
            pointers.add(text);
        }
        boolean several = pointers.isEmpty();
        if (several && Overrides.find(node, "/pointers") instanceof Node.Arr all) {
            for (Node each : all.elements()) {
                pointers.add(each instanceof Node.Scalar one ? String.valueOf(one.value()) : "");
            }
        }
        List<Node> values = Overrides.find(node, "/values") instanceof Node.Arr all ? all.elements() : List.of();
        axes.add(new Axis(at, pointers, several, values));
    }

    private void value(Axis axis, int i, Problems problems) {
        Node variant = Remainder.copy(root);
        for (Axis other : axes) {
            other.sets(other.equals(axis) ? i : 0)
                    .forEach((pointer, value) -> Overrides.put(variant, pointer, Remainder.copy(value)));
        }
        FormerNames.replace(variant);
        Problems found = new Problems("variant");
        new Binder(found, types).bind(variant, Scenario.class);
        for (Problem problem : found.all()) {
            String at = axis.place(problem.pointer(), i);
            if (!at.isEmpty()) {
                Node.Location place = new Node.Location(problem.line(), problem.column());
                problems.add(at, place, problem.value(), problem.message());
            }
        }
    }
}
