package org.sparsecortex.sdr.kernel;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;

/** Packet read by position, of kernels that have no record of their own yet. Goes when the last of them has one. */
public final class Tuple implements Packet {
    /** The tuple without parts. */
    public static final Tuple EMPTY = new Tuple(new Signal[0]);

    private final Signal[] parts;

    private Tuple(Signal[] parts) {
        this.parts = parts;
    }

    /** The tuple of these parts, in this order. */
    public static Tuple of(Signal... parts) {
        return new Tuple(parts.clone());
    }

    /** Decides nothing. */
    public static Reducer<Tuple, Tuple> none() {
        return (step, round, proposals) -> EMPTY;
    }

    /** Joins each part of the proposals in unit order. */
    public static Reducer<Tuple, Tuple> joinAll() {
        return (step, round, proposals) -> {
            Tuple first = proposals.get(0);
            if (proposals.size() == 1) {
                return first;
            }
            Signal[] parts = new Signal[first.size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = joinPart(proposals, i);
            }
            return of(parts);
        };
    }

    /** Joins part {@code i} of all tuples, whose fragments are in unit order. */
    public static Signal joinPart(List<Tuple> tuples, int i) {
        if (tuples.size() == 1) {
            return tuples.get(0).parts[i];
        }
        return Signal.join(tuples.stream().map(p -> p.parts[i]).toList());
    }

    /** A model all of whose packets are tuples. */
    @SuppressWarnings("unchecked")
    public static Model<Tuple, Tuple> model(Model<?, ?> model) {
        return (Model<Tuple, Tuple>) model;
    }

    /** Number of parts. */
    public int size() {
        return parts.length;
    }

    /** Part {@code i}. */
    public Signal get(int i) {
        return parts[i];
    }

    /** Part {@code i}, an SDR. */
    public Sdr sdr(int i) {
        return (Sdr) parts[i];
    }

    /** Part {@code i}, a vector of doubles. */
    public Reals reals(int i) {
        return (Reals) parts[i];
    }

    /** Part {@code i}, a vector of ints. */
    public Ints ints(int i) {
        return (Ints) parts[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tuple that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    @Override
    public String toString() {
        return "Tuple" + Arrays.toString(parts);
    }
}
