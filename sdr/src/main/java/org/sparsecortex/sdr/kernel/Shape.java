package org.sparsecortex.sdr.kernel;

import org.sparsecortex.sdr.Signal;

/** Kind and number of elements of a signal. */
public record Shape(Signal.Kind kind, int size) {
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "(" + size + ")";
    }
}
