package org.sparsecortex.simulations.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The bytes of a section in blocks: length (4 bytes, big-endian), bytes, CRC-32 (4 bytes) of the section's name, the number of the block
 * (8 bytes), length and bytes. All blocks have {@link #SIZE} bytes but the last ones: one of fewer if some are left, and one of none. So
 * no length has to be known before its bytes, and a block cannot stand in for another one.
 */
final class SectionBlocks {
    /** Bytes of a block. */
    static final int SIZE = 1 << 20;

    private static final int LEAST = 1 << 10;

    private SectionBlocks() {}

    private static int sum(String name, long number, byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            crc.update((int) (number >>> shift) & 0xFF);
        }
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            crc.update((length >>> shift) & 0xFF);
        }
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Writes a section. */
    static final class Output extends OutputStream {
        private final DataOutputStream out;
        private final String name;
        private byte[] block = new byte[LEAST];
        private int at;
        private long number;

        Output(DataOutputStream out, String name) {
            this.out = out;
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int left = count;
            while (left > 0) {
                int some = Math.min(left, SIZE - at);
                if (at + some > block.length) {
                    block = Arrays.copyOf(block, Math.min(SIZE, Math.max(at + some, 2 * block.length)));
                }
                System.arraycopy(bytes, from + count - left, block, at, some);
                at += some;
                left -= some;
                if (at == SIZE) {
                    put();
                }
            }
        }

        /** Ends the section; nothing can be written behind it. */
        void end() throws IOException {
            if (at > 0) {
                put();
            }
            put();
        }

        private void put() throws IOException {
            out.writeInt(at);
            out.write(block, 0, at);
            out.writeInt(sum(name, number++, block, at));
            at = 0;
        }
    }

    /** Reads a section; a block with a wrong check sum ends it with an {@link IOException}. */
    static final class Input extends InputStream {
        private final DataInputStream in;
        private final String name;
        private byte[] block = new byte[0];
        private int at;
        private int end;
        private long number;
        private boolean ended;

        Input(DataInputStream in, String name) {
            this.in = in;
            this.name = name;
        }

        /** Reads all blocks that are left and says whether each of them is what was written. */
        boolean areWhole() throws IOException {
            while (!ended) {
                if (!next()) {
                    return false;
                }
            }
            return true;
        }

        private boolean next() throws IOException {
            int length = in.readInt();
            if (length < 0 || length > SIZE) {
                return false;
            }
            if (length > block.length) {
                block = new byte[length];
            }
            in.readFully(block, 0, length);
            boolean isWhole = in.readInt() == sum(name, number++, block, length);
            ended = length == 0;
            at = 0;
            end = length;
            return isWhole;
        }

        /** Whether there are bytes; takes the next block if the last one is used up. */
        private boolean hasMore() throws IOException {
            if (at == end && !ended && !next()) {
                throw new IOException("wrong check sum of section '" + name + "'");
            }
            return !ended;
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? block[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int some = Math.min(count, end - at);
            System.arraycopy(block, at, bytes, from, some);
            at += some;
            return some;
        }

        @Override
        public int available() {
            return end - at;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
