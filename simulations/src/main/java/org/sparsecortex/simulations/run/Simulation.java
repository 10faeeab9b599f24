package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Watch;
import org.sparsecortex.simulations.cluster.Cluster;
import org.sparsecortex.simulations.cluster.TaskWork;
import org.sparsecortex.simulations.cluster.Workers;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.live.FirstLineRefused;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.SweepPlan;
import org.sparsecortex.simulations.table.Mark;

/**
 * Carries a scenario out: runs its network, writes its records and checkpoints, then metrics, charts and the report.
 */
public final class Simulation {
    private final ReadScenario read;
    private final RunOptions options;
    private final RunListener listener;
    private final RunDirectory directory;

    private Simulation(ReadScenario read, RunOptions options, RunListener listener, RunDirectory directory) {
        this.read = read;
        this.options = options;
        this.listener = listener;
        this.directory = directory;
    }

    /**
     * Runs a scenario once, as it stands and without its sweep, from its first step into a new run directory.
     *
     * @return the directory; its status is "interrupted" if the listener asked to stop
     * @throws UserError if the run directory exists, or another process is at it; if there are options for a stream and the
     *     scenario has none, and then nothing is written; if the first line of a stream is not of this
     *     scenario, and then the directory is gone again
     * @throws RunFailure if a kernel fails; records up to then stay readable
     * @throws OutputFailure if metrics could not be made; all others, the charts and the report are there
     * @throws IOException if a file cannot be written; all that was written stays
     */
    public static RunDirectory run(ReadScenario written, RunOptions options, RunListener listener) throws IOException {
        ReadScenario read = SweepPlan.single(written);
        LiveRun.requireStream(read, options);
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        RunLock lock = directory.create(options.force());
        try {
            AtomicFile.write(directory.scenario(), read.json());
            Simulation simulation = new Simulation(read, options, listener, directory);
            return simulation.execute(Continuation.fromStart(), Map.of());
        } catch (FirstLineRefused refused) {
            directory.remove();
            throw refused;
        } finally {
            lock.close();
        }
    }

    /**
     * Continues a run that did not end, under any plan: from its records if they are whole, else from its last good checkpoint,
     * else from its first step.
     *
     * @throws UserError if it belongs to another scenario or version, another process is at it, or all its checkpoints are
     *     damaged
     */
    public static RunDirectory resume(
            RunDirectory directory, ReadScenario written, RunOptions options, RunListener listener) throws IOException {
        ReadScenario read = SweepPlan.single(written);
        LiveRun.requireStream(read, options);
        RunLock lock = directory.open();
        try {
            Map<String, Object> earlier = earlier(directory, listener);
            Continuation from = Continuation.of(directory, read, options.continuing(), earlier, listener);
            if (!from.recorded() && from.checkpoint().isEmpty()) {
                directory.clearResults();
            }
            directory.makeFolders();
            AtomicFile.write(directory.scenario(), read.json());
            return new Simulation(read, options, listener, directory).execute(from, earlier);
        } finally {
            lock.close();
        }
    }

    /** Continues the run of a scenario if there is one that did not end, else starts it; a complete one is left as it is. */
    public static RunDirectory runOrResume(ReadScenario written, RunOptions options, RunListener listener)
            throws IOException {
        ReadScenario read = SweepPlan.single(written);
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        if (!Files.exists(directory.path()) || options.force()) {
            return run(read, options, listener);
        }
        if (directory.isComplete() && options.continuing() != RunOptions.Continuing.FROM_START) {
            listener.message(directory.path() + " is complete");
            return directory;
        }
        return resume(directory, read, options, listener);
    }

    /** The manifest of the sessions before; without one that can be read, a run goes on and its sessions are forgotten. */
    static Map<String, Object> earlier(RunDirectory directory, RunListener listener) throws IOException {
        if (!Files.exists(directory.manifest())) {
            return Map.of();
        }
        try {
            return directory.readManifest();
        } catch (UserError damaged) {
            listener.message(damaged.getMessage() + "; it is written anew, its earlier sessions are lost");
            return Map.of();
        }
    }

    private RunDirectory execute(Continuation from, Map<String, Object> earlier) throws IOException {
        Manifest manifest = Manifest.begin(directory, read, options, earlier);
        boolean recorded = from.recorded();
        try {
            manifest.begin();
            if (!recorded) {
                RecordIndex.write(read.network(), read.scenario().records(), directory.records(), 0);
                manifest.note(
                        "firstStep",
                        from.checkpoint().map(c -> c.snapshot().position()).orElse(0L));
                recorded = options.workers().isPresent()
                        ? simulateOn(options.workers().get(), from.checkpoint(), manifest)
                        : simulate(from.checkpoint(), manifest, this::runner);
            }
            if (from.recorded() && earlier.get(Guards.VALUES) instanceof Map<?, ?> known) {
                manifest.put(Guards.VALUES, known);
            }
            Heap.collect(read);
            if (recorded && present(from.recorded() ? Manifest.marks(earlier) : Map.of(), manifest)) {
                return directory;
            }
            interrupted(recorded, manifest);
            return directory;
        } catch (FirstLineRefused refused) {
            if (!earlier.isEmpty()) {
                new Failure(read, directory, listener, recorded).note(manifest, refused);
            }
            throw refused;
        } catch (IOException | RuntimeException | Error failure) {
            new Failure(read, directory, listener, recorded).note(manifest, failure);
            throw failure;
        } finally {
            manifest.release();
        }
    }

    private void interrupted(boolean recorded, Manifest manifest) throws IOException {
        String next = Invocation.command("resume", directory.path().toString());
        manifest.status(recorded ? "recorded" : "interrupted");
        manifest.note("ended", Instant.now().toString());
        manifest.put("next", next);
        manifest.write();
        listener.message("interrupted" + (recorded ? ", all records are whole" : "") + "; continue with: " + next);
    }

    /** Computes metrics, draws charts and writes the report; false if asked to stop before all was drawn. */
    private boolean present(Map<String, Mark> known, Manifest manifest) throws IOException {
        if (!known.isEmpty()) {
            manifest.records(known);
        }
        manifest.status("recorded");
        manifest.write();
        Remarks remarks = new Remarks(listener);
        Map<String, Double> metrics = Metrics.compute(read, directory.records(), remarks);
        AtomicFile.write(directory.metrics(), JsonText.pretty(metrics));
        Map<?, ?> guarded = manifest.all().get(Guards.VALUES) instanceof Map<?, ?> all ? all : Map.of();
        List<String> warnings = Guards.warnings(read, guarded, metrics);
        manifest.put(Guards.WARNINGS, warnings);
        if (!Output.draw(read.scenario(), directory, Set.of(), listener, remarks)) {
            return false;
        }
        Output.finish(read, metrics, remarks, manifest, directory, listener);
        return true;
    }

    /** As {@link #simulate}, on workers; after the loss of one from the last checkpoint on those that are left. */
    private boolean simulateOn(Workers workers, Optional<Checkpoint> from, Manifest manifest) throws IOException {
        try (Cluster cluster = Cluster.form(read, workers, TaskWork.NONE, listener::message, listener::stopRequested)) {
            manifest.note("workers", cluster.machines());
            listener.workers(cluster::table);
            Losses losses = new Losses(directory, read, options, listener, from);
            while (true) {
                try {
                    return simulate(
                            losses.from(),
                            manifest,
                            (network, watch) -> cluster.runner(network, watch, listener::stopRequested)
                                    .orElseGet(() -> {
                                        requireOwn(workers, cluster);
                                        return runner(network, watch);
                                    }));
                } catch (RunFailure failure) {
                    try {
                        losses.add(failure);
                    } finally {
                        manifest.note("losses", losses.notes());
                    }
                } finally {
                    manifest.note("traffic", cluster.traffic());
                }
            }
        }
    }

    /** This process computes if no worker is left, it has the memory, and nobody told it to stop then. */
    private void requireOwn(Workers workers, Cluster cluster) {
        if (workers.loss().stops() || !cluster.fitsHere()) {
            throw new WorkersLost(
                    "no worker is left"
                            + (workers.loss().stops()
                                    ? "; the run stops: it was told to (--on-loss stop)"
                                    : ", and this process has too little memory"),
                    null);
        }
        listener.message("no worker is left; this process computes");
    }

    /** Makes a runner. */
    private interface Start {
        Runner runner(Network network, Watch watch);
    }

    /** Runs to the end (true) or until asked to stop (false). */
    private boolean simulate(Optional<Checkpoint> from, Manifest manifest, Start start) throws IOException {
        Network network = read.network();
        long first = from.map(c -> c.snapshot().position()).orElse(0L);
        Map<String, Mark> marks = from.map(Checkpoint::records).orElse(Map.of());
        try (Recorder recorder = new Recorder(network, read.scenario().records(), directory.records(), marks)) {
            Guards guards = new Guards(read, recorder.watch());
            List<Endpoint> watched = guards.watch().endpoints();
            try (LiveRun live = LiveRun.open(read, directory, options, first, watched, listener)
                            .orElse(null);
                    Runner runner = start.runner(network, guards.watch())) {
                if (from.isPresent()) {
                    from.get().restore(runner, directory);
                } else {
                    SavedModels.start(read, runner);
                }
                return simulate(runner, recorder, guards, Optional.ofNullable(live), manifest);
            }
        } catch (RunFailure failure) {
            if (failure.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw failure;
        }
    }

    private boolean simulate(Runner runner, Recorder recorder, Guards guards, Optional<LiveRun> live, Manifest manifest)
            throws IOException {
        long first = runner.position();
        long began = System.nanoTime();
        boolean done = advance(runner, recorder, guards, live);
        double seconds = (System.nanoTime() - began) * 1e-9;
        manifest.note("simulationSeconds", seconds);
        manifest.note("stepsPerSecond", (runner.position() - first) / seconds);
        if (live.isPresent()) {
            live.get().force();
            manifest.put("streams", live.get().describe());
        }
        if (done) {
            manifest.put(Guards.VALUES, guards.values());
            manifest.put("models", SavedModels.write(read, runner, directory));
            RecordIndex.write(read.network(), read.scenario().records(), directory.records(), runner.position());
            manifest.records(recorder.complete()); // from here on nothing is computed again
        }
        return done;
    }

    private boolean advance(Runner runner, Recorder recorder, Guards guards, Optional<LiveRun> live)
            throws IOException {
        long total = read.network().schedule().totalSteps();
        RunLoop loop = new RunLoop(
                total,
                options.checkpointEvery(),
                Losses.secondsBetweenCheckpoints(options),
                live.isPresent() ? live.get() : RunLoop.Supply.WHOLE,
                listener,
                new RunLoop.Saver() {
                    @Override
                    public void save() throws IOException {
                        checkpoint(runner, recorder, live);
                    }

                    @Override
                    public void show() throws IOException {
                        recorder.drain();
                    }
                },
                System::nanoTime);
        return loop.run(runner, (step, values) -> {
            recorder.onStep(step, values);
            guards.onStep(step, values);
            if (live.isPresent()) {
                live.get().results().onStep(step, values);
            }
        });
    }

    private void checkpoint(Runner runner, Recorder recorder, Optional<LiveRun> live) throws IOException {
        Path file = directory.checkpoint(runner.position());
        if (live.isPresent()) {
            live.get().force();
        }
        Map<String, Mark> marks = recorder.flush();
        new Checkpoint(read.hash(), Manifest.version(), runner.snapshot(), marks).write(file);
        directory.keepCheckpoints(options.keepCheckpoints());
        listener.message("checkpoint " + file);
    }

    private Runner runner(Network network, Watch watch) {
        Plan plan = options.plan(network);
        return options.engine() == RunOptions.Engine.SEQUENTIAL
                ? new SequentialRunner(network, plan, watch)
                : new ActorRunner(network, plan, watch);
    }
}
