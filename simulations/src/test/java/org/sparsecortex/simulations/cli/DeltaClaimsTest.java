package org.sparsecortex.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.sparsecortex.simulations.json.JsonText;

/**
 * The main result of each training scenario in configs/delta, with fewer variants and seeds than the file but at its full size.
 * Limits lie well outside the intervals that the tutorial states.
 */
@Tag("slow")
class DeltaClaimsTest {
    @TempDir
    private Path folder;

    /** Runs some values of the only or last axis; the means over seeds by value and metric. */
    private Map<String, Map<String, Double>> run(String name, int repeats, int axis, String... wanted)
            throws IOException {
        Path config = Path.of("../configs/delta/" + name + ".json");
        Map<?, ?> sweep =
                (Map<?, ?>) JsonText.parseObject(Files.readString(config)).get("sweep");
        Map<?, ?> spec = (Map<?, ?>) ((List<?>) sweep.get("axes")).get(axis);
        List<?> values = (List<?>) spec.get("values");
        List<?> labels = spec.containsKey("labels") ? (List<?>) spec.get("labels") : values;
        List<Object> kept = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int v = 0; v < values.size(); v++) {
            if (List.of(wanted).contains(labels.get(v).toString())) {
                kept.add(values.get(v));
                names.add(labels.get(v).toString());
            }
        }
        assertThat(names).as("values of the axis " + spec.get("label")).hasSize(wanted.length);
        String at = "/sweep/axes/" + axis;
        List<String> args = new ArrayList<>(
                List.of("run", config.toString(), "--output", folder.toString(), "--set", "/sweep/repeats=" + repeats));
        args.addAll(List.of("--set", at + "/values=" + JsonText.text(kept), "--set", "/charts=[]"));
        args.addAll(List.of("--set", at + "/labels=" + JsonText.text(names)));
        int status = Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(args.toArray(new String[0]));
        assertThat(status).isZero();
        return table(spec.get("label").toString());
    }

    private Map<String, Map<String, Double>> table(String label) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Path file = files.filter(f -> f.endsWith("records/sweep.csv"))
                    .findFirst()
                    .orElseThrow();
            List<String> lines = Files.readAllLines(file);
            List<String> header = List.of(lines.get(0).split(","));
            int name = header.indexOf(header.contains(label + ".label") ? label + ".label" : label);
            Map<String, Map<String, Double>> table = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                Map<String, Double> row = new LinkedHashMap<>();
                for (String metric : List.of("accuracy", "changedFraction", "changedOperations", "activeOperations")) {
                    row.put(metric, Double.parseDouble(cells[header.indexOf(metric)]));
                }
                table.put(cells[name], row);
            }
            return table;
        }
    }

    /** Five seeds: 4.0 +- 0.4 times fewer changes, 0.8 +- 0.5 points of accuracy lost. */
    @Test
    void refinementLeavesThreeTimesFewerChangesAtTheSameAccuracy() throws IOException {
        Map<String, Map<String, Double>> table = run("video", 2, 0, "trained", "refined");
        Map<String, Double> trained = table.get("trained");
        Map<String, Double> refined = table.get("refined");
        assertThat(trained.get("accuracy")).isGreaterThan(0.94);
        assertThat(refined.get("accuracy")).isGreaterThan(trained.get("accuracy") - 0.02);
        assertThat(trained.get("changedFraction")).isGreaterThan(3 * refined.get("changedFraction"));
    }

    /** Four seeds: 0.384 +- 0.033 and 0.335 +- 0.014 of the dense operations, accuracy 1.000 and 0.999. */
    @Test
    void deltaGruSkipsTwoThirdsOfTheOperations() throws IOException {
        Map<String, Map<String, Double>> table = run("gru", 2, 0, "0", "0.01");
        assertThat(table).hasSize(2);
        table.forEach((weight, row) -> {
            assertThat(row.get("accuracy")).as("loss weight %s", weight).isGreaterThan(0.97);
            assertThat(row.get("changedOperations"))
                    .as("loss weight %s", weight)
                    .isBetween(0.1, 0.45);
            assertThat(row.get("activeOperations"))
                    .as("skipping zeros alone")
                    .isGreaterThan(1.5 * row.get("changedOperations"));
        });
    }

    /**
     * Five seeds: operations none 0.404 +- 0.017, temporal 0.195 +- 0.012, all 0.027 +- 0.003; accuracy 0.936, 0.936 (95 % interval from
     * 0.913) and 0.819 +- 0.027.
     */
    @Test
    void threeSparsitiesMultiply() throws IOException {
        Map<String, Map<String, Double>> table = run("three-sparsities", 1, 0, "none", "temporal", "all");
        assertThat(table.get("none").get("changedOperations")).isBetween(0.35, 0.46);
        assertThat(table.get("temporal").get("changedOperations")).isBetween(0.16, 0.23);
        assertThat(table.get("all").get("changedOperations")).isBetween(0.018, 0.036);
        assertThat(table.get("none").get("accuracy")).isGreaterThan(0.90);
        assertThat(table.get("temporal").get("accuracy")).isGreaterThan(0.88);
        assertThat(table.get("all").get("accuracy")).isGreaterThan(0.74);
    }
}
