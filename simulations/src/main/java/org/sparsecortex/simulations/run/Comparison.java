package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.json.JsonTree;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.table.CsvTable;

/**
 * Two or more runs side by side: the parameters in which they differ and all of their metrics.
 *
 * @param runs the runs
 * @param labels a short name of each: its values of one or two parameters if no others differ, else its folder
 * @param parameters by JSON pointer the value in each run, as JSON; empty where a run has none
 * @param metrics by id the value in each run; NaN where a run has none
 */
public record Comparison(
        List<RunDirectory> runs,
        List<String> labels,
        Map<String, List<String>> parameters,
        Map<String, List<Double>> metrics) {
    private static final int LONGEST_VALUE = 24;
    private static final Set<String> NOT_COMPARED = Set.of("name", "description", "charts", "$schema");

    /**
     * Reads the runs.
     *
     * @throws UserError if there are fewer than two, or one is no run directory
     */
    public static Comparison of(List<RunDirectory> runs) throws IOException {
        if (runs.size() < 2) {
            throw new UserError("a comparison needs two runs or more");
        }
        List<Map<String, String>> values = new ArrayList<>();
        for (RunDirectory run : runs) {
            if (!Files.exists(run.scenario())) {
                throw new UserError(run.path() + " is no run directory: scenario.json is missing");
            }
            Map<String, Object> scenario = RunDirectory.readObject(run.scenario());
            scenario.keySet().removeAll(NOT_COMPARED);
            Map<String, String> flat = new TreeMap<>();
            flatten("", scenario, flat);
            values.add(flat);
        }
        Map<String, List<String>> parameters = differing(values);
        return new Comparison(List.copyOf(runs), labels(runs, parameters), parameters, metrics(runs));
    }

    private static void flatten(String pointer, Object value, Map<String, String> all) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, each) -> flatten(pointer + "/" + JsonTree.escape(String.valueOf(key)), each, all));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                flatten(pointer + "/" + i, list.get(i), all);
            }
        } else {
            all.put(pointer, JsonText.text(value));
        }
    }

    private static Map<String, List<String>> differing(List<Map<String, String>> values) {
        Set<String> pointers = new LinkedHashSet<>();
        values.forEach(each -> pointers.addAll(each.keySet()));
        Map<String, List<String>> differing = new LinkedHashMap<>();
        for (String pointer : pointers) {
            List<String> row =
                    values.stream().map(each -> each.getOrDefault(pointer, "")).toList();
            if (row.stream().distinct().count() > 1) {
                differing.put(pointer, row);
            }
        }
        return differing;
    }

    private static Map<String, List<Double>> metrics(List<RunDirectory> runs) throws IOException {
        List<Map<String, Double>> all = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (RunDirectory run : runs) {
            Map<String, Double> metrics = Files.exists(run.metrics()) ? Metrics.read(run) : Map.of();
            all.add(metrics);
            ids.addAll(metrics.keySet());
        }
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        ids.forEach(id -> rows.put(
                id, all.stream().map(each -> each.getOrDefault(id, Double.NaN)).toList()));
        return rows;
    }

    private static List<String> labels(List<RunDirectory> runs, Map<String, List<String>> parameters) {
        List<String> labels = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            List<String> parts = new ArrayList<>();
            for (var row : parameters.entrySet()) {
                String name = row.getKey().substring(row.getKey().lastIndexOf('/') + 1);
                parts.add(name + " = " + row.getValue().get(r).replace("\"", ""));
            }
            labels.add(String.join(", ", parts));
        }
        boolean brief = !parameters.isEmpty()
                && parameters.size() <= 2
                && labels.stream().allMatch(label -> label.length() <= 2 * LONGEST_VALUE)
                && labels.stream().distinct().count() == runs.size();
        if (brief) {
            return List.copyOf(labels);
        }
        List<String> names = runs.stream()
                .map(run ->
                        run.path().toAbsolutePath().normalize().getFileName().toString())
                .toList();
        return names.stream().distinct().count() == runs.size()
                ? names
                : runs.stream().map(run -> run.path().toString()).toList();
    }

    /** A row for each parameter and each metric: kind, name, and the value in each run, in full. */
    public String csv() {
        List<String> header = new ArrayList<>(List.of("kind", "name"));
        runs.forEach(run -> header.add(run.path().toString()));
        CsvTable table = new CsvTable(header);
        parameters.forEach((pointer, values) -> table.add(row("parameter", pointer, values)));
        metrics.forEach((id, values) -> table.add(row("metric", id, values)));
        return table.text();
    }

    private static List<Object> row(String kind, String name, List<?> values) {
        List<Object> row = new ArrayList<>(List.of(kind, name));
        row.addAll(values);
        return row;
    }
}
