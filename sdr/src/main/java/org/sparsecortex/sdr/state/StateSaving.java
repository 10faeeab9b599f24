package org.sparsecortex.sdr.state;

import java.io.DataOutputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.State;

/**
 * The state of a kernel in blocks, each made when it is asked for; the kernel must not go on meanwhile. Beside the kernel there are a
 * block and the bytes of one unit in memory.
 *
 * <p>What all units share is a piece, and so is each unit. A piece is chunks: length (4 bytes, big-endian), bytes; one of {@link
 * #CHUNK} bytes is followed by another one of the same piece, which may be empty. A block is whole chunks. So no length is limited, and
 * none has to be known before its bytes.
 */
public final class StateSaving implements Iterator<byte[]> {
    /** Bytes of a block, beyond which one chunk at most goes. */
    public static final int SIZE = 1 << 20;

    /** Bytes of a chunk at most. */
    static final int CHUNK = 1 << 16;

    private static final int LEAST = 1 << 8;

    private final Kernel<?, ?> kernel;
    private final Chunks chunks = new Chunks();
    private final State state = State.writer(new DataOutputStream(chunks));
    private boolean shared;
    private int next;

    /** @param shared whether what all units share comes first */
    public StateSaving(Kernel<?, ?> kernel, boolean shared) {
        this.kernel = kernel;
        this.shared = shared;
        this.next = kernel.range().from();
    }

    @Override
    public boolean hasNext() {
        while (chunks.blocks.isEmpty() && (shared || next < kernel.range().to())) {
            chunks.begin();
            if (shared) {
                kernel.shared(state);
                shared = false;
            } else {
                kernel.unit(next++, state);
            }
            chunks.end(!shared && next == kernel.range().to());
        }
        return !chunks.blocks.isEmpty();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return chunks.blocks.remove();
    }

    /** Cuts pieces into chunks and these into blocks. */
    private static final class Chunks extends OutputStream {
        private final Queue<byte[]> blocks = new ArrayDeque<>();
        private byte[] open = new byte[LEAST];
        private int at;
        private int chunk;

        void begin() {
            chunk = at;
            at += Integer.BYTES;
            reserve(0);
        }

        /** @param last whether no other piece follows */
        void end(boolean last) {
            seal();
            if (last && at > 0) {
                cut();
            }
        }

        private void seal() {
            int length = at - chunk - Integer.BYTES;
            for (int i = 0; i < Integer.BYTES; i++) {
                open[chunk + i] = (byte) (length >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
            }
            if (at >= SIZE) {
                cut();
            }
        }

        private void cut() {
            blocks.add(Arrays.copyOf(open, at));
            at = 0;
        }

        private void reserve(int count) {
            if (at + count > open.length) {
                open = Arrays.copyOf(open, Math.max(at + count, 2 * open.length));
            }
        }

        @Override
        public void write(int b) {
            reserve(1);
            open[at++] = (byte) b;
            goOn();
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            int left = count;
            while (left > 0) {
                int some = Math.min(left, CHUNK - (at - chunk - Integer.BYTES));
                reserve(some);
                System.arraycopy(bytes, from + count - left, open, at, some);
                at += some;
                left -= some;
                goOn();
            }
        }

        private void goOn() {
            if (at - chunk - Integer.BYTES == CHUNK) {
                seal();
                begin();
            }
        }
    }
}
