package org.sparsecortex.simulations.scenario;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;

/**
 * Names that parameters, ports and signals had in earlier versions, so that scenarios written for those still run. Each is put
 * in its place of today before the scenario is bound, and a notice says so; wherever both stand, the old one is left for the
 * reader to refuse.
 */
final class FormerNames {
    /** Names of today by former name, by the type of the population. */
    private static final Map<String, Map<String, String>> OF_MODELS = Map.of(
            "dictionary-learning",
            Map.of(
                    "batch", "samples",
                    "patches", "samples",
                    "test", "probes",
                    "code", "codes",
                    "activePerPatch", "activePerSample",
                    "activeUnits", "activeAtoms",
                    "activeUnitsSd", "activeAtomsSd"),
            "hypercolumns",
            Map.of("activeUnits", "activeAtoms"),
            "sailnet",
            Map.of("spikes", "codes", "activeNeurons", "activeAtoms"),
            "sparsenet",
            Map.of("snr", "snrDb"));

    private final Map<String, Map<String, String>> byOwner = new LinkedHashMap<>();
    private final Set<String> notices = new LinkedHashSet<>();
    /** Names that the user chose, which may look like former ones: ids of metrics, in charts of a sweep's tables. */
    private final Set<String> own = new LinkedHashSet<>();

    private FormerNames(Node root) {
        if (Overrides.find(root, "/populations") instanceof Node.Obj populations) {
            populations.members().forEach((owner, params) -> {
                boolean typed = Overrides.find(params, "/type") instanceof Node.Scalar type
                        && type.value() instanceof String name
                        && OF_MODELS.containsKey(name);
                if (typed) {
                    byOwner.put(owner, OF_MODELS.get(((Node.Scalar) Overrides.find(params, "/type")).value()));
                }
            });
        }
    }

    /** Replaces former names in the tree; the result says which, a line each. */
    static List<String> replace(Node root) {
        FormerNames names = new FormerNames(root);
        if (!(root instanceof Node.Obj)) {
            return List.of();
        }
        names.byOwner.forEach((owner, renamed) -> {
            if (Overrides.find(root, "/populations/" + owner) instanceof Node.Obj params) {
                names.keys(params, renamed, "/populations/" + owner);
            }
        });
        names.walkScenario(root);
        return List.copyOf(names.notices);
    }

    private void walkScenario(Node root) {
        Set<String> metrics = texts(root, "/metrics", "id");
        Set<String> records = texts(root, "/records", "id");
        if (Overrides.find(root, "/charts") instanceof Node.Arr charts) {
            for (Node chart : charts.elements()) {
                own.addAll(draws(chart, records) ? Set.of() : metrics);
                walk(chart);
                own.clear();
            }
        }
        ((Node.Obj) root).members().forEach((key, part) -> {
            if (!key.equals("charts")) {
                walk(part);
            }
        });
    }

    private static Set<String> texts(Node root, String pointer, String key) {
        Set<String> texts = new LinkedHashSet<>();
        if (Overrides.find(root, pointer) instanceof Node.Arr array) {
            for (Node element : array.elements()) {
                if (Overrides.find(element, "/" + key) instanceof Node.Scalar scalar) {
                    texts.add(String.valueOf(scalar.value()));
                }
            }
        }
        return texts;
    }

    /** Whether a part of a chart names one of the records. */
    private static boolean draws(Node part, Set<String> records) {
        if (part instanceof Node.Obj object) {
            return (object.members().get("record") instanceof Node.Scalar scalar && records.contains(scalar.value()))
                    || object.members().values().stream().anyMatch(inner -> draws(inner, records));
        }
        return part instanceof Node.Arr array && array.elements().stream().anyMatch(inner -> draws(inner, records));
    }

    /** Pointers to former names become pointers to those of today; otherwise as they are. */
    static Map<String, String> pointers(Node root, Map<String, String> overrides) {
        FormerNames names = new FormerNames(root);
        Map<String, String> today = new LinkedHashMap<>();
        overrides.forEach((pointer, value) -> today.put(names.today(pointer), value));
        return today;
    }

    private void walk(Node node) {
        if (node instanceof Node.Obj object) {
            arrays(object);
            object.members().replaceAll((key, member) -> key.equals("id") ? member : value(member));
            for (String key : List.copyOf(object.members().keySet())) {
                rename(object, key, today(key));
            }
        } else if (node instanceof Node.Arr array) {
            array.elements().replaceAll(this::value);
        }
    }

    private Node value(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return new Node.Scalar(scalar.at(), today(text));
        }
        walk(node);
        return node;
    }

    /** A pointer to a parameter or an endpoint owner.name, with whatever follows, under its name of today. */
    private String today(String text) {
        if (own.contains(text)) {
            return text;
        }
        for (var owner : byOwner.entrySet()) {
            for (String start : List.of("/populations/" + owner.getKey() + "/", owner.getKey() + ".")) {
                if (text.startsWith(start)) {
                    int end = start.length();
                    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                        end++;
                    }
                    String former = text.substring(start.length(), end);
                    String now = owner.getValue().get(former);
                    if (now != null) {
                        notice(start + former, start + now);
                        return start + now + text.substring(end);
                    }
                }
            }
        }
        return text;
    }

    private void keys(Node.Obj params, Map<String, String> renamed, String pointer) {
        for (String key : List.copyOf(params.members().keySet())) {
            String now = renamed.get(key);
            if (now != null && rename(params, key, now)) {
                notice(pointer + "/" + key, pointer + "/" + now);
            }
        }
    }

    /** {@code lastIndexIsImage} of image files, true or false, became {@code imageIndex}. */
    private void arrays(Node.Obj object) {
        boolean files = object.members().get("type") instanceof Node.Scalar type && "files".equals(type.value());
        if (files
                && !object.members().containsKey("imageIndex")
                && object.members().get("lastIndexIsImage") instanceof Node.Scalar flag
                && flag.value() instanceof Boolean last) {
            object.members().put("lastIndexIsImage", new Node.Scalar(flag.at(), last ? "last" : "first"));
            rename(object, "lastIndexIsImage", "imageIndex");
            notice("lastIndexIsImage", "imageIndex");
        }
    }

    /** Gives a member another key in its place; false if it stays because that key is taken. */
    private static boolean rename(Node.Obj object, String key, String now) {
        if (key.equals(now) || object.members().containsKey(now)) {
            return false;
        }
        Map<String, Node> before = new LinkedHashMap<>(object.members());
        object.members().clear();
        before.forEach((name, member) -> object.members().put(name.equals(key) ? now : name, member));
        return true;
    }

    private void notice(String former, String now) {
        notices.add(former + " is called " + now + " since version 0.1.0; it was taken as that");
    }
}
