package org.sparsecortex.sdr.kernel;

import java.util.Arrays;
import java.util.List;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;

/**
 * Immutable tuple of signals: what a range proposes and what the population decides.
 *
 * <p>Being made of signals only, it crosses machines with the one codec of {@link SignalCodec}.
 */
public final class Packet {
    /** The packet without parts. */
    public static final Packet EMPTY = new Packet(new Signal[0]);

    private final Signal[] parts;

    private Packet(Signal[] parts) {
        this.parts = parts;
    }

    /** The packet of these parts, in this order. */
    public static Packet of(Signal... parts) {
        return new Packet(parts.clone());
    }

    /** Joins part {@code i} of all packets, whose fragments are in unit order. */
    public static Signal joinPart(List<Packet> packets, int i) {
        if (packets.size() == 1) {
            return packets.get(0).parts[i];
        }
        return Signal.join(packets.stream().map(p -> p.parts[i]).toList());
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
        return other instanceof Packet that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    @Override
    public String toString() {
        return "Packet" + Arrays.toString(parts);
    }
}
