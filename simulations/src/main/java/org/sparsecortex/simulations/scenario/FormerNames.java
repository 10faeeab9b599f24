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
    /** Names of today by former name, by the type of a population. */
    private static final Map<String, Map<String, String>> OF_MODELS = Map.ofEntries(
            Map.entry("active-dendrites", Map.of("batch", "samples")),
            Map.entry(
                    "convolutional-coding",
                    Map.of(
                            "kernelSize", "filterSize",
                            "kernels", "filters",
                            "psnr", "psnrDb",
                            "meanPsnr", "meanPsnrDb",
                            "medianPsnr", "medianPsnrDb",
                            "cutPsnr", "cutPsnrDb",
                            "cutPsnrLow", "cutPsnrDbLow",
                            "cutPsnrHigh", "cutPsnrDbHigh")),
            Map.entry(
                    "dictionary-learning",
                    Map.of(
                            "batch", "samples",
                            "patches", "samples",
                            "test", "probes",
                            "code", "codes",
                            "activePerPatch", "activePerSample",
                            "activeUnits", "activeAtoms",
                            "activeUnitsSd", "activeAtomsSd")),
            Map.entry("hypercolumns", Map.of("activeUnits", "activeAtoms")),
            Map.entry("sailnet", Map.of("spikes", "codes", "activeNeurons", "activeAtoms")),
            Map.entry("sparsenet", Map.of("snr", "snrDb")),
            Map.entry("task-prototypes", Map.of("batch", "samples")),
            Map.entry("trained-network", Map.of("batch", "samples")));

    /** The same of inputs. */
    private static final Map<String, Map<String, String>> OF_INPUTS = Map.of(
            "image-patches", Map.of("batch", "samples"),
            "permuted-digits", Map.of("batch", "samples"),
            "video", Map.of("batch", "samples"));

    /** The same of keys at any depth of a population; those of sparsey hold for its studies, too. */
    private static final Map<String, Map<String, String>> OF_PARTS = Map.of(
            "sparsey", Map.of("unitsPerModule", "cellsPerModule"), "trained-network", Map.of("kernel", "filterSize"));

    /** Values of today by former value, by the key that they stand under in Sparsey. */
    private static final Map<String, Map<String, String>> OF_VALUES = Map.of("freezeScope", Map.of("unit", "cell"));

    /** A population or an input: its place, and what of its names and of the keys within its parts is called otherwise today. */
    private record Owner(String pointer, Map<String, String> names, Map<String, String> parts) {}

    private final Map<String, Owner> owners = new LinkedHashMap<>();
    private final Set<String> notices = new LinkedHashSet<>();
    /** Names that the user chose, which may look like former ones: ids of metrics, in charts of a sweep's tables. */
    private final Set<String> own = new LinkedHashSet<>();

    private FormerNames(Node root) {
        owners(root, "/inputs", OF_INPUTS, Map.of());
        owners(root, "/populations", OF_MODELS, OF_PARTS);
    }

    private void owners(
            Node root, String place, Map<String, Map<String, String>> names, Map<String, Map<String, String>> parts) {
        if (Overrides.find(root, place) instanceof Node.Obj all) {
            all.members().forEach((owner, params) -> {
                if (Overrides.find(params, "/type") instanceof Node.Scalar type
                        && type.value() instanceof String name) {
                    Map<String, String> within =
                            parts.getOrDefault(name.startsWith("sparsey-") ? "sparsey" : name, Map.of());
                    Map<String, String> own = names.getOrDefault(name, Map.of());
                    if (!own.isEmpty() || !within.isEmpty()) {
                        owners.put(owner, new Owner(place + "/" + owner, own, within));
                    }
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
        names.owners.values().forEach(owner -> {
            if (Overrides.find(root, owner.pointer()) instanceof Node.Obj params) {
                names.keys(params, owner.names(), owner.pointer());
                names.parts(params, owner.parts(), owner.pointer());
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
        for (var entry : owners.entrySet()) {
            Owner owner = entry.getValue();
            for (String start : List.of(owner.pointer() + "/", entry.getKey() + ".")) {
                if (text.startsWith(start)) {
                    int end = start.length();
                    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                        end++;
                    }
                    String former = text.substring(start.length(), end);
                    String now = owner.names().get(former);
                    if (now != null) {
                        notice(start + former, start + now);
                        return start + now + text.substring(end);
                    }
                }
            }
            if (text.startsWith(owner.pointer() + "/")) {
                return within(owner, text);
            }
        }
        return text;
    }

    /** A pointer below an owner, with the former names among its keys replaced. */
    private String within(Owner owner, String pointer) {
        String[] keys = pointer.split("/", -1);
        for (int i = 3; i < keys.length; i++) {
            keys[i] = owner.parts().getOrDefault(keys[i], keys[i]);
        }
        String now = String.join("/", keys);
        if (!now.equals(pointer)) {
            notice(pointer, now);
        }
        return now;
    }

    /** Renames keys at any depth. */
    private void parts(Node node, Map<String, String> renamed, String pointer) {
        if (renamed.isEmpty()) {
            return;
        }
        if (node instanceof Node.Obj object) {
            keys(object, renamed, pointer);
            object.members().replaceAll((key, member) -> valueOf(key, member, pointer));
            object.members().forEach((key, member) -> parts(member, renamed, pointer + "/" + key));
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.elements().size(); i++) {
                parts(array.elements().get(i), renamed, pointer + "/" + i);
            }
        }
    }

    private Node valueOf(String key, Node member, String pointer) {
        Map<String, String> renamed = OF_VALUES.getOrDefault(key, Map.of());
        if (!(member instanceof Node.Scalar scalar) || !renamed.containsKey(String.valueOf(scalar.value()))) {
            return member;
        }
        String now = renamed.get(String.valueOf(scalar.value()));
        notice(pointer + "/" + key + " = " + scalar.value(), now);
        return new Node.Scalar(scalar.at(), now);
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
