package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.OfferedNames;
import org.sparsecortex.simulations.json.Binder;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.problem.Problem;

/**
 * A scenario without the parts in which a mistake was found, so that mistakes elsewhere are told in the same round.
 *
 * <p>Inputs and populations with a mistake are left out and known as unknown; of charts, metrics, connections and sweeps the key
 * with the mistake takes its default, or the part is left out if it has none. What is left is checked as a whole scenario is, but
 * for what depends on what was left out. {@link #original} gives pointers as they are in the file.
 */
final class Remainder {
    private static final int ROUNDS = 6;
    private static final Set<String> MAPS = Set.of("inputs", "populations", "from");
    private static final Set<String> LISTS = Set.of("connections", "records", "metrics", "charts", "save");

    /** Keys of a record without which its columns are not known. */
    private static final Set<String> COLUMNS = Set.of("id", "signals", "format");

    /** A population of a scenario whose populations all have mistakes; nothing leads to it, so it is not built. */
    private static final String STAND_IN = "standIn";

    private final Node.Obj root;
    private final Map<String, List<Integer>> kept = new HashMap<>();
    private final Map<String, List<String>> inputs = new HashMap<>();
    private final TypeNames types;
    private final Set<String> populations = new HashSet<>();
    private final Set<String> records = new HashSet<>();
    private final Set<String> links = new HashSet<>();
    private boolean steps;
    private boolean anyRecord;
    private boolean columns;

    private Remainder(Node.Obj root, TypeNames types) {
        this.root = root;
        this.types = types;
    }

    /**
     * What is not known of a scenario, because its parts were left out.
     *
     * @param inputs the names that signals of an input can have, by its name; none of them if nobody knows
     * @param links names of connections whose counters may be recorded
     * @param records ids of records and tables
     * @param anyRecord whether there may be records of any id
     * @param columns whether the columns of a sweep's tables are not known
     * @param steps whether the lengths of the phases are not known
     * @param isNothing whether nothing was left out
     */
    record Unknown(
            Map<String, List<String>> inputs,
            Set<String> populations,
            Set<String> links,
            Set<String> records,
            boolean anyRecord,
            boolean columns,
            boolean steps,
            boolean isNothing) {
        /** Of a scenario that is whole. */
        static final Unknown NOTHING = new Unknown(Map.of(), Set.of(), Set.of(), Set.of(), false, false, false, true);
    }

    /** What is left of a scenario with these problems, and can be bound; empty if there is too little. */
    static Optional<Remainder> of(Node root, List<Problem> problems, TypeNames types) {
        if (!(root instanceof Node.Obj object)) {
            return Optional.empty();
        }
        Remainder rest = new Remainder((Node.Obj) copy(object), types);
        for (String list : LISTS) {
            if (rest.root.members().get(list) instanceof Node.Arr array) {
                rest.kept.put(
                        list,
                        new ArrayList<>(IntStream.range(0, array.elements().size())
                                .boxed()
                                .toList()));
            }
        }
        List<Problem> last = problems;
        for (int round = 0; round < ROUNDS && !last.isEmpty(); round++) {
            rest.leaveOut(last.stream().map(Problem::pointer).distinct().toList());
            rest.standIn();
            Problems silent = new Problems("remainder");
            new Binder(silent, types).bind(rest.root, Scenario.class);
            last = silent.all();
        }
        rest.leaveOutAxes();
        return last.isEmpty() ? Optional.of(rest) : Optional.empty();
    }

    static Node copy(Node node) {
        if (node instanceof Node.Obj object) {
            LinkedHashMap<String, Node> members = new LinkedHashMap<>();
            object.members().forEach((key, value) -> members.put(key, copy(value)));
            return new Node.Obj(object.at(), members);
        }
        if (node instanceof Node.Arr array) {
            List<Node> elements = new ArrayList<>();
            array.elements().forEach(element -> elements.add(copy(element)));
            return new Node.Arr(array.at(), elements);
        }
        return node;
    }

    Node root() {
        return root;
    }

    Unknown unknown() {
        return new Unknown(inputs, populations, links, records, anyRecord, columns, steps, false);
    }

    /** The pointer to a place of the file, from one to a place of what is left. */
    String original(String pointer) {
        String[] parts = pointer.split("/", 4);
        List<Integer> indices = parts.length > 2 ? kept.get(parts[1]) : null;
        if (indices == null || !parts[2].matches("\\d{1,9}") || Integer.parseInt(parts[2]) >= indices.size()) {
            return pointer;
        }
        return "/" + parts[1] + "/" + indices.get(Integer.parseInt(parts[2]))
                + (parts.length > 3 ? "/" + parts[3] : "");
    }

    /** Whether the place of the file is in a part of which not all is left. */
    boolean isPart(String pointer) {
        String[] parts = pointer.split("/", 4);
        if (parts.length < 3) {
            return false;
        }
        if (parts[1].equals("sweep")) {
            return !root.members().containsKey("sweep");
        }
        List<Integer> indices = kept.get(parts[1]);
        return indices != null && parts[2].matches("\\d{1,9}") && !indices.contains(Integer.parseInt(parts[2]));
    }

    private void leaveOut(List<String> pointers) {
        Set<String> elements = new HashSet<>();
        for (String pointer : pointers) {
            String[] parts = pointer.split("/", -1);
            if (parts.length < 2) {
                continue; // a key of the scenario itself is missing
            }
            String top = parts[1];
            if (parts.length > 2 && MAPS.contains(top)) {
                entry(top, parts[2]);
            } else if (parts.length > 2 && top.equals("phases")) {
                steps = true;
            } else if (parts.length > 2 && (LISTS.contains(top) || top.equals("sweep"))) {
                if (!takesDefault(pointer, parts)) {
                    elements.add(top.equals("sweep") ? "/sweep" : "/" + top + "/" + parts[2]);
                }
            } else {
                whole(top);
            }
        }
        if (elements.remove("/sweep")) {
            whole("sweep");
        }
        elements.stream()
                .sorted((a, b) -> Integer.compare(index(b), index(a))) // the last first: others keep their places
                .forEach(this::element);
    }

    private static int index(String element) {
        return Integer.parseInt(element.substring(element.lastIndexOf('/') + 1));
    }

    private void entry(String map, String key) {
        if (map.equals("inputs")) {
            inputs.putIfAbsent(key, names(key));
        } else if (map.equals("populations")) {
            populations.add(key);
        }
        if (root.members().get(map) instanceof Node.Obj entries) {
            entries.members().remove(key.replace("~1", "/").replace("~0", "~"));
        }
    }

    /** The names that signals of the input of this key can have, by its type. */
    private List<String> names(String key) {
        Node input = root.members().get("inputs") instanceof Node.Obj all
                ? all.members().get(key)
                : null;
        String type = text(input, "type");
        Class<?> record = type == null ? null : types.of(InputSpec.class).get(type);
        return record == null ? List.of() : names(record);
    }

    /** The names that signals of an input can have, whatever its parameters and files; none if they decide. */
    static List<String> names(Class<?> input) {
        OfferedNames names = input.getAnnotation(OfferedNames.class);
        return names == null ? List.of() : List.of(names.value());
    }

    /** Takes the key with a mistake away, if it is one and not what others depend on. */
    private boolean takesDefault(String pointer, String... parts) {
        boolean known = parts.length > 3 && !(parts[1].equals("records") && COLUMNS.contains(parts[3]));
        String last = parts[parts.length - 1];
        Node parent = Overrides.find(root, pointer.substring(0, pointer.lastIndexOf('/')));
        if (!known || !(parent instanceof Node.Obj object) || !object.members().containsKey(last)) {
            return false;
        }
        Node wrong = object.members().remove(last);
        if (last.equals("id") && parts.length == 4) {
            object.members().put(last, new Node.Scalar(wrong.at(), "unnamed" + parts[2]));
        } else if (last.matches("label|[a-z]+Label") && wrong instanceof Node.Scalar) {
            object.members().put(last, new Node.Scalar(wrong.at(), "")); // has no default
        }
        columns |= parts[1].equals("sweep") || last.equals("id");
        return true;
    }

    private void element(String pointer) {
        String list = pointer.substring(1, pointer.lastIndexOf('/'));
        if (!(root.members().get(list) instanceof Node.Arr array)) {
            return; // the list has a mistake too and was left out whole
        }
        Node gone = array.elements().remove(index(pointer));
        kept.get(list).remove(index(pointer));
        if (list.equals("records")) {
            known(text(gone, "id"));
        } else if (list.equals("metrics")) {
            columns = true;
        } else if (list.equals("connections")
                && gone instanceof Node.Obj object
                && object.members().containsKey("delta")) {
            String owners = owner(text(gone, "from")) + "-" + owner(text(gone, "to"));
            String name = text(object.members().get("delta"), "name");
            links.add(name == null || name.isEmpty() ? owners : name);
        }
    }

    private static String owner(String end) {
        return String.valueOf(end).replaceFirst("\\..*", "");
    }

    private void known(String id) {
        anyRecord |= id == null;
        if (id != null) {
            records.add(id);
        }
    }

    /** A key of the scenario is left out. */
    private void whole(String key) {
        Node gone = root.members().remove(key);
        if (key.equals("sweep")) {
            columns = true;
            records.addAll(Set.of("sweep", "sweep-runs"));
            if (gone instanceof Node.Obj sweep && sweep.members().get("analyses") instanceof Node.Arr analyses) {
                analyses.elements().forEach(analysis -> known(text(analysis, "id")));
            }
        } else if (key.equals("records") || key.equals("charts") || key.equals("metrics")) {
            anyRecord |= key.equals("records");
            columns = true;
        }
        steps |= key.equals("phases");
    }

    private static String text(Node node, String key) {
        return node instanceof Node.Obj object
                        && object.members().get(key) instanceof Node.Scalar scalar
                        && scalar.value() instanceof String text
                ? text
                : null;
    }

    /** Puts something in the place of what a scenario cannot be without. */
    private void standIn() {
        Node.Location at = root.at();
        if (text(root, "name") == null) {
            root.members().put("name", new Node.Scalar(at, "name"));
        }
        if (root.members().get("populations") instanceof Node.Obj all
                && all.members().isEmpty()) {
            LinkedHashMap<String, Node> model = new LinkedHashMap<>();
            model.put("type", new Node.Scalar(at, "temporal-memory"));
            all.members().put(STAND_IN, new Node.Obj(at, model));
        }
        if (steps) {
            List<Node> phases = new ArrayList<>();
            if (root.members().get("phases") instanceof Node.Arr array) {
                array.elements().forEach(phase -> phases.add(phase(at, text(phase, "name"))));
            }
            root.members().put("phases", new Node.Arr(at, phases.isEmpty() ? List.of(phase(at, null)) : phases));
        }
    }

    private static Node phase(Node.Location at, String name) {
        LinkedHashMap<String, Node> members = new LinkedHashMap<>();
        members.put("steps", new Node.Scalar(at, 1L));
        if (name != null) {
            members.put("name", new Node.Scalar(at, name));
        }
        return new Node.Obj(at, members);
    }

    /** Axes that set what is not there any more, or stands at another place. */
    private void leaveOutAxes() {
        if (!(root.members().get("sweep") instanceof Node.Obj sweep)
                || !(sweep.members().get("axes") instanceof Node.Arr axes)) {
            return;
        }
        boolean moved = kept.entrySet().stream()
                .anyMatch(e -> IntStream.range(0, e.getValue().size())
                        .anyMatch(i -> e.getValue().get(i) != i));
        String text = JsonTree.write(axes, false);
        boolean gone = inputs.keySet().stream().anyMatch(name -> text.contains("/inputs/" + name))
                || populations.stream().anyMatch(name -> text.contains("/populations/" + name));
        if (moved || gone || steps) {
            whole("sweep");
        }
    }
}
