package org.sparsecortex.simulations.array;

import java.io.IOException;
import java.util.List;

/** Carries what a {@link ArrayFile.Room} says past the exceptions of a library, which may be of the same type. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IllegalArgumentException refusal;

    private Refused(IllegalArgumentException refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    /** What was said. */
    IllegalArgumentException refusal() {
        return refusal;
    }

    /** Asks a room. */
    static ArrayFile.Sink take(ArrayFile.Room room, List<Integer> shape, long bytes) throws IOException {
        try {
            return room.take(shape, bytes);
        } catch (IllegalArgumentException e) {
            throw new Refused(e);
        }
    }
}
