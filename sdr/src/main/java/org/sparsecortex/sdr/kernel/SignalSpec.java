package org.sparsecortex.sdr.kernel;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Signal;

/**
 * A signal that a population or an input can emit in each step: to other populations and to the recorder alike.
 *
 * @param name name used in connections and records
 * @param shape kind and size of the whole signal
 * @param scope how the fragments of unit ranges form the whole
 * @param doc what it means, with unit
 */
public record SignalSpec(String name, Shape shape, Scope scope, String doc) {
    /** How the fragments of unit ranges form the whole. */
    public enum Scope {
        /** Each range holds its units' part; parts are joined in unit order. */
        PER_UNIT,
        /** Every range holds the same whole, usually taken from the decision; the first range's is used. */
        GLOBAL
    }

    /** A signal of which each range holds its part. */
    public static SignalSpec perUnit(String name, Signal.Kind kind, int size, String doc) {
        return new SignalSpec(name, new Shape(kind, size), Scope.PER_UNIT, doc);
    }

    /** A signal that every range holds whole. */
    public static SignalSpec global(String name, Signal.Kind kind, int size, String doc) {
        return new SignalSpec(name, new Shape(kind, size), Scope.GLOBAL, doc);
    }

    /**
     * The whole signal from the parts of ranges in unit order.
     *
     * @param ranges number of ranges, at least 1
     * @param part what range i holds
     */
    public Signal whole(int ranges, IntFunction<Signal> part) {
        if (scope == Scope.GLOBAL || ranges == 1) {
            return part.apply(0);
        }
        return Signal.join(IntStream.range(0, ranges).mapToObj(part).toList());
    }
}
