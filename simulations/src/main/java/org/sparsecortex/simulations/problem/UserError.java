package org.sparsecortex.simulations.problem;

/** A mistake of the user outside the scenario's text, for example a run directory that exists; ends with exit code 2. */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error whose message says what is wrong, where, and what is allowed. */
    public UserError(String message) {
        super(message);
    }

    /** As {@link #UserError(String)}, with what led to it. */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
