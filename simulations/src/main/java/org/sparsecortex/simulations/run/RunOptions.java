package org.sparsecortex.simulations.run;

import java.nio.file.Path;
import java.util.Optional;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.simulations.cluster.Workers;
import org.sparsecortex.simulations.live.LiveOptions;

/**
 * How a run is carried out; nothing here can change a result, and nothing here is hashed.
 *
 * @param output folder in which the run directory is made
 * @param engine who drives the kernels
 * @param threads worker threads of the actor engine, at least 1
 * @param partitions ranges per population, at least 1
 * @param checkpointEvery steps between checkpoints; 0 writes none but the one at an interruption
 * @param checkpointSeconds seconds between checkpoints; 0 for none by the clock
 * @param keepCheckpoints newest checkpoints that are kept, at least 1
 * @param force whether an existing run directory is replaced
 * @param continuing how a run may be continued
 * @param invocation what the user typed
 * @param live how the rows of a stream come, if the scenario has one
 * @param workers processes that compute the ranges; empty computes them in this one
 */
public record RunOptions(
        Path output,
        Engine engine,
        int threads,
        int partitions,
        long checkpointEvery,
        double checkpointSeconds,
        int keepCheckpoints,
        boolean force,
        Continuing continuing,
        Invocation invocation,
        LiveOptions live,
        Optional<Workers> workers) {
    /** Checkpoints that are kept if nothing else is said: the second one is for the case that the first is damaged. */
    public static final int KEPT_CHECKPOINTS = 2;

    public RunOptions {
        Checks.present("output", output);
        Checks.inRange("threads", threads, 1, 1024);
        Checks.inRange("partitions", partitions, 1, 1 << 24);
        Checks.inRange("checkpointEvery", checkpointEvery, 0L, Long.MAX_VALUE);
        Checks.inRange("checkpointSeconds", checkpointSeconds, 0, 1e9);
        Checks.inRange("keepCheckpoints", keepCheckpoints, 1, Integer.MAX_VALUE);
    }

    /** As the whole one, without checkpoints by the clock and with rows of standard input. */
    public RunOptions(
            Path output,
            Engine engine,
            int threads,
            int partitions,
            long checkpointEvery,
            int keepCheckpoints,
            boolean force,
            Continuing continuing,
            Invocation invocation) {
        this(
                output,
                engine,
                threads,
                partitions,
                checkpointEvery,
                0,
                keepCheckpoints,
                force,
                continuing,
                invocation,
                LiveOptions.defaults(),
                Optional.empty());
    }

    /** As the other, with {@link #KEPT_CHECKPOINTS}, {@link Continuing#STRICT} and no command line. */
    public RunOptions(Path output, Engine engine, int threads, int partitions, long checkpointEvery, boolean force) {
        this(
                output,
                engine,
                threads,
                partitions,
                checkpointEvery,
                KEPT_CHECKPOINTS,
                force,
                Continuing.STRICT,
                Invocation.none());
    }

    /** Who drives the kernels. */
    public enum Engine {
        /** Akka Typed actors, one per unit range. */
        ACTORS,
        /** The calling thread alone: the oracle of bit-identity. */
        SEQUENTIAL
    }

    /** What a run may be continued from. */
    public enum Continuing {
        /** From a whole checkpoint of this version of the program; without any checkpoint, from the first step. */
        STRICT,
        /** Also from a checkpoint of another version. */
        ANY_VERSION,
        /** As STRICT, but if every checkpoint is damaged, from the first step. */
        FROM_START_IF_DAMAGED,
        /** From the first step, whatever checkpoints there are. */
        FROM_START
    }

    /** Actors on all processors, one range per population, below {@code runs/}. */
    public static RunOptions defaults() {
        return new RunOptions(
                Path.of("runs"), Engine.ACTORS, Runtime.getRuntime().availableProcessors(), 1, 0, false);
    }

    /** These options with another output folder. */
    public RunOptions withOutput(Path folder) {
        return with(folder, checkpointSeconds, live, workers);
    }

    /** These options with checkpoints by the clock, and rows that come so. */
    public RunOptions with(double seconds, LiveOptions rows) {
        return with(output, seconds, rows, workers);
    }

    /** These options with other workers. */
    public RunOptions withWorkers(Optional<Workers> others) {
        return with(output, checkpointSeconds, live, others);
    }

    private RunOptions with(Path folder, double seconds, LiveOptions rows, Optional<Workers> others) {
        return new RunOptions(
                folder,
                engine,
                threads,
                partitions,
                checkpointEvery,
                seconds,
                keepCheckpoints,
                force,
                continuing,
                invocation,
                rows,
                others);
    }

    /** The options of one variant of a sweep, which has one thread of its own. */
    RunOptions forVariant(Path folder, Continuing variant) {
        return new RunOptions(
                folder, Engine.SEQUENTIAL, 1, 1, checkpointEvery, keepCheckpoints, true, variant, invocation);
    }

    /** The same on a worker, in a folder where nothing is yet. */
    static RunOptions forVariant(Path folder, long checkpointEvery, int keepCheckpoints) {
        return new RunOptions(
                folder,
                Engine.SEQUENTIAL,
                1,
                1,
                checkpointEvery,
                keepCheckpoints,
                true,
                Continuing.STRICT,
                Invocation.none());
    }

    /** The plan of a network under these options. */
    public Plan plan(Network network) {
        return Plan.of(network, partitions, engine == Engine.SEQUENTIAL ? 1 : threads);
    }
}
