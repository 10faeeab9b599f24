package org.sparsecortex.simulations.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.simulations.json.Json;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.json.Node;
import org.sparsecortex.simulations.problem.ScenarioException;

/**
 * The points of a sweep, the last axis running fastest, and what each puts into the scenario.
 *
 * @param points the points
 */
public record SweepPlan(List<Point> points) {
    static final int MAX_POINTS = 1_000_000;

    /**
     * One combination of values.
     *
     * @param labels label of the value by axis
     * @param values the value by axis; of several pointers, that of the first
     * @param overrides JSON text by pointer, in the order of the axes
     */
    public record Point(Map<String, String> labels, Map<String, Json> values, Map<String, String> overrides) {
        /** Name of the point in messages. */
        public String name() {
            return labels.isEmpty() ? "the scenario" : labels.toString();
        }
    }

    private record Value(String label, Json first, Map<String, String> overrides) {}

    /** The plan of a scenario with a sweep. */
    public static SweepPlan of(ReadScenario read) {
        List<Point> points = List.of(new Point(Map.of(), Map.of(), Map.of()));
        for (SweepSpec.Axis axis : read.scenario().sweep().orElseThrow().axes()) {
            List<Point> product = new ArrayList<>();
            List<Value> values = values(axis, read);
            if ((long) points.size() * values.size() > MAX_POINTS) {
                throw new IllegalArgumentException("a sweep has at most " + MAX_POINTS + " points");
            }
            for (Point point : points) {
                values.forEach(value -> product.add(with(point, axis.label(), value)));
            }
            points = product;
        }
        return new SweepPlan(List.copyOf(points));
    }

    private static List<Value> values(SweepSpec.Axis axis, ReadScenario read) {
        List<Value> values = new ArrayList<>();
        List<Json> written = axis.files().isEmpty()
                ? axis.values()
                : read.sweepFiles().get(axis.label()).stream()
                        .map(file -> Json.of(new Node.Scalar(new Node.Location(0, 0), file)))
                        .toList();
        for (int i = 0; i < written.size(); i++) {
            Json value = written.get(i);
            String label =
                    axis.labels().isEmpty() ? value.plain() : axis.labels().get(i);
            values.add(value(axis, value, label));
        }
        return values;
    }

    private static Value value(SweepSpec.Axis axis, Json value, String label) {
        if (axis.pointers().isEmpty()) {
            return new Value(label, value, Map.of(axis.pointer(), value.text()));
        }
        Map<String, String> overrides = new LinkedHashMap<>();
        List<Node> elements = ((Node.Arr) value.node()).elements();
        for (int i = 0; i < elements.size(); i++) {
            overrides.put(axis.pointers().get(i), Json.of(elements.get(i)).text());
        }
        return new Value(label, Json.of(elements.get(0)), overrides);
    }

    private static Point with(Point point, String axis, Value value) {
        Map<String, String> labels = new LinkedHashMap<>(point.labels());
        labels.put(axis, value.label());
        Map<String, Json> values = new LinkedHashMap<>(point.values());
        values.put(axis, value.first());
        Map<String, String> overrides = new LinkedHashMap<>(point.overrides());
        overrides.putAll(value.overrides());
        return new Point(labels, values, overrides);
    }

    /**
     * Reads the scenario of one run: the point's values, the seed of the repeat (the point's or the scenario's, plus the
     * number of the repeat), no sweep, and only the charts of single runs.
     *
     * @throws ScenarioException if the values of the point make no valid scenario
     */
    public static ReadScenario variant(ReadScenario read, Point point, int repeat) throws IOException {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("/sweep", "null");
        set.put("/charts", ownCharts(read));
        set.putAll(point.overrides());
        if (repeat > 0) {
            set.put("/seed", Long.toString(seed(read, point) + repeat));
        }
        return new ScenarioReader(read.dataRoots()).read(read.json(), "variant " + point.labels(), read.folder(), set);
    }

    /** The scenario without its sweep, for a single run; itself if it has none. */
    public static ReadScenario single(ReadScenario read) throws IOException {
        if (read.scenario().sweep().isEmpty()) {
            return read;
        }
        return variant(read, new Point(Map.of(), Map.of(), Map.of()), 0);
    }

    private static long seed(ReadScenario read, Point point) {
        String own = point.overrides().get("/seed");
        return own == null ? read.scenario().seed() : Long.parseLong(own.strip());
    }

    private static String ownCharts(ReadScenario read) {
        Node.Obj root = (Node.Obj) new Json(read.json()).node();
        Node.Arr all = (Node.Arr) root.members().get("charts");
        List<Node> own = new ArrayList<>();
        for (int i = 0; i < all.elements().size(); i++) {
            if (!read.scenario().drawsSweep(read.scenario().charts().get(i))) {
                own.add(all.elements().get(i));
            }
        }
        return JsonTree.write(new Node.Arr(all.at(), own), false);
    }
}
