package org.sparsecortex.sdr.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.param.Checks;

/**
 * Loads the state of a kernel from blocks: first those of what all units share, then those of the units of its range. Beside the kernel
 * there are the blocks of one unit in memory.
 */
public final class StateLoading {
    private final Kernel<?, ?> kernel;
    /** Chunks of the piece that is not whole yet. */
    private final List<InputStream> piece = new ArrayList<>();

    private boolean shared = true;
    private int next;

    public StateLoading(Kernel<?, ?> kernel) {
        this.kernel = kernel;
        this.next = kernel.range().from();
    }

    /**
     * Takes the next block.
     *
     * @throws IllegalArgumentException if it is none, or a piece holds too many bytes
     * @throws UncheckedIOException if a piece ends early
     */
    public void take(byte[] block) {
        ByteBuffer bytes = ByteBuffer.wrap(block);
        while (bytes.hasRemaining()) {
            Checks.atLeast("bytes of a block", bytes.remaining(), Integer.BYTES);
            int most = Math.min(StateSaving.CHUNK, bytes.remaining() - Integer.BYTES);
            int length = Checks.inRange("bytes of a chunk", bytes.getInt(), 0, most);
            piece.add(new ByteArrayInputStream(block, bytes.position(), length));
            bytes.position(bytes.position() + length);
            if (length < StateSaving.CHUNK) {
                load();
                piece.clear();
            }
        }
    }

    private void load() {
        InputStream in = piece.size() == 1 ? piece.get(0) : new SequenceInputStream(Collections.enumeration(piece));
        State state = State.reader(new DataInputStream(in));
        if (shared) {
            kernel.shared(state);
            shared = false;
            requireEnd("the shared state", in);
        } else {
            Checks.inRange(
                    "unit of the range",
                    next,
                    kernel.range().from(),
                    kernel.range().to() - 1);
            kernel.unit(next, state);
            requireEnd("unit " + next, in);
            next++;
        }
    }

    private static void requireEnd(String what, InputStream in) {
        try {
            Checks.equal("unread bytes of " + what, in.skip(Long.MAX_VALUE), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a block in memory could not be read", e);
        }
    }

    /**
     * Ends it; all has to be there.
     *
     * @throws IllegalArgumentException if units are missing
     */
    public void finish() {
        Checks.that(!shared && piece.isEmpty(), "the state of units " + kernel.range(), "part", "must be whole");
        Checks.equal("end of the loaded units", next, kernel.range().to());
        kernel.loaded();
    }
}
