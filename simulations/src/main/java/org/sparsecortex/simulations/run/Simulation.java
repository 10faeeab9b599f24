package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.simulations.scenario.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;

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
     * Runs a scenario from its first step into a new run directory.
     *
     * @return the directory; its status is "interrupted" if the listener asked to stop
     * @throws UserError if the run directory exists
     * @throws RunFailure if a kernel fails; records up to then stay readable
     * @throws IOException if a file cannot be written
     */
    public static RunDirectory run(ReadScenario read, RunOptions options, RunListener listener) throws IOException {
        RunDirectory directory =
                RunDirectory.of(options.output(), read.scenario().name(), read.hash());
        directory.create(options.force());
        AtomicFile.write(directory.scenario(), read.json());
        return new Simulation(read, options, listener, directory).execute(Optional.empty());
    }

    /**
     * Continues an interrupted run from its last checkpoint, under any plan.
     *
     * @throws UserError if there is no checkpoint, or it belongs to another scenario
     */
    public static RunDirectory resume(
            RunDirectory directory, ReadScenario read, RunOptions options, RunListener listener) throws IOException {
        Path last = directory
                .lastCheckpoint()
                .orElseThrow(() -> new UserError(directory.path() + " has no checkpoint to resume from"));
        Checkpoint checkpoint = Checkpoint.read(last, read.hash());
        listener.message("resuming from " + last);
        return new Simulation(read, options, listener, directory).execute(Optional.of(checkpoint));
    }

    private RunDirectory execute(Optional<Checkpoint> from) throws IOException {
        Map<String, Object> manifest = Manifest.start(read, options);
        from.ifPresent(c -> manifest.put("resumedAtStep", c.snapshot().position()));
        writeManifest(manifest);
        try {
            boolean done = carryOut(from, manifest);
            manifest.put("status", done ? "complete" : "interrupted");
            if (done) {
                Output.report(read.scenario(), read.json(), Metrics.read(directory), manifest, directory);
            }
            writeManifest(manifest);
            if (!done) {
                listener.message("interrupted; continue with: sparsecortex resume " + directory.path());
            }
            return directory;
        } catch (RunFailure | IOException failure) {
            noteFailure(manifest, failure);
            if (failure instanceof RunFailure) {
                nameCheckpoint();
            }
            throw failure;
        }
    }

    /** Simulates, then computes metrics and draws charts; false if the run was asked to stop. */
    private boolean carryOut(Optional<Checkpoint> from, Map<String, Object> manifest) throws IOException {
        long began = System.nanoTime();
        boolean done = simulate(from);
        double seconds = (System.nanoTime() - began) * 1e-9;
        manifest.put("simulationSeconds", seconds);
        if (done) {
            long first = from.map(c -> c.snapshot().position()).orElse(0L);
            manifest.put("stepsPerSecond", (read.network().schedule().totalSteps() - first) / seconds);
            AtomicFile.write(directory.metrics(), JsonText.pretty(Metrics.compute(read, directory.records())));
            Output.draw(read.scenario(), directory, listener);
        }
        return done;
    }

    /** Notes a failure in the manifest; on a full disk the manifest keeps its status "running". */
    private void noteFailure(Map<String, Object> manifest, Exception failure) {
        manifest.put("status", "failed");
        manifest.put("failure", String.valueOf(failure.getMessage()));
        try {
            writeManifest(manifest);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void nameCheckpoint() throws IOException {
        Optional<Path> last = directory.lastCheckpoint();
        listener.message(
                last.isPresent()
                        ? "records up to the failure are in " + directory.records() + "; last checkpoint: " + last.get()
                        : "records up to the failure are in " + directory.records() + "; there is no checkpoint");
    }

    private void writeManifest(Map<String, Object> manifest) throws IOException {
        AtomicFile.write(directory.manifest(), JsonText.pretty(manifest));
    }

    /** Runs to the end (true) or until asked to stop (false). */
    private boolean simulate(Optional<Checkpoint> from) throws IOException {
        Network network = read.network();
        Map<String, Long> lengths = from.map(Checkpoint::recordBytes).orElse(Map.of());
        try (Recorder recorder = new Recorder(network, read.scenario().records(), directory.records(), lengths);
                Runner runner = runner(network, recorder)) {
            try {
                from.ifPresent(c -> runner.restore(c.snapshot()));
                if (!advance(runner, recorder)) {
                    return false;
                }
                recorder.complete();
                return true;
            } catch (RunFailure failure) {
                if (failure.getCause() instanceof UncheckedIOException io) {
                    recorder.discard();
                    throw io.getCause();
                }
                throw failure;
            }
        }
    }

    private boolean advance(Runner runner, Recorder recorder) throws IOException {
        long total = read.network().schedule().totalSteps();
        RunLoop loop = new RunLoop(
                total, options.checkpointEvery(), listener, () -> checkpoint(runner, recorder), System::nanoTime);
        return loop.run(runner, recorder);
    }

    private void checkpoint(Runner runner, Recorder recorder) throws IOException {
        Path file = directory.checkpoint(runner.position());
        new Checkpoint(read.hash(), runner.snapshot(), recorder.flush()).write(file);
        listener.message("checkpoint " + file);
    }

    private Runner runner(Network network, Recorder recorder) {
        Map<String, List<UnitRange>> cuts = new HashMap<>();
        for (Population p : network.order()) {
            cuts.put(p.name(), UnitRange.split(p.units(), options.partitions()));
        }
        return options.engine() == RunOptions.Engine.SEQUENTIAL
                ? new SequentialRunner(network, cuts, recorder.watched())
                : new ActorRunner(network, cuts, recorder.watched(), options.threads());
    }
}
