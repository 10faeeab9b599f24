package org.sparsecortex.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the runs in a folder: how far each is, how old, and what was put into its scenario. */
@Command(
        name = "runs",
        description = "List the runs in a folder with state, age and what --set put into them; the newest first.",
        mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("RUN", "STATE", "AGE", "SET");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "folder of run directories (default: ${DEFAULT-VALUE})")
    private Path folder;

    RunsCommand() {}

    /** A line of the list. */
    private record Entry(Instant at, List<String> cells) {}

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError(folder + " is no folder of runs; run makes one, and --output says where");
        }
        Instant now = Instant.now();
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path : all.toList()) {
                if (Files.exists(path.resolve("manifest.json")) || Files.exists(path.resolve("scenario.json"))) {
                    entries.add(entry(new RunDirectory(path), now));
                }
            }
        }
        var out = spec.commandLine().getOut();
        if (entries.isEmpty()) {
            out.println("there is no run in " + folder);
        } else {
            entries.sort(Comparator.comparing(Entry::at)
                    .reversed()
                    .thenComparing(entry -> entry.cells().get(0)));
            List<List<String>> rows = new ArrayList<>(List.of(HEADER));
            entries.forEach(entry -> rows.add(entry.cells()));
            lines(rows).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static Entry entry(RunDirectory run, Instant now) throws IOException {
        Map<String, Object> manifest = Map.of();
        try {
            manifest = Files.exists(run.manifest()) ? run.readManifest() : Map.of();
        } catch (UserError damaged) {
            // the status says that it is damaged
        }
        Instant at = time(manifest).orElse(Files.getLastModifiedTime(run.path()).toInstant());
        String points = manifest.get("points") instanceof Number number ? ", sweep of " + number + " points" : "";
        String set = manifest.get("overrides") instanceof Map<?, ?> overrides
                ? overrides.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" "))
                : "";
        return new Entry(
                at,
                List.of(
                        run.path().getFileName().toString(),
                        run.status() + points,
                        age(Duration.between(at, now)),
                        set));
    }

    /** When the last session ended, or began. */
    private static Optional<Instant> time(Map<String, Object> manifest) {
        if (manifest.get("sessions") instanceof List<?> sessions
                && !sessions.isEmpty()
                && sessions.get(sessions.size() - 1) instanceof Map<?, ?> last) {
            Object text = last.get("ended") == null ? last.get("started") : last.get("ended");
            try {
                return Optional.of(Instant.parse(String.valueOf(text)));
            } catch (DateTimeParseException damaged) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A duration in its largest unit. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    private static List<String> lines(List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        rows.forEach(row -> {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        });
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int c = 0; c < widths.length; c++) {
                        line.append(row.get(c))
                                .append(" ".repeat(widths[c] + 2 - row.get(c).length()));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
