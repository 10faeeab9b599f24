package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.runtime.WorkerLost;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Workers that a run has lost, and where it goes on: at its last checkpoint, or where it began if there is none since. */
final class Losses {
    /** A run on workers writes a checkpoint at least this often, for they are what it may lose. */
    private static final double SECONDS_BETWEEN_CHECKPOINTS = 60;

    /** Losses without a checkpoint between them after which something else is wrong. */
    private static final int MOST = 3;

    private final RunDirectory directory;
    private final ReadScenario read;
    private final RunOptions options;
    private final RunListener listener;
    private final List<Object> notes = new ArrayList<>();
    private Optional<Checkpoint> from;
    private int inVain;

    /** @param from where the run begins */
    Losses(
            RunDirectory directory,
            ReadScenario read,
            RunOptions options,
            RunListener listener,
            Optional<Checkpoint> from) {
        this.directory = directory;
        this.read = read;
        this.options = options;
        this.listener = listener;
        this.from = from;
    }

    /** Seconds between checkpoints as the options say, and where they say none a minute if there are workers to lose. */
    static double secondsBetweenCheckpoints(RunOptions options) {
        boolean byDefault = options.workers().isPresent() && options.checkpointSeconds() == 0;
        return byDefault ? SECONDS_BETWEEN_CHECKPOINTS : options.checkpointSeconds();
    }

    /** Where the run goes on. */
    Optional<Checkpoint> from() {
        return from;
    }

    /**
     * Takes note of a loss.
     *
     * @throws RunFailure the failure itself if it is none
     * @throws WorkersLost if the run is to stop at a loss, or it is the last of too many
     */
    void add(RunFailure failure) throws IOException {
        if (!(failure.getCause() instanceof WorkerLost)) {
            throw failure;
        }
        long before = position();
        RunOptions.Continuing how = options.continuing() == RunOptions.Continuing.FROM_START
                ? RunOptions.Continuing.STRICT
                : options.continuing();
        listener.message(failure.getCause().getMessage());
        if (options.workers().filter(w -> w.loss().stops()).isPresent()) {
            notes.add(Map.of("what", failure.getCause().getMessage()));
            throw stopped(failure, "it was told to (--on-loss stop)");
        }
        from = Continuation.of(directory, read, how, Map.of(), listener).checkpoint();
        inVain = position() > before ? 1 : inVain + 1;
        notes.add(Map.of("what", failure.getCause().getMessage(), "goesOnAtStep", position()));
        if (inVain >= MOST) {
            throw stopped(failure, "it has lost " + MOST + " workers without a checkpoint");
        }
    }

    private static WorkersLost stopped(RunFailure failure, String why) {
        return new WorkersLost(failure.getCause().getMessage() + "; the run stops: " + why, failure);
    }

    private long position() {
        return from.map(c -> c.snapshot().position()).orElse(0L);
    }

    /** The losses, as the manifest tells of them. */
    List<Object> notes() {
        return notes;
    }
}
