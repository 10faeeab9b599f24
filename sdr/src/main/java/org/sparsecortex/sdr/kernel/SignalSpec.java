package org.sparsecortex.sdr.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;

/**
 * A signal that a population or an input can emit in each step: to other populations and to the recorder alike.
 *
 * @param name name used in connections and records
 * @param shape kind and size of the whole signal
 * @param axes sizes of the axes that its elements run over, the last one fastest; their product is the size
 * @param scope how the fragments of unit ranges form the whole
 * @param doc what it means, with unit
 */
public record SignalSpec(String name, Shape shape, List<Integer> axes, Scope scope, String doc) {
    /** Ends of names that say the unit of a quantity. */
    private static final Map<String, String> UNITS =
            Map.of("Ms", "ms", "Mv", "mV", "Pa", "pA", "Hz", "Hz", "Db", "dB", "Bits", "bits");

    /** How the fragments of unit ranges form the whole. */
    public enum Scope {
        /** Each range holds its units' part; parts are joined in unit order. */
        PER_UNIT,
        /** Every range holds the same whole, usually taken from the decision; the first range's is used. */
        GLOBAL
    }

    public SignalSpec {
        axes = List.copyOf(axes);
        long elements = 1;
        for (int axis : axes) {
            elements = Math.multiplyExact(elements, axis);
        }
        Checks.that(elements == shape.size(), "axes", axes, "have " + elements + " elements, not " + shape.size());
    }

    /** The same signal with its elements on several axes, the last one fastest; their product is its size. */
    public SignalSpec over(int... sizes) {
        return new SignalSpec(name, shape, Arrays.stream(sizes).boxed().toList(), scope, doc);
    }

    /** Unit of a physical quantity, which the end of its name says ({@code timeMs}: ms); empty for a number without one. */
    public String unit() {
        return UNITS.entrySet().stream()
                .filter(unit -> name.endsWith(unit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** A signal of which each range holds its part. */
    public static SignalSpec perUnit(String name, Signal.Kind kind, int size, String doc) {
        return new SignalSpec(name, new Shape(kind, size), List.of(size), Scope.PER_UNIT, doc);
    }

    /** A signal that every range holds whole. */
    public static SignalSpec global(String name, Signal.Kind kind, int size, String doc) {
        return new SignalSpec(name, new Shape(kind, size), List.of(size), Scope.GLOBAL, doc);
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
