package org.sparsecortex.simulations.cluster;

import java.util.function.BooleanSupplier;
import org.sparsecortex.runtime.JobOpener;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** What a worker does with the tasks of a run: with variants of a sweep, say. */
@FunctionalInterface
public interface TaskWork {
    /** Of a process that does none, as a {@link JobOpener} that only makes networks. */
    TaskWork NONE = (read, task, ended) -> {
        JobOpener networks = job -> read.network();
        return networks.work(task, ended);
    };

    /**
     * Does a task whole.
     *
     * @param read the scenario of the run, as this worker has read it
     * @param ended whether nobody waits for the result any more
     * @return the result, also if it is a failure
     */
    byte[] work(ReadScenario read, byte[] task, BooleanSupplier ended);
}
