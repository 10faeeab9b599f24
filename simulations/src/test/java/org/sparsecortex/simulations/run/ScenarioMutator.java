package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;

/**
 * Damages the shipped scenarios in the ways in which people do: mutant {@code key} is a function of the key.
 *
 * <p>Half of the mutants are of a scenario made smaller, so that those that are valid can be run. One in eight has a fault of
 * its text, the others one to three faults of its values: numbers at and beyond their limits, other types, keys that are gone,
 * renamed or there twice, parts that changed places or were emptied.
 */
final class ScenarioMutator {
    private static final Path CONFIGS = Path.of("../configs");
    private static final Path SMALLER = Path.of("src/test/resources/smaller");
    private static final Node.Location NOWHERE = new Node.Location(1, 1);

    /** Stands, with its digits in hexadecimal, for text that the tree cannot hold, until the tree is written. */
    private static final String RAW = "@RAW@";

    private static final Pattern RAW_TEXT = Pattern.compile("\"" + RAW + "([0-9a-f]*)\"");

    /** Ends a key that is there twice. */
    private static final String TWICE = "@TWICE@";

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "2",
            "3",
            "7",
            "0.0",
            "0.5",
            "-0.5",
            "1.5",
            "1e-300",
            "1e300",
            "-1e300",
            "1e999",
            "-1e999",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1000000",
            "NaN",
            "1e15",
            "65536",
            "\"NaN\"",
            "\"7\"",
            "null",
            "true",
            "[]",
            "{}");

    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"../../../etc/passwd\"",
            "\"/dev/zero\"",
            "\"=1+1\"",
            "\"a.b.c\"",
            "\".\"",
            "\"\\u0000\"",
            "\"a,b\\nc\"",
            "\"\u00e4\\ud83d\"",
            "\"<script>\"",
            "0",
            "null",
            "[\"x\"]",
            "{\"type\": \"x\"}");

    private final List<Path> files;
    private final Map<Path, String> whole = new LinkedHashMap<>();
    private final Map<Path, String> smaller = new LinkedHashMap<>();

    /** A mutator of all shipped scenarios. */
    ScenarioMutator() throws IOException {
        try (Stream<Path> all = Files.walk(CONFIGS)) {
            files = all.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            whole.put(file, text);
            smaller.put(file, smaller(file, text));
        }
    }

    private static String smaller(Path file, String text) throws IOException {
        Problems problems = new Problems(file.toString());
        Node root = JsonTree.parse(text, problems);
        Path sizes = SMALLER.resolve(file.getFileName());
        Map<String, String> set = new LinkedHashMap<>();
        if (Files.exists(sizes)) {
            JsonText.parseObject(Files.readString(sizes)).forEach((pointer, value) -> set.put(pointer, (String) value));
        } else {
            set.put("/phases/0/steps", "4");
        }
        Overrides.apply(root, set, problems);
        problems.throwIfAny();
        return JsonTree.write(root, true);
    }

    /** The scenario that a mutant comes from. */
    Path file(long key) {
        return files.get((int) (key % files.size()));
    }

    /** Whether a mutant is small enough to be run. */
    boolean isSmall(long key) {
        return key / files.size() % 2 == 0;
    }

    /** The text of a mutant. */
    String text(long key) {
        KeyedRandom random = KeyedRandom.of(key, "scenario mutants");
        String base = (isSmall(key) ? smaller : whole).get(file(key));
        if (random.below(8, 0, 0, 0) == 0) {
            return scratched(base, random);
        }
        Node root = JsonTree.parse(base, new Problems("base"));
        int faults = Math.max(1, random.below(4, 0, 0, 1));
        for (int f = 1; f <= faults; f++) {
            new Fault(root, random, f).apply();
        }
        return RAW_TEXT.matcher(JsonTree.write(root, true).replace(TWICE, ""))
                .replaceAll(found -> Matcher.quoteReplacement(
                        new String(HexFormat.of().parseHex(found.group(1)), StandardCharsets.UTF_8)));
    }

    /** Characters that are gone, new or others, or an end too early. */
    private static String scratched(String base, KeyedRandom random) {
        StringBuilder text = new StringBuilder(base);
        int scratches = 1 + random.below(4, 0, 1, 0);
        for (int s = 0; s < scratches && text.length() > 1; s++) {
            int at = random.below(text.length(), 1, s, 0);
            switch (random.below(4, 1, s, 1)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "{}[]\",:0-9eE.x/\\\u0000\n".charAt(random.below(18, 1, s, 2)));
                case 2 -> text.setCharAt(at, (char) (' ' + random.below(95, 1, s, 3)));
                default -> {
                    if (random.below(8, 1, s, 4) == 0) {
                        text.setLength(at);
                    }
                }
            }
        }
        return text.toString();
    }

    /** One fault of the values of a tree; draws by the number of the fault. */
    private record Fault(Node root, KeyedRandom random, int number) {
        private record Place(Node parent, String key) {
            Node get() {
                return parent instanceof Node.Obj object
                        ? object.members().get(key)
                        : ((Node.Arr) parent).elements().get(Integer.parseInt(key));
            }

            void set(Node node) {
                if (parent instanceof Node.Obj object) {
                    object.members().put(key, node);
                } else {
                    ((Node.Arr) parent).elements().set(Integer.parseInt(key), node);
                }
            }

            void remove() {
                if (parent instanceof Node.Obj object) {
                    object.members().remove(key);
                } else {
                    ((Node.Arr) parent).elements().remove(Integer.parseInt(key));
                }
            }
        }

        private int draw(int bound, int which) {
            return random.below(bound, 2, number, which);
        }

        void apply() {
            List<Place> places = new ArrayList<>();
            collect(root, places);
            if (places.isEmpty()) {
                return;
            }
            Place place = places.get(draw(places.size(), 0));
            Node node = place.get();
            switch (draw(8, 1)) {
                case 0 -> remove(place);
                case 1 -> twice(place);
                case 2 -> swap(place, places);
                default -> change(place, node, places);
            }
        }

        private static void collect(Node node, List<Place> places) {
            if (node instanceof Node.Obj object) {
                object.members().forEach((key, value) -> {
                    places.add(new Place(node, key));
                    collect(value, places);
                });
            } else if (node instanceof Node.Arr array) {
                for (int i = 0; i < array.elements().size(); i++) {
                    places.add(new Place(node, Integer.toString(i)));
                    collect(array.elements().get(i), places);
                }
            }
        }

        private void remove(Place place) {
            Node node = place.get();
            place.remove();
            if (place.parent instanceof Node.Obj object && draw(2, 2) == 0) {
                object.members().put(place.key + "x", node); // renamed
            }
        }

        private void twice(Place place) {
            if (place.parent instanceof Node.Obj object) {
                object.members().put(place.key + (draw(2, 2) == 0 ? TWICE : "2"), place.get());
            } else {
                ((Node.Arr) place.parent).elements().add(place.get());
            }
        }

        /** Two values of one kind change places, unless one is within the other. */
        private void swap(Place place, List<Place> places) {
            Node node = place.get();
            List<Place> alike = places.stream()
                    .filter(p -> p.get() != node && p.get().kind().equals(node.kind()))
                    .toList();
            if (alike.isEmpty()) {
                return;
            }
            Place other = alike.get(draw(alike.size(), 2));
            Node there = other.get();
            if (!within(node, there) && !within(there, node)) {
                place.set(there);
                other.set(node);
            }
        }

        private static boolean within(Node outer, Node inner) {
            if (outer == inner) {
                return true;
            }
            return outer instanceof Node.Obj object
                    ? object.members().values().stream().anyMatch(n -> within(n, inner))
                    : outer instanceof Node.Arr array
                            && array.elements().stream().anyMatch(n -> within(n, inner));
        }

        private void change(Place place, Node node, List<Place> places) {
            if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text && !text.startsWith(RAW)) {
                place.set(string(text, places));
            } else if (node instanceof Node.Scalar scalar && scalar.value() instanceof Number value) {
                place.set(number(value));
            } else if (node instanceof Node.Scalar scalar) {
                place.set(
                        scalar.value() instanceof Boolean flag && draw(3, 3) > 0
                                ? new Node.Scalar(NOWHERE, !flag)
                                : raw(NUMBERS.get(draw(NUMBERS.size(), 4))));
            } else {
                place.set(
                        draw(2, 3) == 0
                                ? raw(List.of("[]", "{}", "null", "3", "\"x\"", "[[]]", "[null]")
                                        .get(draw(7, 4)))
                                : places.get(draw(places.size(), 4)).get() instanceof Node.Scalar other
                                        ? other
                                        : raw("[{}]"));
            }
        }

        private Node number(Number value) {
            if (draw(2, 3) == 0) {
                return raw(NUMBERS.get(draw(NUMBERS.size(), 4)));
            }
            boolean whole = value instanceof Long;
            double v = value.doubleValue();
            double changed = switch (draw(6, 4)) {
                case 0 -> v + 1;
                case 1 -> v - 1;
                case 2 -> v * 2;
                case 3 -> v / 2;
                case 4 -> -v;
                default -> v * 1000;
            };
            return new Node.Scalar(NOWHERE, whole ? (Object) (long) changed : (Object) changed);
        }

        /** Another string of the file, one of the awkward ones, or a part of the string. */
        private Node string(String text, List<Place> places) {
            switch (draw(4, 3)) {
                case 0 -> {
                    return raw(STRINGS.get(draw(STRINGS.size(), 4)));
                }
                case 1 -> {
                    return new Node.Scalar(NOWHERE, text.substring(0, draw(text.length() + 1, 4)));
                }
                default -> {
                    List<Node> others = places.stream()
                            .map(Place::get)
                            .filter(n -> n instanceof Node.Scalar s && s.value() instanceof String)
                            .toList();
                    return others.isEmpty() ? raw("\"x\"") : others.get(draw(others.size(), 4));
                }
            }
        }

        private static Node raw(String text) {
            return new Node.Scalar(NOWHERE, RAW + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Mutants as files, to try one by hand: {@code ScenarioMutator KEY} prints the scenario and where it comes from. */
    public static void main(String[] keys) {
        try {
            ScenarioMutator mutator = new ScenarioMutator();
            for (String key : keys) {
                System.err.println(mutator.file(Long.parseLong(key)));
                System.out.println(mutator.text(Long.parseLong(key)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
