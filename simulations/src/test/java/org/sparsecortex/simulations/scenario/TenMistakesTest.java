package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.json.Overrides;
import org.sparsecortex.simulations.json.Problems;
import org.sparsecortex.simulations.problem.Problem;
import org.sparsecortex.simulations.problem.ScenarioException;

/**
 * One round of validation names every mistake of a file: shipped scenarios with one to ten mistakes, each of another place and of a
 * random kind, drawn by the number of the file.
 */
class TenMistakesTest {
    private static final Path CONFIGS = Path.of("../configs");
    private static final Node.Location NOWHERE = new Node.Location(1, 1);
    private static final int MOST = 10;

    /** A mistake: where it was made, and where it may be told: there or anywhere below. */
    private record Mistake(String kind, String at) {}

    private final List<Path> files;
    private final Map<Path, String> texts = new LinkedHashMap<>();

    TenMistakesTest() throws IOException {
        try (Stream<Path> all = Files.walk(CONFIGS)) {
            files = all.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            texts.put(file, Files.readString(file));
        }
    }

    @Test
    void namesAllMistakesOfThirtyFiles() throws IOException {
        check(0, 30);
    }

    /** What a table offers is known though it cannot be read. */
    @Test
    void aBadCellHidesNoWrongNameOfItsSignals(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "value\n1.5\nx7\n2.5\n");
        String scenario = """
                { "name": "s", "phases": [{ "steps": 0 }],
                  "inputs": { "in": { "type": "csv", "path": "a.csv", "fields": [{ "column": "value",
                              "encoder": { "type": "scalar", "size": 100, "active": 11, "min": 0, "max": 9 } }] } },
                  "populations": { "tm": { "type": "temporal-memory", "columns": 100, "cellsPerColumn": 4 } },
                  "connections": [{ "from": "in.sdrr", "to": "tm" }],
                  "records": [{ "id": "r", "signals": ["tm.anomaly", "in.valeu"] }] }
                """;
        assertThat(told(scenario, folder.resolve("s.json")))
                .extracting(Problem::pointer)
                .containsExactly("/inputs/in", "/connections/0/from", "/records/0/signals/1");
    }

    @Test
    @Tag("exhaustive")
    void namesAllMistakesOfTwoHundredFiles() throws IOException {
        check(30, 200);
    }

    private void check(int from, int to) throws IOException {
        List<String> hidden = new ArrayList<>();
        int made = 0;
        for (int key = from; key < to; key++) {
            Path file = files.get(key % files.size());
            Node root = JsonTree.parse(texts.get(file), new Problems("s"));
            List<Mistake> mistakes = makeMistakes(root, KeyedRandom.of(key, "one round"));
            made += mistakes.size();
            List<Problem> told = told(JsonTree.write(root, true), file);
            for (Mistake mistake : mistakes) {
                if (told.stream().noneMatch(p -> isAbout(p, mistake))) {
                    hidden.add(key + " " + file.getFileName() + ": " + mistake + " is not among " + told);
                }
            }
        }
        assertThat(made).isGreaterThan(3 * (to - from));
        assertThat(hidden).isEmpty();
    }

    private static boolean isAbout(Problem problem, Mistake mistake) {
        return problem.pointer().equals(mistake.at)
                || problem.pointer().startsWith(mistake.at + "/")
                || (mistake.kind.equals("missing") && problem.message().contains("\"" + last(mistake.at) + "\""));
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static List<Problem> told(String text, Path file) throws IOException {
        try {
            new ScenarioReader(List.of()).read(text, "s", file.toAbsolutePath().getParent(), Map.of());
            return List.of();
        } catch (ScenarioException wrong) {
            return wrong.problems();
        }
    }

    private static List<Mistake> makeMistakes(Node root, KeyedRandom random) {
        List<String> places = new ArrayList<>();
        collect(root, "", places);
        List<Mistake> mistakes = new ArrayList<>();
        int wanted = 1 + (int) (random.uniform(0, 0, 0) * MOST);
        for (int tried = 1; tried < 400 && mistakes.size() < wanted; tried++) {
            String at = places.get((int) (random.uniform(0, tried, 0) * places.size()));
            boolean near = mistakes.stream().anyMatch(m -> part(m.at).equals(part(at)) && !isChart(at));
            boolean open = mistakes.stream().anyMatch(m -> mayBeNamedSo(m.at, at));
            boolean same =
                    mistakes.stream().anyMatch(m -> (at + "/").startsWith(m.at + "/") || isOfUnknownType(m.at, at));
            if (!near && !same && !open) {
                String kind = make(root, at, random.uniform(0, tried, 1));
                if (!kind.isEmpty()) {
                    mistakes.add(new Mistake(kind, kind.equals("unknown key") ? at + "Extra" : at));
                }
            }
        }
        return mistakes;
    }

    /** A mistake of a population or an input may hide what else is wrong with its values together; one for each. */
    private static String part(String pointer) {
        String[] parts = pointer.split("/", 4);
        return parts.length > 2 ? parts[1] + "/" + parts[2] : pointer;
    }

    /** Names that are there are not known while one of them cannot be read. */
    private static boolean mayBeNamedSo(String one, String other) {
        return (isReference(one) && isName(other)) || (isReference(other) && isName(one));
    }

    private static boolean isReference(String pointer) {
        return pointer.matches("/(metrics|charts)/.*/(record|phase)");
    }

    private static boolean isName(String pointer) {
        return pointer.matches("/(phases|records|sweep/analyses)/\\d+/(id|name)");
    }

    /** Of a part whose type is wrong nobody can say what else is wrong with it. */
    private static boolean isOfUnknownType(String one, String other) {
        return (one.endsWith("/type") && other.startsWith(one.substring(0, one.length() - 4)))
                || (other.endsWith("/type") && one.startsWith(other.substring(0, other.length() - 4)));
    }

    private static boolean isChart(String pointer) {
        return pointer.startsWith("/charts/");
    }

    private static void collect(Node node, String at, List<String> places) {
        if (node instanceof Node.Obj object) {
            object.members().forEach((key, value) -> {
                if (!key.equals("$schema") && !key.startsWith("//")) {
                    collect(value, at + "/" + JsonTree.escape(key), places);
                }
            });
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.elements().size(); i++) {
                collect(array.elements().get(i), at + "/" + i, places);
            }
        } else {
            places.add(at);
        }
    }

    /** Makes a mistake at a scalar; nothing if none is sure to be one there. */
    private static String make(Node root, String at, double draw) {
        Node.Obj parent =
                Overrides.find(root, at.substring(0, at.lastIndexOf('/'))) instanceof Node.Obj object ? object : null;
        Object value = ((Node.Scalar) Overrides.find(root, at)).value();
        String key = last(at);
        if (parent == null || (value == null && draw < 0.7)) {
            return "";
        }
        boolean reference = key.matches("record|from|to|phase") && at.matches("/(connections|metrics|charts)/.*");
        if (reference && draw < 0.6) {
            return put(parent, key, "nowhere", "reference");
        }
        if (key.equals("pointer") && draw < 0.6) {
            return put(parent, key, "/populations/nowhere/seed", "reference");
        }
        if (draw < 0.3) {
            parent.members().put(key + "Extra", new Node.Scalar(NOWHERE, 1L));
            return "unknown key";
        }
        if (key.equals("type") || (value instanceof String && key.matches("statistic|format|rows|style|width"))) {
            return put(parent, key, "no-such-thing", "enum");
        }
        if (draw < 0.7) {
            return value instanceof Number || value instanceof Boolean
                    ? put(parent, key, "text", "type")
                    : put(parent, key, 5L, "type");
        }
        boolean bounded =
                key.matches("columns|cellsPerColumn|size|active|units|patch|atoms|heightMm|every|steps|count");
        return bounded && value instanceof Number ? put(parent, key, -7L, "range") : "";
    }

    private static String put(Node.Obj parent, String key, Object value, String kind) {
        parent.members().put(key, new Node.Scalar(NOWHERE, value));
        return kind;
    }
}
