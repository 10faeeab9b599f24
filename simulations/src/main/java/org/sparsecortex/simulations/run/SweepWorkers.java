package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.sparsecortex.simulations.cluster.Cluster;
import org.sparsecortex.simulations.cluster.Workers;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Has the variants of a sweep run by workers, each whole by one of them, and takes their files. */
final class SweepWorkers implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final long LOOK_MILLIS = 200;

    private final Cluster cluster;
    private final Workers workers;
    private final RunOptions options;
    private final Consumer<String> messages;
    private List<String> known;

    private SweepWorkers(Cluster cluster, Workers workers, RunOptions options, Consumer<String> messages) {
        this.cluster = cluster;
        this.workers = workers;
        this.options = options;
        this.messages = messages;
        this.known = cluster.machines();
    }

    /** Waits for the workers. */
    static SweepWorkers form(ReadScenario read, Workers workers, RunOptions options, RunListener listener)
            throws IOException {
        Cluster cluster = Cluster.form(read, workers, new VariantWork(), listener::message, listener::stopRequested);
        return new SweepWorkers(cluster, workers, options, listener::message);
    }

    /** What to call the workers that are there. */
    List<String> machines() {
        return cluster.machines();
    }

    /** Variants that are given out at a time: a next one for each thread of the workers that are there. */
    int threads() {
        return 2 * cluster.threads();
    }

    /**
     * Has a variant run into a folder, which appears whole; nothing happens if the listener asks to stop.
     *
     * @throws OutputFailure if some of its metrics or charts could not be made
     * @throws WorkersLost if too many workers were lost over it, or none is left
     * @throws IOException if it failed
     */
    void run(RunDirectory run, ReadScenario variant, int point, int repeat, RunListener listener) throws IOException {
        VariantTask task =
                new VariantTask(point, repeat, variant.hash(), options.checkpointEvery(), options.keepCheckpoints());
        byte[] bytes = await(cluster.submit(task.bytes(), workers.loss().stops() ? 1 : ATTEMPTS), listener);
        if (bytes.length == 0) {
            return;
        }
        VariantTask.Result result = VariantTask.Result.read(bytes);
        keep(result, run, variant);
        if (result.ending() == VariantTask.Ending.OUTPUT_FAILED) {
            throw new OutputFailure(result.text(), null);
        }
        if (result.ending() == VariantTask.Ending.FAILED) {
            throw new IOException(result.text() + "; its files are in " + run.path());
        }
    }

    /** The result of a task; nothing if asked to stop before. */
    private byte[] await(CompletableFuture<byte[]> result, RunListener listener) throws IOException {
        try {
            while (!listener.stopRequested()) {
                try {
                    byte[] bytes = result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    tellLosses();
                    return bytes;
                } catch (TimeoutException notYet) {
                    tellLosses();
                    if (cluster.isDeserted()) {
                        throw new WorkersLost("no worker is left; complete variants stay", notYet);
                    }
                }
            }
            result.cancel(false);
            return new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the sweep was interrupted", e);
        } catch (ExecutionException e) {
            throw new WorkersLost(e.getCause().getMessage() + "; complete variants stay", e.getCause());
        }
    }

    private synchronized void tellLosses() {
        List<String> there = cluster.machines();
        for (String machine : known) {
            if (!there.contains(machine)) {
                messages.accept("the worker on " + machine + " does not answer any more; its variants go to others");
            }
        }
        known = there;
    }

    /** Its files as if it had been run here: what it was before goes, and its folders are those of this process. */
    private void keep(VariantTask.Result result, RunDirectory run, ReadScenario variant) throws IOException {
        Path arriving = run.path().resolveSibling("." + run.path().getFileName() + ".arriving");
        for (Path old : List.of(arriving, run.path())) {
            if (Files.exists(old)) {
                RunDirectory.delete(old);
            }
        }
        Files.createDirectories(arriving);
        result.writeTo(arriving);
        RunDirectory there = new RunDirectory(arriving);
        there.makeFolders();
        if (Files.exists(there.manifest())) {
            Map<String, Object> manifest = new LinkedHashMap<>(there.readManifest());
            manifest.put("scenarioFolder", variant.folder().toString());
            manifest.put(
                    "dataRoots",
                    variant.dataRoots().stream()
                            .map(root -> root.toAbsolutePath().toString())
                            .toList());
            manifest.put("overrides", options.invocation().overrides());
            AtomicFile.write(there.manifest(), JsonText.pretty(manifest));
        }
        Files.move(arriving, run.path());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
