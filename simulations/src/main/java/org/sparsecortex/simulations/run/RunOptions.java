package org.sparsecortex.simulations.run;

import java.nio.file.Path;
import org.sparsecortex.sdr.param.Checks;

/**
 * How a run is carried out; nothing here can change a result, and nothing here is hashed.
 *
 * @param output folder in which the run directory is made
 * @param engine who drives the kernels
 * @param threads worker threads of the actor engine, at least 1
 * @param partitions ranges per population, at least 1
 * @param checkpointEvery steps between checkpoints; 0 writes none but the one at an interruption
 * @param force whether an existing run directory is replaced
 */
public record RunOptions(Path output, Engine engine, int threads, int partitions, long checkpointEvery, boolean force) {
    public RunOptions {
        Checks.present("output", output);
        Checks.inRange("threads", threads, 1, 1024);
        Checks.inRange("partitions", partitions, 1, 1 << 24);
        Checks.inRange("checkpointEvery", checkpointEvery, 0L, Long.MAX_VALUE);
    }

    /** Who drives the kernels. */
    public enum Engine {
        /** Akka Typed actors, one per unit range. */
        ACTORS,
        /** The calling thread alone: the oracle of bit-identity. */
        SEQUENTIAL
    }

    /** Actors on all processors, one range per population, below {@code runs/}. */
    public static RunOptions defaults() {
        return new RunOptions(
                Path.of("runs"), Engine.ACTORS, Runtime.getRuntime().availableProcessors(), 1, 0, false);
    }

    /** These options with another output folder. */
    public RunOptions withOutput(Path folder) {
        return new RunOptions(folder, engine, threads, partitions, checkpointEvery, force);
    }
}
