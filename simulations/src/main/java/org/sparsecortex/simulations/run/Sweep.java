package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.sparsecortex.simulations.chart.ChartRenderer;
import org.sparsecortex.simulations.chart.ChartSpec;
import org.sparsecortex.simulations.scenario.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;
import org.sparsecortex.simulations.scenario.SweepSpec;

/**
 * Runs all variants of a scenario, several at a time, and compares their metrics.
 *
 * <p>Each variant is a run of its own below {@code variants/}; one that is complete is not run again, so a sweep resumes run
 * by run. {@code records/sweep.csv} has one row per point of the axes: the values, and of each metric the mean over the
 * repeats with the bounds of its 95 % interval (Student's t).
 */
public final class Sweep {
    private static final double LEVEL = 0.975;

    private Sweep() {}

    private record Point(List<Double> values, List<Map<String, String>> repeats) {}

    /**
     * Runs or continues a sweep.
     *
     * @param file the scenario
     * @param overrides values from the command line
     * @param resume whether an existing sweep is continued
     */
    public static RunDirectory run(
            Path file,
            Map<String, String> overrides,
            ReadScenario read,
            RunOptions options,
            RunListener listener,
            boolean resume)
            throws IOException {
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        if (!resume || !Files.exists(directory.path())) {
            directory.create(options.force());
            AtomicFile.write(directory.scenario(), read.json());
        }
        Map<String, Object> manifest = Manifest.start(read, options);
        AtomicFile.write(directory.manifest(), JsonText.pretty(manifest));
        SweepSpec sweep = read.scenario().sweep().orElseThrow();
        List<Point> points = points(sweep, read.scenario().seed());
        List<List<Map<String, Double>>> metrics = runAll(points, file, overrides, read, options, listener, directory);
        if (listener.stopRequested()) {
            manifest.put("status", "interrupted");
            AtomicFile.write(directory.manifest(), JsonText.pretty(manifest));
            listener.message("interrupted; continue with the same command and --resume");
            return directory;
        }
        AtomicFile.write(directory.records().resolve("sweep.csv"), table(sweep, points, metrics));
        for (ChartSpec chart : read.scenario().charts()) {
            if (chart.records().stream().allMatch("sweep"::equals)) {
                ChartRenderer.render(chart, directory.records(), directory.charts())
                        .forEach(f -> listener.message("chart " + f));
            }
        }
        manifest.put("status", "complete");
        manifest.put("variants", points.size());
        Output.report(read.scenario(), read.json(), Map.of(), manifest, directory);
        AtomicFile.write(directory.manifest(), JsonText.pretty(manifest));
        return directory;
    }

    private static List<Point> points(SweepSpec sweep, long seed) {
        List<Point> points = new ArrayList<>();
        int count = sweep.axes().stream().mapToInt(a -> a.values().size()).reduce(1, Math::multiplyExact);
        for (int p = 0; p < count; p++) {
            List<Double> values = new ArrayList<>();
            Map<String, String> set = new LinkedHashMap<>();
            int rest = p;
            for (SweepSpec.Axis axis : sweep.axes()) {
                double value = axis.values().get(rest % axis.values().size());
                rest /= axis.values().size();
                values.add(value);
                set.put(
                        axis.pointer(),
                        value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
            }
            List<Map<String, String>> repeats = new ArrayList<>();
            for (int r = 0; r < sweep.repeats(); r++) {
                Map<String, String> variant = new LinkedHashMap<>(set);
                variant.put("/seed", Long.toString(seed + r));
                variant.put("/sweep", "null");
                repeats.add(variant);
            }
            points.add(new Point(values, repeats));
        }
        return points;
    }

    private static List<List<Map<String, Double>>> runAll(
            List<Point> points,
            Path file,
            Map<String, String> overrides,
            ReadScenario read,
            RunOptions options,
            RunListener listener,
            RunDirectory directory)
            throws IOException {
        int total = points.stream().mapToInt(p -> p.repeats().size()).sum();
        AtomicInteger done = new AtomicInteger();
        RunOptions single = new RunOptions(
                directory.path().resolve("variants"),
                RunOptions.Engine.SEQUENTIAL,
                1,
                1,
                options.checkpointEvery(),
                true);
        ExecutorService workers = Executors.newFixedThreadPool(options.threads());
        try {
            List<List<Future<Map<String, Double>>>> pending = new ArrayList<>();
            for (Point point : points) {
                List<Future<Map<String, Double>>> row = new ArrayList<>();
                for (Map<String, String> variant : point.repeats()) {
                    row.add(workers.submit(() -> {
                        Map<String, String> all = new LinkedHashMap<>(overrides);
                        all.putAll(variant);
                        Map<String, Double> metrics = variant(file, all, read, single, listener);
                        listener.progress(done.incrementAndGet(), total);
                        return metrics;
                    }));
                }
                pending.add(row);
            }
            return collect(pending);
        } finally {
            workers.shutdownNow();
        }
    }

    private static Map<String, Double> variant(
            Path file, Map<String, String> set, ReadScenario whole, RunOptions options, RunListener listener)
            throws IOException {
        ReadScenario read = new ScenarioReader(whole.dataRoots()).read(file, withoutSweepCharts(set, whole));
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        RunListener quiet = new RunListener() {
            @Override
            public boolean stopRequested() {
                return listener.stopRequested();
            }
        };
        if (!directory.isComplete() && !listener.stopRequested()) {
            Files.createDirectories(options.output());
            Simulation.run(read, options, quiet);
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (directory.isComplete()) {
            JsonText.parseObject(Files.readString(directory.metrics()))
                    .forEach((id, value) -> metrics.put(id, ((Number) value).doubleValue()));
        }
        return metrics;
    }

    private static Map<String, String> withoutSweepCharts(Map<String, String> set, ReadScenario whole) {
        Map<String, String> all = new LinkedHashMap<>(set);
        if (!whole.scenario().charts().isEmpty()) {
            all.put("/charts", "[]");
        }
        return all;
    }

    private static List<List<Map<String, Double>>> collect(List<List<Future<Map<String, Double>>>> pending)
            throws IOException {
        List<List<Map<String, Double>>> metrics = new ArrayList<>();
        try {
            for (var row : pending) {
                List<Map<String, Double>> got = new ArrayList<>();
                for (var future : row) {
                    got.add(future.get());
                }
                metrics.add(got);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the sweep was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new UncheckedIOException(new IOException("a variant failed", e.getCause()));
        }
        return metrics;
    }

    private static String table(SweepSpec sweep, List<Point> points, List<List<Map<String, Double>>> metrics) {
        StringBuilder text = new StringBuilder();
        List<String> header =
                new ArrayList<>(sweep.axes().stream().map(SweepSpec.Axis::label).toList());
        List<String> ids = new ArrayList<>(metrics.get(0).get(0).keySet());
        ids.forEach(id -> header.addAll(List.of(id, id + ".low", id + ".high")));
        text.append(String.join(",", header)).append('\n');
        for (int p = 0; p < points.size(); p++) {
            List<String> row = new ArrayList<>(
                    points.get(p).values().stream().map(String::valueOf).toList());
            for (String id : ids) {
                SummaryStatistics stats = new SummaryStatistics();
                metrics.get(p).forEach(m -> stats.addValue(m.get(id)));
                double half = halfWidth(stats);
                row.add(Double.toString(stats.getMean()));
                row.add(Double.toString(stats.getMean() - half));
                row.add(Double.toString(stats.getMean() + half));
            }
            text.append(String.join(",", row)).append('\n');
        }
        return text.toString();
    }

    /** Half of the 95 % interval of the mean; 0 for a single run, which says nothing about spread. */
    private static double halfWidth(SummaryStatistics stats) {
        long n = stats.getN();
        return n < 2
                ? 0.0
                : new TDistribution(n - 1.0).inverseCumulativeProbability(LEVEL)
                        * stats.getStandardDeviation()
                        / Math.sqrt(n);
    }

    /** One line per variant: its directory and status. */
    public static List<String> status(RunDirectory directory) throws IOException {
        Path variants = directory.path().resolve("variants");
        if (!Files.isDirectory(variants)) {
            throw new UserError(directory.path() + " has no variants; it is not the run of a sweep");
        }
        try (Stream<Path> runs = Files.list(variants)) {
            return runs.sorted()
                    .map(run -> run + ": " + new RunDirectory(run).status())
                    .toList();
        }
    }
}
