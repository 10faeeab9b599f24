package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.analysis.AnalysisSpec.SweepRun;
import org.sparsecortex.simulations.scenario.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.SweepPlan;

/**
 * Runs all variants of a scenario, several at a time, and compares their metrics.
 *
 * <p>Each variant is a run of its own below {@code variants/}; one that is complete is not run again, and one with a
 * checkpoint goes on from there, so a sweep resumes run by run. {@link SweepTables} says what is in {@code
 * records/sweep.csv} and {@code records/sweep-runs.csv}; the scenario's analyses add their tables and metrics.
 */
public final class Sweep {
    private static final int CHECKED = 2000;

    private final ReadScenario read;
    private final RunOptions options;
    private final RunListener listener;
    private final RunDirectory directory;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<String, String> ownerOfHash = new ConcurrentHashMap<>();

    private Sweep(ReadScenario read, RunOptions options, RunListener listener, RunDirectory directory) {
        this.read = read;
        this.options = options;
        this.listener = listener;
        this.directory = directory;
    }

    /**
     * Reads the scenarios of the points, so that a mistake in one shows before anything runs: of a large sweep, the points in
     * which one axis takes each of its values, and {@link #CHECKED} others that are spread evenly. Every variant is checked
     * again when it is run.
     *
     * @return the points
     * @throws org.sparsecortex.simulations.scenario.ScenarioException if the values of a point make no valid scenario
     * @throws UserError if two points are the same scenario
     */
    public static SweepPlan check(ReadScenario read) throws IOException {
        SweepPlan plan = SweepPlan.of(read);
        Map<String, SweepPlan.Point> byHash = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long stride = Math.max(1, plan.points().size() / CHECKED);
        for (int p = 0; p < plan.points().size(); p++) {
            SweepPlan.Point point = plan.points().get(p);
            boolean newValue = false;
            for (var label : point.labels().entrySet()) {
                newValue |= seen.add(label.getKey() + "=" + label.getValue());
            }
            if (newValue || p % stride == 0) {
                SweepPlan.Point same =
                        byHash.put(SweepPlan.variant(read, point, 0).hash(), point);
                if (same != null) {
                    throw sameScenario(point.name(), same.name());
                }
            }
        }
        return plan;
    }

    private static UserError sameScenario(String one, String other) {
        return new UserError(
                "the points " + other + " and " + one + " of the sweep are the same scenario: the values of"
                        + " an axis must differ in what they mean (1 and 1.0 may not)");
    }

    /**
     * Runs or continues a sweep.
     *
     * @param resume whether an existing sweep is continued
     */
    public static RunDirectory run(ReadScenario read, RunOptions options, RunListener listener, boolean resume)
            throws IOException {
        SweepPlan plan = check(read);
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        if (!resume || !Files.exists(directory.path())) {
            directory.create(options.force());
            AtomicFile.write(directory.scenario(), read.json());
        }
        new Sweep(read, options, listener, directory).execute(plan);
        return directory;
    }

    private void execute(SweepPlan plan) throws IOException {
        Map<String, Object> manifest = Manifest.start(read, options);
        manifest.put("points", plan.points().size());
        writeManifest(manifest);
        List<SweepRun> runs;
        try {
            runs = runAll(plan);
        } catch (IOException | RuntimeException e) {
            manifest.put("status", "failed");
            manifest.put("failure", String.valueOf(e.getMessage()));
            writeManifest(manifest);
            throw e;
        }
        if (listener.stopRequested()) {
            manifest.put("status", "interrupted");
            writeManifest(manifest);
            listener.message("interrupted; continue with the same command and --resume");
            return;
        }
        SweepTables.write(plan, read.scenario().sweep().orElseThrow(), runs, directory.records());
        Map<String, Double> metrics = analyse(runs);
        AtomicFile.write(directory.metrics(), JsonText.pretty(metrics));
        Output.draw(read.scenario(), directory, listener);
        manifest.put("status", "complete");
        Output.report(read.scenario(), read.json(), metrics, manifest, directory);
        writeManifest(manifest);
    }

    private Map<String, Double> analyse(List<SweepRun> runs) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (AnalysisSpec spec : read.scenario().sweep().orElseThrow().analyses()) {
            try {
                AnalysisSpec.Result result = spec.analyse(runs);
                metrics.putAll(result.metrics());
                if (result.table().isPresent()) {
                    Path file = directory.records().resolve(spec.id() + ".csv");
                    AtomicFile.write(file, result.table().get().text());
                }
            } catch (IllegalArgumentException e) {
                throw new UserError("analysis '" + spec.id() + "': " + e.getMessage(), e);
            }
        }
        return metrics;
    }

    private void writeManifest(Map<String, Object> manifest) throws IOException {
        AtomicFile.write(directory.manifest(), JsonText.pretty(manifest));
    }

    private List<SweepRun> runAll(SweepPlan plan) throws IOException {
        int repeats = read.scenario().sweep().orElseThrow().repeats();
        int total = plan.points().size() * repeats;
        AtomicInteger done = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(options.threads());
        try {
            List<Future<SweepRun>> pending = new ArrayList<>();
            for (SweepPlan.Point point : plan.points()) {
                for (int r = 0; r < repeats; r++) {
                    int repeat = r;
                    pending.add(workers.submit(() -> {
                        SweepRun run = runOne(point, repeat);
                        listener.progress(done.incrementAndGet(), total);
                        return run;
                    }));
                }
            }
            return collect(pending);
        } finally {
            failed.set(true); // after success nothing is running any more
            workers.shutdownNow();
            awaitEnd(workers);
        }
    }

    private static void awaitEnd(ExecutorService workers) throws IOException {
        try {
            if (!workers.awaitTermination(10, TimeUnit.MINUTES)) {
                throw new IOException("a variant of the sweep did not stop within 10 minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SweepRun runOne(SweepPlan.Point point, int repeat) throws IOException {
        ReadScenario variant = SweepPlan.variant(read, point, repeat);
        String name = point.name() + ", repeat " + repeat;
        String owner = ownerOfHash.putIfAbsent(variant.hash(), name);
        if (owner != null) {
            throw sameScenario(name, owner);
        }
        RunOptions single = new RunOptions(
                directory.path().resolve("variants"),
                RunOptions.Engine.SEQUENTIAL,
                1,
                1,
                options.checkpointEvery(),
                true);
        RunDirectory run = RunDirectory.of(single.output(), variant.scenario().name(), variant.hash());
        RunListener quiet = new RunListener() {
            @Override
            public boolean stopRequested() {
                return failed.get() || listener.stopRequested();
            }
        };
        try {
            boolean known = Files.exists(run.manifest())
                    && variant.hash().equals(run.readManifest().get("scenarioHash"));
            if (!quiet.stopRequested() && !(known && run.isComplete())) {
                Files.createDirectories(single.output());
                if (known && run.lastCheckpoint().isPresent()) {
                    Simulation.resume(run, variant, single, quiet);
                } else {
                    Simulation.run(variant, single, quiet);
                }
            }
            return new SweepRun(point.labels(), repeat, run.records(), run.isComplete() ? Metrics.read(run) : Map.of());
        } catch (IOException e) {
            throw new IOException("variant " + point.name() + ", repeat " + repeat + ": " + e.getMessage(), e);
        } catch (RunFailure e) {
            listener.message(
                    "variant " + point.name() + ", repeat " + repeat + " failed; its files are in " + run.path());
            throw e;
        }
    }

    private List<SweepRun> collect(List<Future<SweepRun>> pending) throws IOException {
        List<SweepRun> runs = new ArrayList<>();
        try {
            for (Future<SweepRun> future : pending) {
                runs.add(future.get());
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
            throw new IllegalStateException("a variant failed", e.getCause());
        }
        return runs;
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
