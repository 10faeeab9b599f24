package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.simulations.analysis.AnalysisSpec;
import org.sparsecortex.simulations.analysis.AnalysisSpec.SweepRun;
import org.sparsecortex.simulations.chart.ReportPage;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;
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
    private final Remarks remarks;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<String, String> ownerOfHash = new ConcurrentHashMap<>();

    private Sweep(ReadScenario read, RunOptions options, RunListener listener, RunDirectory directory) {
        this.read = read;
        this.options = options;
        this.listener = listener;
        this.directory = directory;
        this.remarks = new Remarks(listener);
    }

    /**
     * Reads the scenarios of the points, so that a mistake in one shows before anything runs: of a large sweep, the points in
     * which one axis takes each of its values, and {@link #CHECKED} others that are spread evenly. Every variant is checked
     * again when it is run.
     *
     * @return the points
     * @throws org.sparsecortex.simulations.problem.ScenarioException if the values of a point make no valid scenario
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
        LiveRun.requireStream(read, options);
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        if (resume && Files.exists(directory.path()) && !options.force()) {
            return resume(directory, read, options, listener);
        }
        SweepPlan plan = check(read);
        RunLock lock = directory.create(options.force());
        try {
            AtomicFile.write(directory.scenario(), read.json());
            new Sweep(read, options, listener, directory).execute(plan, Map.of());
            return directory;
        } finally {
            lock.close();
        }
    }

    /**
     * Continues the sweep in a directory, run by run.
     *
     * @throws UserError if it belongs to another scenario or version, or another process is at it
     */
    public static RunDirectory resume(
            RunDirectory directory, ReadScenario read, RunOptions options, RunListener listener) throws IOException {
        LiveRun.requireStream(read, options);
        SweepPlan plan = check(read);
        RunLock lock = directory.open();
        try {
            Map<String, Object> earlier = Simulation.earlier(directory, listener);
            requireSame(directory, read, options, earlier);
            if (options.continuing() == RunOptions.Continuing.FROM_START) {
                directory.clear();
            }
            directory.makeFolders();
            AtomicFile.write(directory.scenario(), read.json());
            new Sweep(read, options, listener, directory).execute(plan, earlier);
            return directory;
        } finally {
            lock.close();
        }
    }

    private static void requireSame(
            RunDirectory directory, ReadScenario read, RunOptions options, Map<String, Object> earlier) {
        Continuation.requireSameScenario(directory, read, earlier);
        String version = Manifest.lastVersion(earlier);
        boolean accepted = Set.of(RunOptions.Continuing.ANY_VERSION, RunOptions.Continuing.FROM_START)
                .contains(options.continuing());
        if (!version.equals(Manifest.version()) && !accepted) {
            throw new UserError("the runs of " + directory.path() + " were made by version " + version
                    + ", this is version " + Manifest.version()
                    + ", which may compute other numbers; continue with that"
                    + " version, start again with --force, or accept a sweep of two versions with --any-version");
        }
    }

    private void execute(SweepPlan plan, Map<String, Object> earlier) throws IOException {
        Manifest manifest = Manifest.begin(directory, read, options, earlier);
        manifest.put("points", plan.points().size());
        boolean recorded = false;
        try {
            manifest.begin();
            List<SweepRun> runs = runAll(plan, manifest);
            if (listener.stopRequested()) {
                interrupted(manifest);
                return;
            }
            SweepTables.write(plan, read.scenario(), runs, directory.records(), remarks);
            var points = SweepTables.summary(plan, read.scenario(), runs);
            manifest.put(ReportPage.POINTS, points);
            SweepTables.lines(points).forEach(listener::message);
            List<String> warnings =
                    Guards.ofSweep(runs, read.scenario().sweep().orElseThrow().repeats());
            manifest.put(Guards.WARNINGS, warnings);
            Map<String, Double> metrics = analyse(runs);
            RecordIndex.writeTables(directory.records());
            AtomicFile.write(directory.metrics(), JsonText.pretty(metrics));
            recorded = true;
            if (!Output.draw(read.scenario(), directory, Set.of(), listener, remarks)) {
                interrupted(manifest);
                return;
            }
            Output.finish(read, metrics, remarks, manifest, directory, listener);
        } catch (IOException | RuntimeException | Error failure) {
            new Failure(read, directory, listener, recorded).note(manifest, failure);
            throw failure;
        } finally {
            manifest.release();
        }
    }

    private void interrupted(Manifest manifest) throws IOException {
        String next = Invocation.command("resume", directory.path().toString());
        manifest.status("interrupted");
        manifest.put("next", next);
        manifest.write();
        listener.message("interrupted; continue with the same command and --resume, or with: " + next);
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
                remarks.failed("analysis '" + spec.id() + "'", new UserError(e.getMessage(), e));
            } catch (IOException | RuntimeException e) {
                remarks.failed("analysis '" + spec.id() + "'", e);
            }
        }
        return metrics;
    }

    private List<SweepRun> runAll(SweepPlan plan, Manifest manifest) throws IOException {
        if (options.workers().isEmpty()) {
            return runAll(plan, this::resume, options.threads());
        }
        try (SweepWorkers workers = SweepWorkers.form(read, options.workers().get(), options, listener)) {
            manifest.note("workers", workers.machines());
            return runAll(plan, workers::run, workers.threads());
        }
    }

    private List<SweepRun> runAll(SweepPlan plan, Running running, int threads) throws IOException {
        int repeats = read.scenario().sweep().orElseThrow().repeats();
        int total = plan.points().size() * repeats;
        AtomicInteger done = new AtomicInteger();
        List<Callable<SweepRun>> all = new ArrayList<>();
        for (SweepPlan.Point point : plan.points()) {
            int index = all.size() / repeats;
            for (int r = 0; r < repeats; r++) {
                int repeat = r;
                all.add(() -> {
                    SweepRun run = runOne(point, index, repeat, running);
                    listener.progress(done.incrementAndGet(), total);
                    return run;
                });
            }
        }
        return AllAtOnce.of(
                all, threads, () -> failed.set(true)); // all look at it; after success nothing runs any more
    }

    /** Runs a variant to its end, here or elsewhere. */
    private interface Running {
        void run(RunDirectory run, ReadScenario variant, int point, int repeat, RunListener stopper) throws IOException;
    }

    /**
     * The folder of one run of a sweep. Its number, not only its hash, is in the name: two runs never share a folder, even if
     * their hashes begin alike or their values are equal.
     *
     * @param point number of the point in the plan, from 0
     */
    public static RunDirectory variant(RunDirectory sweep, ReadScenario variant, int point, int repeat) {
        String name = String.format(
                Locale.ROOT, "p%06d-r%03d-%s", point, repeat, variant.hash().substring(0, 8));
        return new RunDirectory(sweep.path().resolve("variants").resolve(name));
    }

    private SweepRun runOne(SweepPlan.Point point, int index, int repeat, Running running) throws IOException {
        ReadScenario variant = SweepPlan.variant(read, point, repeat);
        String name = point.name() + ", repeat " + repeat;
        String owner = ownerOfHash.putIfAbsent(variant.hash(), name);
        if (owner != null) {
            throw sameScenario(name, owner);
        }
        RunDirectory run = variant(directory, variant, index, repeat);
        try {
            Map<String, Double> metrics = new LinkedHashMap<>();
            if (!isDone(run, metrics) && !stopper().stopRequested()) {
                noting(name, () -> running.run(run, variant, index, repeat, stopper()));
                if (run.isComplete()) { // a stopped run has none yet
                    metrics.putAll(Metrics.read(run));
                }
            }
            return new SweepRun(point.labels(), repeat, run.records(), metrics);
        } catch (IOException e) {
            throw new IOException("variant " + point.name() + ", repeat " + repeat + ": " + e.getMessage(), e);
        } catch (RunFailure e) {
            listener.message(
                    "variant " + point.name() + ", repeat " + repeat + " failed; its files are in " + run.path());
            throw e;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Metrics or charts of a variant that fail are a failure of the sweep, but do not stop it. */
    private void noting(String name, Step step) throws IOException {
        try {
            step.run();
        } catch (OutputFailure failure) {
            synchronized (remarks) {
                remarks.failed("variant " + name, failure);
            }
        }
    }

    /** Runs or continues a variant in this process. */
    private void resume(RunDirectory run, ReadScenario variant, int point, int repeat, RunListener stopper)
            throws IOException {
        boolean restart = options.continuing() != RunOptions.Continuing.ANY_VERSION;
        RunOptions single = options.forVariant(
                run.path().getParent(),
                restart ? RunOptions.Continuing.FROM_START_IF_DAMAGED : RunOptions.Continuing.ANY_VERSION);
        Simulation.resume(run, variant, single, stopper);
    }

    /** Says nothing, and stops a variant when the sweep stops or another variant failed. */
    private RunListener stopper() {
        return new RunListener() {
            @Override
            public boolean stopRequested() {
                return failed.get() || listener.stopRequested();
            }
        };
    }

    /** Whether a variant is complete; its metrics are written then. One whose metrics are damaged is not. */
    private static boolean isDone(RunDirectory run, Map<String, Double> metrics) throws IOException {
        if (!run.isComplete() || !Files.exists(run.metrics())) {
            return false;
        }
        try {
            metrics.putAll(Metrics.read(run));
            return true;
        } catch (UserError damaged) {
            return false;
        }
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
