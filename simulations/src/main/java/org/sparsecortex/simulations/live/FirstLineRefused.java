package org.sparsecortex.simulations.live;

import org.sparsecortex.simulations.problem.UserError;

/** The first line of a stream names other columns than the scenario; no row was taken. */
public final class FirstLineRefused extends UserError {
    private static final long serialVersionUID = 1L;

    FirstLineRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
