package org.sparsecortex.benchmarks;

import java.io.Closeable;
import java.io.IOException;

/** One of those who take turns at the same work. */
interface Contender extends Closeable {
    /** Who it is, with its version. */
    String name();

    /** Does the work once. */
    Turn take() throws IOException;

    /**
     * What it took.
     *
     * @param cpuSeconds of processor time of all its threads
     * @param seconds by the clock
     * @param result what came out, to show that all did the same
     */
    record Turn(double cpuSeconds, double seconds, String result) {}
}
