package org.sparsecortex.sdr.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.SignalCodec;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.param.Checks;

/**
 * State of one population: what all units share and what each owns. The arrays are not to be written to.
 *
 * @param shared bytes of {@link Kernel#shared}
 * @param units bytes of {@link Kernel#unit}, by unit id
 */
public record PopulationState(byte[] shared, byte[][] units) {
    /** The state held by one kernel, units of its range only, in ascending order. */
    public static PopulationState of(Kernel<?, ?> kernel) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        State state = State.writer(new DataOutputStream(bytes));
        kernel.shared(state);
        byte[] shared = bytes.toByteArray();
        byte[][] units = new byte[kernel.range().size()][];
        for (int u = 0; u < units.length; u++) {
            bytes.reset();
            kernel.unit(kernel.range().from() + u, state);
            units[u] = bytes.toByteArray();
        }
        return new PopulationState(shared, units);
    }

    /** Joins the states of consecutive ranges. */
    public static PopulationState join(List<PopulationState> parts) {
        int count = parts.stream().mapToInt(p -> p.units.length).sum();
        byte[][] units = new byte[count][];
        int at = 0;
        for (PopulationState part : parts) {
            System.arraycopy(part.units, 0, units, at, part.units.length);
            at += part.units.length;
        }
        return new PopulationState(parts.get(0).shared, units);
    }

    /**
     * Loads the part of a whole population's state that belongs to the kernel's range.
     *
     * @throws IllegalArgumentException if the state has too few units or bytes are left over
     * @throws UncheckedIOException if the state ends early
     */
    public void loadInto(Kernel<?, ?> kernel) {
        Checks.atLeast("units in the checkpoint", units.length, kernel.range().to());
        ByteArrayInputStream in = new ByteArrayInputStream(shared);
        kernel.shared(State.reader(new DataInputStream(in)));
        Checks.equal("unread bytes of the shared state", in.available(), 0);
        for (int u = kernel.range().from(); u < kernel.range().to(); u++) {
            ByteArrayInputStream unit = new ByteArrayInputStream(units[u]);
            kernel.unit(u, State.reader(new DataInputStream(unit)));
            Checks.equal("unread bytes of unit " + u, unit.available(), 0);
        }
        kernel.loaded();
    }

    /**
     * Writes the shared part and the units of some ranges, so that {@link #readParts} finds them: all that kernels of these ranges
     * load.
     */
    public void writeParts(List<UnitRange> ranges, DataOutputStream out) throws IOException {
        write(shared, out);
        SignalCodec.writeSize(ranges.size(), out);
        for (UnitRange range : ranges) {
            out.writeInt(range.from());
            out.writeInt(range.to());
            for (int u = range.from(); u < range.to(); u++) {
                write(units[u], out);
            }
        }
    }

    /**
     * The state of {@code count} units; those that were not written are null.
     *
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no such state
     */
    public static PopulationState readParts(int count, DataInputStream in) throws IOException {
        byte[][] units = new byte[count][];
        return new PopulationState(readParts(units, in), units);
    }

    /**
     * Puts the units that were written to their places.
     *
     * @param units the units of the population (written)
     * @return the shared part
     * @throws IOException if the stream ends early
     * @throws IllegalArgumentException if the bytes are no such state
     */
    public static byte[] readParts(byte[][] units, DataInputStream in) throws IOException {
        byte[] shared = block(in);
        for (int n = SignalCodec.readSize(in); n > 0; n--) {
            int from = in.readInt();
            UnitRange range = new UnitRange(from, Checks.inRange("units of a state", in.readInt(), 0, units.length));
            for (int u = range.from(); u < range.to(); u++) {
                units[u] = block(in);
            }
        }
        return shared;
    }

    private static void write(byte[] block, DataOutputStream out) throws IOException {
        SignalCodec.writeSize(block.length, out);
        out.write(block);
    }

    private static byte[] block(DataInputStream in) throws IOException {
        int length = SignalCodec.readSize(in);
        return in.readNBytes(Checks.inRange("bytes of a block", length, 0, in.available()));
    }
}
