package org.sparsecortex.runtime;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.PopulationState;

/**
 * State on its way to another process: in several messages of limited size, of whole units each, so that it may be of any size.
 * The first one has what all units share.
 */
final class StateBlocks {
    /** Bytes of a message, by which one unit at most goes beyond it. */
    static final int SIZE = 16 << 20;

    private byte[] shared;
    private byte[][] units;

    /**
     * The messages for some units.
     *
     * @param head what each message begins with
     * @param ranges ascending
     * @param size bytes of a message, one unit more or less
     */
    static List<byte[]> write(byte[] head, PopulationState state, List<UnitRange> ranges, int size) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        List<UnitRange> open = new ArrayList<>();
        long bytes = state.shared().length;
        for (UnitRange range : ranges) {
            int from = range.from();
            for (int u = range.from(); u < range.to(); u++) {
                bytes += state.units()[u].length;
                if (bytes >= size && u + 1 < range.to()) {
                    open.add(new UnitRange(from, u + 1));
                    blocks.add(block(head, false, blocks.isEmpty(), state, open));
                    open.clear();
                    bytes = 0;
                    from = u + 1;
                }
            }
            open.add(new UnitRange(from, range.to()));
        }
        blocks.add(block(head, true, blocks.isEmpty(), state, open));
        return blocks;
    }

    private static byte[] block(byte[] head, boolean last, boolean first, PopulationState state, List<UnitRange> ranges)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(head);
        out.writeBoolean(last);
        new PopulationState(first ? state.shared() : new byte[0], state.units()).writeParts(ranges, out);
        return bytes.toByteArray();
    }

    /**
     * Takes the next message, from behind its head.
     *
     * @param count units of the whole state; those that were not sent are null in it
     * @return the state if it was the last one
     * @throws IllegalArgumentException if the bytes are none
     */
    Optional<PopulationState> read(int count, DataInputStream in) throws IOException {
        boolean last = in.readBoolean();
        if (units == null || units.length != count) {
            units = new byte[count][];
        }
        byte[] first = PopulationState.readParts(units, in);
        shared = shared == null ? first : shared;
        if (!last) {
            return Optional.empty();
        }
        PopulationState whole = new PopulationState(shared, units);
        shared = null;
        units = null;
        return Optional.of(whole);
    }
}
