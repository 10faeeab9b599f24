package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.state.PopulationState;

class SectionsTest {
    private static final String MAGIC = "TEST-1";

    /** The magic text, and the name {@code a}, with their lengths; length and check sum of a block. */
    private static final int BEFORE = 2 + MAGIC.length() + 2 + 1;

    private static final int FRAME = 2 * Integer.BYTES;

    @TempDir
    private Path folder;

    private Path write(String name, Map<String, Sections.Body> bodies) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            Sections.write(out, MAGIC, bodies);
        }
        return file;
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (((i + 1) * 0x9E3779B1) >>> 24);
        }
        return bytes;
    }

    /** Handed over one by one, a thousand at a time and all at once. */
    @Test
    void theFileIsAFunctionOfTheBytesAlone() throws IOException, DamagedFile {
        for (int length : new int[] {
            0, 1, SectionBlocks.SIZE - 1, SectionBlocks.SIZE, SectionBlocks.SIZE + 1, 3 * SectionBlocks.SIZE
        }) {
            byte[] bytes = content(length);
            Path whole = write("whole", Map.of("a", out -> out.write(bytes)));
            Path single = write("single", Map.of("a", out -> {
                for (byte b : bytes) {
                    out.write(b);
                }
            }));
            Path parts = write("parts", Map.of("a", out -> writeParts(bytes, out)));
            assertThat(single).hasSameBinaryContentAs(whole);
            assertThat(parts).hasSameBinaryContentAs(whole);
            Sections sections = Sections.check(whole, MAGIC);
            assertThat(sections.read("a", InputStream::readAllBytes)).isEqualTo(bytes);
        }
    }

    private static void writeParts(byte[] bytes, DataOutputStream out) throws IOException {
        for (int from = 0; from < bytes.length; from += 1000) {
            out.write(bytes, from, Math.min(1000, bytes.length - from));
        }
    }

    /** Each block has its sum, but each belongs to its section and its place only. */
    @Test
    void blocksThatChangedPlacesAreNoticed() throws IOException, DamagedFile {
        int size = SectionBlocks.SIZE;
        Map<String, Sections.Body> bodies = new LinkedHashMap<>();
        bodies.put("a", out -> out.write(content(2 * size)));
        bodies.put("b", out -> out.write(content(size)));
        byte[] good = Files.readAllBytes(write("good", bodies));
        byte[] swapped = good.clone();
        System.arraycopy(good, BEFORE, swapped, BEFORE + FRAME + size, FRAME + size);
        System.arraycopy(good, BEFORE + FRAME + size, swapped, BEFORE, FRAME + size);
        assertDamaged(swapped);
        byte[] copied = good.clone();
        int second = BEFORE + 2 * (FRAME + size) + FRAME + 2 + 1;
        System.arraycopy(good, BEFORE, copied, second, FRAME + size);
        assertThat(copied).isNotEqualTo(good);
        assertDamaged(copied);
        byte[] without = new byte[good.length - FRAME - size];
        System.arraycopy(good, 0, without, 0, BEFORE + FRAME + size);
        int rest = BEFORE + 2 * (FRAME + size);
        System.arraycopy(good, rest, without, BEFORE + FRAME + size, good.length - rest);
        assertDamaged(without);
    }

    private void assertDamaged(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("damaged"), bytes);
        assertThatThrownBy(() -> Sections.check(file, MAGIC))
                .isInstanceOf(DamagedFile.class)
                .hasMessageContaining("wrong check sum of section '");
    }

    /** What was good when it was checked, but is not when it is read. */
    @Test
    void aBlockIsCheckedAgainWhenItIsRead() throws IOException, DamagedFile {
        Path file = write("late", Map.of("a", out -> out.write(content(SectionBlocks.SIZE + 7))));
        Sections sections = Sections.check(file, MAGIC);
        byte[] bytes = Files.readAllBytes(file);
        bytes[BEFORE + FRAME + SectionBlocks.SIZE + FRAME] ^= 1;
        Files.write(file, bytes);
        try (InputStream in = sections.open("a")) {
            assertThat(in.readNBytes(SectionBlocks.SIZE)).hasSize(SectionBlocks.SIZE);
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("section 'a'");
        }
    }

    /** A state beyond the longest array of Java, whose blocks are one and the same: 2.2 GB of a disk, and some MB of memory. */
    @Tag("slow")
    @Test
    void aPopulationMayHaveMoreThanTwoGibibytesOfState() throws IOException, DamagedFile {
        int chunk = 1 << 16;
        byte[] block = new byte[16 * (Integer.BYTES + chunk)];
        for (int i = 0; i < 16; i++) {
            block[i * (Integer.BYTES + chunk) + 1] = 1;
            block[i * (Integer.BYTES + chunk) + 9] = (byte) i;
        }
        int blocks = 2_100;
        PopulationState large =
                PopulationState.of(7, () -> Collections.nCopies(blocks, block).iterator());
        Path file = folder.resolve("large.ckpt");
        Snapshot snapshot = new Snapshot(5, Map.of("p", large), Map.of(), Map.of());
        new Checkpoint("hash", "program", snapshot, Map.of()).write(file);
        assertThat(Files.size(file)).isGreaterThan(Integer.MAX_VALUE);
        PopulationState read =
                Checkpoint.read(file, "hash").snapshot().populations().get("p");
        assertThat(read.units()).isEqualTo(7);
        try (InputStream in = read.open()) {
            in.skipNBytes(Integer.BYTES);
            for (int i = 0; i < blocks; i++) {
                assertThat(Arrays.equals(in.readNBytes(block.length), block))
                        .as("block %d", i)
                        .isTrue();
            }
            assertThat(in.read()).isNegative();
        }
    }

    /** The sections of a checkpoint. */
    @Test
    void aPopulationIsASection() throws IOException, DamagedFile {
        Path file = folder.resolve("small.ckpt");
        PopulationState state = PopulationState.of(0, () -> List.of(new byte[4]).iterator());
        new Checkpoint("hash", "program", new Snapshot(5, Map.of("p", state), Map.of(), Map.of()), Map.of())
                .write(file);
        assertThat(Sections.check(file, "SPARSECORTEX-CKPT-3").places().keySet())
                .containsExactly("scenario", "run", "history", "population p", "end");
    }
}
