package org.sparsecortex.simulations.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Some units of a signal, written behind its name: {@code overlaps[3]}, {@code overlaps[0:10]} (0 to 9), {@code
 * overlaps[0:10,64,100:110]}; each once, in ascending order.
 *
 * @param signal what stands before the bracket
 * @param text the bracket
 * @param indices the units
 */
public record Units(String signal, String text, List<Integer> indices) {
    private static final Pattern WRITTEN =
            Pattern.compile("(.+)(\\[([0-9]{1,9}(?::[0-9]{1,9})?(?:,[0-9]{1,9}(?::[0-9]{1,9})?)*)])", Pattern.DOTALL);
    private static final int MOST = 1 << 24;

    /** What is allowed in the bracket. */
    public static final String FORM = "must be [i], [from:to] without to, or several of these with commas, ascending";

    /**
     * The units that a name asks for; empty if no such bracket ends it.
     *
     * @throws ParameterException if they do not ascend, are none or far too many
     */
    public static Optional<Units> parse(String name) {
        Matcher written = WRITTEN.matcher(name);
        if (!written.matches()) {
            return Optional.empty();
        }
        List<Integer> indices = new ArrayList<>();
        int next = 0;
        for (String part : written.group(3).split(",", -1)) {
            String[] ends = part.split(":", -1);
            int from = Integer.parseInt(ends[0]);
            int to = ends.length == 1 ? from + 1 : Integer.parseInt(ends[1]);
            if (from < next || to <= from || to - from > MOST) {
                throw new ParameterException("units", written.group(2), FORM);
            }
            for (int i = from; i < to; i++) {
                indices.add(i);
            }
            next = to;
        }
        return Optional.of(new Units(written.group(1), written.group(2), List.copyOf(indices)));
    }

    /** The last of them. */
    public int last() {
        return indices.get(indices.size() - 1);
    }

    /** They, as a set. */
    public BitSet set() {
        BitSet set = new BitSet();
        indices.forEach(set::set);
        return set;
    }

    /** The same signal of these units alone, on one axis; an SDR keeps its size, as its bits keep their numbers. */
    public SignalSpec of(SignalSpec whole) {
        Shape shape = whole.shape().kind() == Signal.Kind.SDR
                ? whole.shape()
                : new Shape(whole.shape().kind(), indices.size());
        return new SignalSpec(whole.name(), shape, List.of(shape.size()), whole.scope(), whole.doc());
    }

    /** Their values; of an SDR its active bits among them. */
    public Signal of(Signal whole) {
        if (whole instanceof Sdr sdr) {
            return Sdr.ofSorted(
                    sdr.size(),
                    indices.stream().mapToInt(i -> i).filter(sdr::contains).toArray());
        }
        if (whole instanceof Reals reals) {
            return Reals.of(indices.stream().mapToDouble(reals::get).toArray());
        }
        return Ints.of(indices.stream().mapToInt(((Ints) whole)::get).toArray());
    }
}
