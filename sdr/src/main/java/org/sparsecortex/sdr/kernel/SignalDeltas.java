package org.sparsecortex.sdr.kernel;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.SdrOps;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.numeric.IntBuffer;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.ParameterException;

/**
 * Signals that one side tells another, one after the other, by what has changed since the last one in the same place; every bit comes
 * back. Each side has an object of its own, for what it writes or for what it reads, and no message between them may be lost.
 *
 * <p>A signal travels as packed by {@link SignalCodec} unless there was one of its kind and size before and this is shorter:
 *
 * <pre>  kind + 6      1 byte
 *   m - m_last    moments since the last one, as a size
 *   places        bits that came or went, or elements whose bits differ: count, and gaps or bitmap, as of an SDR
 *   elements      doubles: the new ones; integers: new - last; both in the form of {@link TightVector}             </pre>
 *
 * The moment of the last one is a check: a reader whose last signal is of another moment, or who has none, throws. A reader takes
 * as much memory for a signal as its last one did.
 *
 * <p>Not for several threads.
 */
public final class SignalDeltas {
    private final boolean asked;
    private final Map<Integer, Last> last = new HashMap<>();

    private record Last(long moment, Signal signal) {}

    /** @param values the new or added elements at the places; null of an SDR */
    private record Change(Sdr places, Signal values) {}

    /** @param asked whether changes are told at all; if not, every signal travels packed and none is kept */
    public SignalDeltas(boolean asked) {
        this.asked = asked;
    }

    /** Signals that all travel packed. */
    static SignalDeltas none() {
        return new SignalDeltas(false);
    }

    /**
     * Writes a signal.
     *
     * @param place which of the signals it is, for both sides
     * @param moment number that is known to both sides and does not fall, such as that of the step
     */
    public void write(int place, long moment, Signal signal, DataOutput out) throws IOException {
        Last before = last.get(place);
        if (before == null || !isWritten(before, moment, signal, out)) {
            SignalCodec.writePacked(signal, out);
        }
        keep(place, moment, signal);
    }

    private void keep(int place, long moment, Signal signal) {
        if (asked) {
            last.put(place, new Last(moment, signal));
        }
    }

    /** Writes what has changed, if it can be said and is shorter. */
    private static boolean isWritten(Last before, long moment, Signal signal, DataOutput out) throws IOException {
        long since = moment - before.moment;
        if (since < 0
                || since > Integer.MAX_VALUE
                || signal.kind() != before.signal.kind()
                || signal.size() != before.signal.size()) {
            return false;
        }
        Change change = change(before.signal, signal);
        long length = 1L + SignalCodec.sizeLength((int) since) + SignalCodec.bitsLength(change.places);
        if (length + valuesLength(change) >= SignalCodec.packedLength(signal)) {
            return false;
        }
        out.writeByte(SignalCodec.FORMS + signal.kind().ordinal());
        SignalCodec.writeSize((int) since, out);
        SignalCodec.writeBits(change.places, out);
        if (change.values instanceof Reals reals) {
            TightVector.write(reals, out);
        } else if (change.values instanceof Ints ints) {
            TightVector.write(ints, out);
        }
        return true;
    }

    private static long valuesLength(Change change) {
        return change.values instanceof Reals reals
                ? TightVector.length(reals)
                : change.values instanceof Ints ints ? TightVector.length(ints) : 0;
    }

    private static Change change(Signal from, Signal to) {
        if (to instanceof Reals reals) {
            return change((Reals) from, reals);
        }
        return to instanceof Ints ints
                ? change((Ints) from, ints)
                : new Change(SdrOps.symmetricDifference((Sdr) from, (Sdr) to), null);
    }

    private static Change change(Reals from, Reals to) {
        IntBuffer places = new IntBuffer();
        for (int i = 0; i < to.size(); i++) {
            if (Double.doubleToRawLongBits(from.get(i)) != Double.doubleToRawLongBits(to.get(i))) {
                places.add(i);
            }
        }
        double[] values = new double[places.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = to.get(places.get(i));
        }
        return new Change(Sdr.ofSorted(to.size(), places.toArray()), Reals.wrap(values));
    }

    private static Change change(Ints from, Ints to) {
        IntBuffer places = new IntBuffer();
        for (int i = 0; i < to.size(); i++) {
            if (from.get(i) != to.get(i)) {
                places.add(i);
            }
        }
        int[] added = new int[places.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = to.get(places.get(i)) - from.get(places.get(i));
        }
        return new Change(Sdr.ofSorted(to.size(), places.toArray()), Ints.wrap(added));
    }

    /**
     * Reads the signal that the other side wrote with the same place and moment.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no signal, or say what has changed since one that did not come last
     */
    public Signal read(int place, long moment, DataInputStream in) throws IOException {
        int form = in.readByte();
        Signal signal = asked && form >= SignalCodec.FORMS
                ? changed(form - SignalCodec.FORMS, last.get(place), moment, in)
                : SignalCodec.readPacked(form, in);
        keep(place, moment, signal);
        return signal;
    }

    private static Signal changed(int kind, Last before, long moment, DataInputStream in) throws IOException {
        long since = moment - SignalCodec.readSize(in);
        if (before == null || before.moment != since) {
            throw new ParameterException(
                    "signal of moment " + moment,
                    "what has changed since moment " + since,
                    "cannot be read: " + (before == null ? "none came before" : "the last was of " + before.moment));
        }
        Signal from = before.signal;
        Checks.equal("signal.kind", kind, from.kind().ordinal());
        Sdr places = SignalCodec.readBits(from.size(), in);
        if (from instanceof Sdr sdr) {
            return SdrOps.symmetricDifference(sdr, places);
        }
        return from instanceof Reals reals
                ? changed(reals, places, TightVector.readReals(places.cardinality(), in))
                : changed((Ints) from, places, TightVector.readInts(places.cardinality(), in));
    }

    private static Signal changed(Reals from, Sdr places, Reals values) {
        double[] changed = from.toArray();
        for (int i = 0; i < values.size(); i++) {
            changed[places.active(i)] = values.get(i);
        }
        return Reals.wrap(changed);
    }

    private static Signal changed(Ints from, Sdr places, Ints added) {
        int[] changed = from.toArray();
        for (int i = 0; i < added.size(); i++) {
            changed[places.active(i)] += added.get(i);
        }
        return Ints.wrap(changed);
    }

    /** Forgets all signals: the next one in each place travels packed, which the other side takes for its last. */
    public void forget() {
        last.clear();
    }
}
