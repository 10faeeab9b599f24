package org.sparsecortex.runtime;

/** A worker has gone whose ranges a run needs: the cause of a failure after which the run can go on with the others. */
public final class WorkerLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param machine its machine and process, for the user */
    public WorkerLost(String machine) {
        super("the worker on " + machine + " does not answer any more");
    }
}
