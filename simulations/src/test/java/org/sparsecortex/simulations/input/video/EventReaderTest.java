package org.sparsecortex.simulations.input.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.simulations.input.InputContext;
import org.sparsecortex.simulations.input.InputSpec;
import org.sparsecortex.simulations.input.video.EventReader.Format;

/** Words are put together by hand from the descriptions of the formats and jAER's extractors. */
class EventReaderTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("a.aedat");
    }

    private void aedat2(String header, long... words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("#!AER-DAT2.0\r\n" + header);
        for (long word : words) {
            out.writeInt((int) word);
        }
        Files.write(file, bytes.toByteArray());
    }

    private SensorEvents read(Sensor sensor) throws IOException {
        return EventReader.read(file, Format.AEDAT2, sensor);
    }

    /** Event (3, 5, ON) at 70,000 us; an overflow; then (7, 1, OFF) at 5 us, which is 8,197 us. */
    @Test
    void readsNmnistWithOverflow() throws IOException {
        Files.write(file, new byte[] {3, 5, (byte) 0x81, 0x11, 0x70, 0, (byte) 240, 0, 0, 0, 7, 1, 1, 0x11, 0x75});
        SensorEvents events = EventReader.read(file, Format.NMNIST, Sensor.DVS128);
        assertThat(events.x()).containsExactly(3, 7);
        assertThat(events.y()).containsExactly(5, 1);
        assertThat(events.on()).containsExactly(true, false);
        assertThat(events.timeUs()).containsExactly(0, 8192 + 5);
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> EventReader.read(file, Format.NMNIST, Sensor.DVS128))
                .hasMessageContaining("multiple of 5");
    }

    /** x = 127 - bits 7..1, y = 127 - bits 14..8, ON if bit 0 is clear: 0x6B36 is 107, 27, ON; 0x07F9 is 7, 124, OFF. */
    @Test
    void placesEventsOfTheDvs128AsJaerDoes() throws IOException {
        aedat2("# AEChip: eu.seebetter.ini.chips.DVS128\r\n", 0x6B36, 1000, 0x6A36, 1010, 0x07F9, 2000);
        SensorEvents events = read(Sensor.DVS128);
        assertThat(events.x()).containsExactly(100, 100, 3);
        assertThat(events.y()).containsExactly(20, 21, 120);
        assertThat(events.on()).containsExactly(true, true, false);
        assertThat(events.timeUs()).containsExactly(0, 10, 1000);
    }

    /** x = 345 - bits 21..12, y = 259 - bits 30..22, ON if bit 11 is set. */
    @Test
    void placesEventsOfDavisSensors() throws IOException {
        aedat2("# a comment\r\n", (259 - 200) << 22 | (345 - 300) << 12 | 0x800, 7);
        SensorEvents large = read(Sensor.DAVIS346);
        assertThat(large.x()).containsExactly(300);
        assertThat(large.y()).containsExactly(200);
        assertThat(large.on()).containsExactly(true);
        aedat2("# AEChip: eu.seebetter.ini.chips.davis.DAVIS240C\r\n", (179 - 20) << 22 | (239 - 100) << 12, 7);
        SensorEvents small = read(Sensor.DAVIS240);
        assertThat(small.x()).containsExactly(100);
        assertThat(small.y()).containsExactly(20);
        assertThat(small.on()).containsExactly(false);
    }

    @Test
    void skipsExternalInputsFramesAndMotionSamples() throws IOException {
        aedat2("", 0x6B36, 1, 0x8000, 2, 0x80000000L, 3, 0x6A36, 4);
        assertThat(read(Sensor.DVS128).timeUs()).containsExactly(0, 3);
        aedat2("", 0x3BCF5800, 1, 0x400, 2, 0x80500000L, 3, 0x80000C00L, 4, 0x15900000, 5);
        assertThat(read(Sensor.DAVIS346).timeUs()).containsExactly(0, 4);
    }

    @Test
    void refusesAedat4ByItsName() throws IOException {
        Files.writeString(file, "#!AER-DAT4.0\r\n\0\0\0\0");
        for (Format format : List.of(Format.AEDAT2, Format.AEDAT3)) {
            assertThatThrownBy(() -> EventReader.read(file, format, Sensor.DVS128))
                    .hasMessageContaining(
                            "AEDAT 4 (flatbuffers, compressed packets) is not read; save the recording as");
        }
    }

    @Test
    void refusesAnotherChipThanTheOneInTheHeader() throws IOException {
        aedat2("# AEChip: eu.seebetter.ini.chips.davis.Davis346blue\r\n", 0x3BCF5800, 1);
        assertThat(read(Sensor.DAVIS346).count()).isEqualTo(1);
        assertThatThrownBy(() -> read(Sensor.DVS128)).hasMessageContaining("sensor = dvs128: the file says AEChip:");
        assertThatThrownBy(() -> read(Sensor.DAVIS240)).hasMessageContaining("davis346blue");
    }

    /** An address of a DAVIS may begin with 0x23, which is '#'. */
    @Test
    void takesNoEventForAHeaderLine() throws IOException {
        aedat2("#\tlast\r\n", 0x23000800, 0x0A, 0x23000800, 0x0B);
        assertThat(read(Sensor.DAVIS346).count()).isEqualTo(2);
        aedat2("#End Of ASCII Header\r\n", 0x23232323, 0x2323230AL);
        assertThat(read(Sensor.DAVIS346).count()).isEqualTo(1);
    }

    @Test
    void refusesAResetOfTheClockAndContinuesAfterAnOverflow() throws IOException {
        aedat2("", 0x7EFC, 5_000_000, 0x7DFC, 5_010_000, 0x7CFC, 0, 0x7BFC, 10_000);
        assertThatThrownBy(() -> read(Sensor.DVS128))
                .hasMessageContaining("time of event 2 = 0 us")
                .hasMessageContaining("the clock was reset, it was 5010000 us");
        aedat2("", 0x7EFC, 0xFFFFFFF0L, 0x7DFC, 16);
        assertThat(read(Sensor.DVS128).timeUs()).containsExactly(0, 32);
        aedat2("", 0x7EFC, 500, 0x7DFC, 400);
        assertThat(read(Sensor.DVS128).timeUs()).as("slight disorder").containsExactly(100, 0);
    }

    /** A packet of two polarity events, one of them invalid, and a packet of another type that is skipped. */
    @Test
    void readsAedat3PacketsAndSkipsOthers() throws IOException {
        ByteBuffer packets = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        header(packets, 0, 8, 1);
        packets.putInt(-1).putInt(99);
        header(packets, 1, 8, 2);
        packets.putInt(120 << 17 | 63 << 2 | 3).putInt(40);
        packets.putInt(1 << 17 | 1 << 2).putInt(41);
        header(packets, 1, 8, 1);
        packets.putInt(20 << 17 | 6 << 2 | 1).putInt(90);
        aedat3("RAW", packets);
        SensorEvents events = EventReader.read(file, Format.AEDAT3, Sensor.DVS128);
        assertThat(events.x()).containsExactly(120, 20);
        assertThat(events.y()).containsExactly(63, 6);
        assertThat(events.on()).containsExactly(true, false);
        assertThat(events.timeUs()).containsExactly(0, 50);
        assertThatThrownBy(() -> read(Sensor.DVS128)).hasMessageContaining("AER-DAT2");
    }

    @Test
    void refusesCompressedAndImpossiblePackets() throws IOException {
        ByteBuffer packets = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
        header(packets, 1, 8, 1);
        packets.putInt(1).putInt(1);
        aedat3("SerializedTS,PNGFrames", packets);
        assertThatThrownBy(() -> EventReader.read(file, Format.AEDAT3, Sensor.DVS128))
                .hasMessageContaining("#Format = SerializedTS,PNGFrames: is compressed");
        for (int[] wrong : new int[][] {{0x8001, 8, 1}, {1, 4, Integer.MAX_VALUE}, {1, -8, 1}, {1, 0, 9}, {1, 4, 1}}) {
            packets.clear();
            header(packets, wrong[0], wrong[1], wrong[2]);
            packets.putInt(1).putInt(1);
            aedat3("RAW", packets);
            assertThatThrownBy(() -> EventReader.read(file, Format.AEDAT3, Sensor.DVS128))
                    .hasMessageContaining("packet at byte = 42: ");
        }
    }

    @Test
    void aedat3HasNoNegativeTimes() throws IOException {
        ByteBuffer packets = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        header(packets, 1, 8, 1);
        packets.putInt(3 << 17 | 4 << 2 | 3).putInt(-5);
        aedat3("RAW", packets);
        assertThatThrownBy(() -> EventReader.read(file, Format.AEDAT3, Sensor.DVS128))
                .hasMessageContaining("packet at byte = 42: has the negative time -5 us in event 0");
    }

    private void aedat3(String format, ByteBuffer packets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String lines = "#!AER-DAT3.1\r\n#Format: " + format + "\r\n#!END-HEADER\r\n";
        bytes.write(lines.getBytes(StandardCharsets.US_ASCII));
        bytes.write(packets.array(), 0, packets.position());
        Files.write(file, bytes.toByteArray());
    }

    private static void header(ByteBuffer out, int type, int size, int count) {
        out.putShort((short) type).putShort((short) 0).putInt(size).putInt(4).putInt(0);
        out.putInt(count).putInt(count).putInt(count);
    }

    private InputSpec.Opened open(Format format, double binMs) {
        EventsInput spec = new EventsInput("a.aedat", format, Sensor.DVS128, 128, 128, binMs, false);
        return spec.open(new InputContext(1, folder, List.of(), 1 << 20));
    }

    @Test
    void gathersEventsIntoSteps() throws IOException {
        aedat2("", 0x6B36, 1000, 0x6A36, 1010, 0x07F9, 12_000);
        InputSpec.Opened opened = open(Format.AEDAT2, 10);
        assertThat(opened.length()).hasValue(2);
        Reals first = (Reals) opened.source().read("frame", 0);
        assertThat(first.get(20 * 128 + 100)).isEqualTo(1);
        assertThat(((Reals) opened.source().read("frame", 1)).get(120 * 128 + 3))
                .isEqualTo(-1);
    }

    /** 2.007 * 1000 is a little more than 2007 in doubles. */
    @Test
    void anEventAtTheEndOfAStretchBelongsToTheNextOne() throws IOException {
        for (double binMs : new double[] {2.007, 1.001, 4.014, 0.009, 10}) {
            long us = Math.round(binMs * 1000);
            aedat2("", 0x6B36, 0, 0x6A36, us, 0x07F9, 3 * us);
            InputSpec.Opened opened = open(Format.AEDAT2, binMs);
            assertThat(opened.length()).as("%s ms", binMs).hasValue(4);
            int[] events = {1, 1, 0, 1};
            for (int step = 0; step < events.length; step++) {
                assertThat(((Sdr) opened.source().read("sdr", step)).cardinality())
                        .as("%s ms, step %d", binMs, step)
                        .isEqualTo(events[step]);
            }
        }
    }

    @Test
    void looksAtTheNumberOfStepsBeforeItTakesMemory() throws IOException {
        aedat2("", 0x6B36, 0, 0x6A36, 3_000_000_000L);
        assertThatThrownBy(() -> open(Format.AEDAT2, 0.001)).hasMessageContaining("binMs = 0.001: cuts a recording");
        assertThatThrownBy(() -> open(Format.AEDAT2, 1)).hasMessageContaining("needs about 22 MiB");
        aedat2("");
        assertThatThrownBy(() -> open(Format.AEDAT2, 1)).hasMessageContaining("the recording holds none");
    }
}
