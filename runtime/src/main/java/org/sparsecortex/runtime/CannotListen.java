package org.sparsecortex.runtime;

/** A process cannot listen at the address or the port that it was given, or not with these keys. */
public final class CannotListen extends IllegalStateException {
    private static final long serialVersionUID = 1;

    CannotListen(String message, Throwable cause) {
        super(message, cause);
    }
}
