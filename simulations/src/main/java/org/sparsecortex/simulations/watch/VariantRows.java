package org.sparsecortex.simulations.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sparsecortex.simulations.run.RunDirectory;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.SweepPlan;

/** Tells how far each variant of a sweep is: those that run or failed first, then those that wait, then the complete ones. */
final class VariantRows implements Rounds.Work {
    private static final int SHOWN = 1000;
    private static final String COMPLETE = "complete";
    private static final String WAITING = "waiting";

    /** A run of the sweep; {@code rank} is where its state stands in the table. */
    private record Row(String point, int repeat, String state, int rank) {}

    private final SweepPlan plan;
    private final int repeats;
    private final RunDirectory sweep;
    private final Readers readers;
    private final Map<String, String> complete = new HashMap<>();

    VariantRows(ReadScenario read, RunDirectory sweep, Readers readers) {
        this.plan = SweepPlan.of(read);
        this.repeats = read.scenario().sweep().orElseThrow().repeats();
        this.sweep = sweep;
        this.readers = readers;
    }

    @Override
    public void round(Rounds.Pause pause) throws InterruptedException {
        Map<String, String> states = states();
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (int p = 0; p < plan.points().size(); p++) {
            for (int r = 0; r < repeats; r++) {
                String state = states.getOrDefault(String.format(Locale.ROOT, "p%06d-r%03d", p, r), WAITING);
                int rank = state.equals(COMPLETE) ? 2 : state.equals(WAITING) ? 1 : 0;
                rows.add(new Row(plan.points().get(p).name(), r, state, rank));
                counts.merge(state, 1, Integer::sum);
            }
        }
        rows.sort(Comparator.comparingInt(Row::rank));
        List<List<String>> shown = rows.stream()
                .limit(SHOWN)
                .map(row -> List.of(row.point, String.valueOf(row.repeat), row.state))
                .toList();
        readers.tell(
                "table",
                "variants",
                Map.of(
                        "id",
                        "variants",
                        "head",
                        List.of("point", "repeat", "state"),
                        "rows",
                        shown,
                        "note",
                        counts.toString().replaceAll("[{}]", "")
                                + (rows.size() > SHOWN ? "; the first " + SHOWN : "")));
        pause.afterPiece();
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>(complete);
        Path variants = sweep.path().resolve("variants");
        if (!Files.isDirectory(variants)) {
            return states;
        }
        try (Stream<Path> all = Files.list(variants)) {
            for (Path variant : all.toList()) {
                String name = variant.getFileName().toString();
                String key = name.substring(0, Math.max(0, name.lastIndexOf('-')));
                if (!complete.containsKey(key)) {
                    String state = new RunDirectory(variant).status();
                    states.put(key, state.equals("no manifest") ? "running" : state);
                    if (state.equals(COMPLETE)) {
                        complete.put(key, state);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + variants + ": " + e.getMessage(), e);
        }
        return states;
    }
}
