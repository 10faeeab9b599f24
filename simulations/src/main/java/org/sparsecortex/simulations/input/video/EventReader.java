package org.sparsecortex.simulations.input.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/**
 * Reads recordings of dynamic vision sensors.
 *
 * <pre>
 *   N-MNIST .bin  5 bytes: x, y, polarity in the top bit and 23 bits of time; y = 240 adds 2^13 us to all that follow
 *   AEDAT 2       '#' lines, then big-endian address and time (us), 4 bytes each; the address layout is the sensor's
 *   AEDAT 3.1     '#' lines, then little-endian packets: a header of 28 bytes, polarity events of 8 bytes
 * </pre>
 *
 * Sources: Orchard et al. 2015 (N-MNIST); inivation's format descriptions; layouts compared with the readers of tonic.
 */
public final class EventReader {
    private static final int NMNIST_OVERFLOW_ROW = 240;
    private static final int PACKET_HEADER = 28;
    private static final int POLARITY = 1;

    /** File format. */
    public enum Format {
        /** Five bytes an event. */
        NMNIST,
        /** Version 2. */
        AEDAT2,
        /** Version 3.1. */
        AEDAT3
    }

    /** Address layout of AEDAT 2. */
    public enum Sensor {
        /** 128 x 128: x bits 8-14, y bits 1-7, polarity bit 0. */
        DVS128(128, 128),
        /** 346 x 260: x bits 12-21 from the right, y bits 22-30 from below, polarity bit 11. */
        DAVIS346(260, 346);

        private final int height;
        private final int width;

        Sensor(int height, int width) {
            this.height = height;
            this.width = width;
        }

        /** Rows. */
        public int height() {
            return height;
        }

        /** Columns. */
        public int width() {
            return width;
        }
    }

    private int[] x = new int[1 << 12];
    private int[] y = new int[1 << 12];
    private boolean[] on = new boolean[1 << 12];
    private long[] time = new long[1 << 12];
    private int count;

    private EventReader() {}

    /**
     * Reads all events of a file.
     *
     * @param sensor used for AEDAT 2 only
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the bytes are not of that format
     */
    public static Events read(Path file, Format format, Sensor sensor) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        EventReader reader = new EventReader();
        switch (format) {
            case NMNIST -> reader.nmnist(bytes);
            case AEDAT2 -> reader.aedat2(bytes, sensor);
            case AEDAT3 -> reader.aedat3(bytes);
        }
        return reader.events();
    }

    private Events events() {
        long first = count == 0 ? 0 : time[0];
        for (int i = 0; i < count; i++) {
            time[i] -= first;
        }
        return new Events(
                Arrays.copyOf(x, count), Arrays.copyOf(y, count), Arrays.copyOf(on, count), Arrays.copyOf(time, count));
    }

    private void add(int column, int row, boolean brighter, long us) {
        if (count == x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
            on = Arrays.copyOf(on, 2 * count);
            time = Arrays.copyOf(time, 2 * count);
        }
        x[count] = column;
        y[count] = row;
        on[count] = brighter;
        time[count++] = us;
    }

    private void nmnist(byte[] bytes) {
        Checks.that(bytes.length % 5 == 0, "file length", bytes.length, "must be a multiple of 5 bytes");
        long carry = 0;
        for (int i = 0; i < bytes.length; i += 5) {
            int row = bytes[i + 1] & 0xFF;
            if (row == NMNIST_OVERFLOW_ROW) {
                carry += 1 << 13;
                continue;
            }
            int high = bytes[i + 2] & 0xFF;
            long us = (long) (high & 0x7F) << 16 | (bytes[i + 3] & 0xFF) << 8 | (bytes[i + 4] & 0xFF);
            add(bytes[i] & 0xFF, row, (high & 0x80) != 0, us + carry);
        }
    }

    /** First byte after the lines that begin with '#'. */
    private static int afterHeader(byte[] bytes, String magic) {
        int at = 0;
        boolean known = false;
        while (at < bytes.length && bytes[at] == '#') {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).trim();
            known |= line.startsWith(magic);
            at = Math.min(bytes.length, end + 1);
            if (line.equals("#!END-HEADER")) {
                break;
            }
        }
        Checks.that(known, "header", "without " + magic, "is not of this format");
        return at;
    }

    private void aedat2(byte[] bytes, Sensor sensor) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        in.position(afterHeader(bytes, "#!AER-DAT2"));
        Checks.that(in.remaining() % 8 == 0, "file length", bytes.length, "has a cut event at its end");
        while (in.hasRemaining()) {
            int a = in.getInt();
            long us = in.getInt() & 0xFFFFFFFFL;
            if (sensor == Sensor.DVS128) {
                add(a >> 8 & 0x7F, a >> 1 & 0x7F, (a & 1) != 0, us);
            } else if (a >= 0) {
                add(345 - (a >> 12 & 0x3FF), 259 - (a >> 22 & 0x1FF), (a & 0x800) != 0, us);
            }
        }
    }

    private void aedat3(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        in.position(afterHeader(bytes, "#!AER-DAT3"));
        while (in.hasRemaining()) {
            Checks.atLeast("bytes of a packet header", in.remaining(), PACKET_HEADER);
            int start = in.position();
            int type = in.getShort(start) & 0xFFFF;
            int size = in.getInt(start + 4);
            long overflow = (long) in.getInt(start + 12) << 31;
            int number = in.getInt(start + 20);
            in.position(start + PACKET_HEADER);
            Checks.inRange("bytes of a packet", (long) number * size, 0L, in.remaining());
            for (int i = 0; i < number; i++) {
                int at = in.position() + i * size;
                int a = in.getInt(at);
                if (type == POLARITY && (a & 1) != 0) {
                    add(a >>> 17, a >> 2 & 0x7FFF, (a & 2) != 0, overflow + (in.getInt(at + 4) & 0xFFFFFFFFL));
                }
            }
            in.position(in.position() + number * size);
        }
    }
}
