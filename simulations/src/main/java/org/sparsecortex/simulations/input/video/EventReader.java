package org.sparsecortex.simulations.input.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sparsecortex.sdr.param.Checks;

/**
 * Reads recordings of dynamic vision sensors; columns count from the left, rows from the top.
 *
 * <pre>
 *   N-MNIST .bin  5 bytes: x, y, polarity in the top bit and 23 bits of time; y = 240 adds 2^13 us to all that follow
 *   AEDAT 2       '#' lines, then big-endian address and time (us), 4 bytes each; the address layout is the {@link Sensor}'s
 *   AEDAT 3.1     '#' lines, then little-endian packets: a header of 28 bytes, polarity events of 8 bytes
 * </pre>
 *
 * <p>Words that are no change of a pixel are skipped: special and external-input events, frames and samples of the motion
 * sensor. Time is unsigned and continues after 2^32 us; a time that falls by more than {@value #DISORDER_US} us without such an
 * overflow is a reset of the clock, after which the order of events is unknown, and is refused.
 *
 * <p>Sources: Orchard et al. 2015 (N-MNIST); inivation's description of the formats; for the places of AEDAT 2, which its files
 * leave to the program that wrote them, the extractors of jAER (DVS128, DavisBaseCamera).
 */
public final class EventReader {
    private static final int NMNIST_OVERFLOW_ROW = 240;
    private static final int PACKET_HEADER = 28;
    private static final int POLARITY = 1;
    private static final int POLARITY_BYTES = 8;
    private static final int COMPRESSED = 0x8000;
    private static final long DISORDER_US = 1000;
    private static final long WRAP = 1L << 32;
    private static final long NOT_YET = Long.MIN_VALUE;

    /** File format. */
    public enum Format {
        /** Five bytes an event. */
        NMNIST(5),
        /** Version 2. */
        AEDAT2(8),
        /** Version 3.1. */
        AEDAT3(8);

        private final int eventBytes;

        Format(int eventBytes) {
            this.eventBytes = eventBytes;
        }

        /** Bytes in memory, at most, that reading a file of so many bytes takes. */
        public long memory(long fileBytes) {
            return fileBytes + fileBytes / eventBytes * 3 * (2 * Integer.BYTES + Long.BYTES + 1);
        }
    }

    private int[] x = new int[1 << 12];
    private int[] y = new int[1 << 12];
    private boolean[] on = new boolean[1 << 12];
    private long[] time = new long[1 << 12];
    private int count;
    private long clock = NOT_YET;
    private long earlier;

    private EventReader() {}

    /**
     * Reads all events of a file.
     *
     * @param sensor used for AEDAT 2 only
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the bytes are not of that format or the header contradicts it
     */
    public static SensorEvents read(Path file, Format format, Sensor sensor) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        EventReader reader = new EventReader();
        switch (format) {
            case NMNIST -> reader.nmnist(bytes);
            case AEDAT2 -> reader.aedat2(bytes, sensor);
            case AEDAT3 -> reader.aedat3(bytes);
        }
        return reader.events();
    }

    private SensorEvents events() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            first = Math.min(first, time[i]);
        }
        for (int i = 0; i < count; i++) {
            time[i] -= first;
        }
        return new SensorEvents(
                Arrays.copyOf(x, count), Arrays.copyOf(y, count), Arrays.copyOf(on, count), Arrays.copyOf(time, count));
    }

    private void add(int column, int row, boolean brighter, long us) {
        if (clock != NOT_YET && us < clock - DISORDER_US) {
            throw new IllegalArgumentException(
                    "time of event " + count + " = " + us + " us: the clock was reset, it was " + clock
                            + " us at the event before; cut the recording there into files of their own");
        }
        clock = us;
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

    private void aedat2(byte[] bytes, Sensor sensor) {
        AedatHeader header = AedatHeader.read(bytes, "#!AER-DAT2");
        sensor.requireChip(header.chip());
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        in.position(header.bytes());
        Checks.that(in.remaining() % 8 == 0, "file length", bytes.length, "has a cut event at its end");
        while (in.hasRemaining()) {
            int a = in.getInt();
            long us = continued(in.getInt() & 0xFFFFFFFFL);
            if (sensor.isPixel(a)) {
                add(sensor.column(a), sensor.row(a), sensor.isOn(a), us);
            }
        }
    }

    /** A time of 32 bits after the overflows so far: a fall by more than half the range is one more. */
    private long continued(long us) {
        long now = earlier + us;
        if (clock != NOT_YET && now < clock - WRAP / 2) {
            earlier += WRAP;
            now += WRAP;
        }
        return now;
    }

    private void aedat3(byte[] bytes) {
        AedatHeader header = AedatHeader.read(bytes, "#!AER-DAT3");
        Checks.that(
                header.format().isEmpty() || header.format().equals("RAW"),
                "#Format",
                header.format(),
                "is compressed, only RAW is read; save it again uncompressed");
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        in.position(header.bytes());
        while (in.hasRemaining()) {
            int at = in.position();
            Checks.that(
                    in.remaining() >= PACKET_HEADER,
                    "packet at byte",
                    at,
                    "has only " + in.remaining() + " bytes left");
            packet(in, at);
        }
    }

    private void packet(ByteBuffer in, int start) {
        int type = in.getShort(start) & 0xFFFF;
        int size = in.getInt(start + 4);
        long overflow = (long) in.getInt(start + 12) << 31;
        int number = in.getInt(start + 20);
        Checks.that((type & COMPRESSED) == 0, "packet at byte", start, "is compressed, only RAW is read");
        long length = (long) number * size;
        Checks.that(overflow >= 0, "packet at byte", start, "has a negative count of overflows of time");
        Checks.that(
                number >= 0 && size >= 0 && length <= in.limit() - start - PACKET_HEADER,
                "packet at byte",
                start,
                "claims " + number + " events of " + size + " bytes, the file has "
                        + (in.limit() - start - PACKET_HEADER) + " bytes left");
        Checks.that(
                type != POLARITY || size == POLARITY_BYTES || number == 0,
                "packet at byte",
                start,
                "has polarity events of " + size + " bytes, not " + POLARITY_BYTES);
        for (int i = 0; i < number && type == POLARITY; i++) {
            int at = start + PACKET_HEADER + i * size;
            int a = in.getInt(at);
            if ((a & 1) != 0) {
                int us = in.getInt(at + 4);
                Checks.that(us >= 0, "packet at byte", start, "has the negative time " + us + " us in event " + i);
                add(a >>> 17, a >> 2 & 0x7FFF, (a & 2) != 0, overflow + us);
            }
        }
        in.position(start + PACKET_HEADER + (int) length);
    }
}
