package org.sparsecortex.simulations.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers as numpy.lib.format describes them, and such as it would not write. */
class NpyHeaderTest {
    @TempDir
    private Path folder;

    private NpyHeader read(int major, String text) throws IOException {
        byte[] header = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, 0});
        for (int i = 0; i < (major == 1 ? 2 : 4); i++) {
            bytes.write(header.length >> (8 * i));
        }
        bytes.write(header);
        return NpyHeader.read(Files.write(folder.resolve("a.npy"), bytes.toByteArray()));
    }

    @Test
    void readsTheThreeEntriesInAnyOrder() throws IOException {
        assertThat(read(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 2), }   \n"))
                .isEqualTo(new NpyHeader("<f4", false, java.util.List.of(2, 3, 2), 10 + 66));
        NpyHeader other = read(2, "{\"shape\":(7,),\"fortran_order\":True,\"descr\":\"|u1\"}");
        assertThat(other.shape()).containsExactly(7);
        assertThat(other.fortranOrder()).isTrue();
        assertThat(read(3, "{'descr': '<f8', 'fortran_order': False, 'shape': ()}")
                        .shape())
                .isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (String wrong : new String[] {
            "",
            "{",
            "{'descr': '<f4'}",
            "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1234567890,)}",
            "{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}",
            "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)}",
            "{'other': '<f4'}"
        }) {
            assertThatThrownBy(() -> read(1, wrong))
                    .as(wrong)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a.npy")
                    .hasMessageContaining("not understood");
        }
    }

    /** 63,000 characters on which a regular expression would go back for minutes. */
    @Test
    void takesTimeProportionalToTheLength() {
        String repeated = "'descr': 'a' 'fortran_order': True 'shape': (".repeat(1400);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> read(1, repeated)).hasMessageContaining("not understood"));
    }
}
