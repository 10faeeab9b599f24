package org.sparsecortex.simulations.saved;

/** A saved model that cannot be what a population starts from; the message goes on after the name of its file. */
final class UnfitModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitModel(String message) {
        super(message);
    }

    UnfitModel(String message, Throwable cause) {
        super(message, cause);
    }
}
