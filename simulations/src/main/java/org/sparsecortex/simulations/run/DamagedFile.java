package org.sparsecortex.simulations.run;

/** A file of a run that cannot be trusted; another one may be. */
final class DamagedFile extends Exception {
    private static final long serialVersionUID = 1L;

    /** The file is damaged in the way that {@code message} says. */
    DamagedFile(String message) {
        super(message);
    }

    /** As {@link #DamagedFile(String)}, with what led to it. */
    DamagedFile(String message, Throwable cause) {
        super(message, cause);
    }
}
