package org.sparsecortex.sdr.state;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.sparsecortex.sdr.param.Checks;

/** Reads a {@link PopulationState} from front to back, in blocks of so many pieces as are asked for. */
public final class StateInput implements AutoCloseable {
    private final PopulationState state;
    private final DataInputStream in;
    private int left;

    /**
     * Opens a state.
     *
     * @throws IllegalArgumentException if its bytes are those of another number of units
     * @throws UncheckedIOException if it cannot be read
     */
    public StateInput(PopulationState state) {
        this.state = state;
        try {
            in = new DataInputStream(new BufferedInputStream(state.open(), StateSaving.CHUNK));
            Checks.equal("units in the state", in.readInt(), state.units());
            left = 1 + state.units();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The blocks of the next pieces: what all units share is the first one, unit u the one after u others. To be taken before others
     * are asked for.
     *
     * @throws IllegalArgumentException if there are not so many
     */
    public Iterator<byte[]> pieces(int count) {
        left -= Checks.inRange("pieces of a state of " + state.units() + " units", count, 0, left);
        return new Blocks(count);
    }

    /**
     * Requires that all has been read.
     *
     * @throws IllegalArgumentException if bytes are left over
     */
    public void finish() {
        try {
            Checks.that(left == 0 && in.read() < 0, "bytes of a state", "more", "must have been read");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("a state cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private final class Blocks implements Iterator<byte[]> {
        private int pieces;

        Blocks(int pieces) {
            this.pieces = pieces;
        }

        @Override
        public boolean hasNext() {
            return pieces > 0;
        }

        @Override
        public byte[] next() {
            if (pieces == 0) {
                throw new NoSuchElementException();
            }
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(block);
            try {
                while (pieces > 0 && block.size() < StateSaving.SIZE) {
                    int length = Checks.inRange("bytes of a chunk", in.readInt(), 0, StateSaving.CHUNK);
                    out.writeInt(length);
                    byte[] chunk = in.readNBytes(length);
                    Checks.equal("bytes of a chunk", chunk.length, length);
                    out.write(chunk);
                    pieces -= length < StateSaving.CHUNK ? 1 : 0;
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
            return block.toByteArray();
        }
    }
}
