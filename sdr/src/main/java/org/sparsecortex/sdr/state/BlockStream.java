package org.sparsecortex.sdr.state;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;

/** The bytes of a {@link PopulationState}: the number of units, then blocks, each asked for when those before it are used up. */
final class BlockStream extends InputStream {
    private final Iterator<byte[]> blocks;
    private ByteBuffer open;

    BlockStream(int units, Iterator<byte[]> blocks) {
        this.open = ByteBuffer.allocate(Integer.BYTES).putInt(0, units);
        this.blocks = blocks;
    }

    private boolean hasMore() {
        while (!open.hasRemaining() && blocks.hasNext()) {
            open = ByteBuffer.wrap(blocks.next());
        }
        return open.hasRemaining();
    }

    @Override
    public int read() {
        return hasMore() ? open.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
        if (count == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int some = Math.min(count, open.remaining());
        open.get(bytes, from, some);
        return some;
    }
}
