package org.sparsecortex.simulations.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.simulations.input.InputContext;

/**
 * Memory that the inputs, populations and delayed signals of a scenario take together; each of them alone may fit where all of
 * them do not.
 *
 * <pre>  a signal of n elements that is read after at most d steps is kept d times: 8 n d bytes of doubles, 4 n d of integers,
 *   n d / 2 of bits, an eighth of which are taken to be active  </pre>
 */
final class MemoryNeeds {
    private record Part(String pointer, String name, long bytes) {}

    private final List<Part> parts = new ArrayList<>();

    /** Adds what is needed for a part at a pointer. */
    void add(String pointer, String name, long bytes) {
        parts.add(new Part(pointer, name, Math.max(0, bytes)));
    }

    /** Adds what the past of delayed signals takes: each once, by the longest delay with which it is read. */
    void addDelays(List<Connection> connections, Ends ends) {
        Map<Endpoint, Integer> longest = new LinkedHashMap<>();
        connections.stream().filter(c -> c.delay() > 0).forEach(c -> longest.merge(c.from(), c.delay(), Math::max));
        longest.forEach((from, delay) -> {
            Shape shape = ends.spec(from).shape();
            long bytes = switch (shape.kind()) {
                case REALS -> (long) Double.BYTES * shape.size() * delay;
                case INTS -> (long) Integer.BYTES * shape.size() * delay;
                case SDR -> (long) Integer.BYTES * shape.size() * delay / 8;
            };
            add("/connections", "the past of " + from + ", " + delay + " steps,", bytes);
        });
    }

    /**
     * Requires that all parts fit together; the problem is told at the largest one.
     *
     * @param context its limit
     */
    void check(InputContext context, ProblemPlaces places) {
        Part largest = new Part("", "", 0);
        long sum = 0;
        for (Part part : parts) {
            sum = sum > Long.MAX_VALUE - part.bytes ? Long.MAX_VALUE : sum + part.bytes;
            largest = part.bytes > largest.bytes ? part : largest;
        }
        try {
            context.require(
                    "the scenario as a whole, in which " + largest.name + " takes most, " + (largest.bytes >> 20)
                            + " MiB,",
                    sum);
        } catch (IllegalArgumentException e) {
            places.problem(largest.pointer, e);
        }
    }
}
