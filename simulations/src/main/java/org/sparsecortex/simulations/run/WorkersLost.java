package org.sparsecortex.simulations.run;

/** A run on workers has stopped because it lost one; its message names the command that goes on. */
public final class WorkersLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkersLost(String message, Throwable loss) {
        super(message, loss);
    }
}
