package org.sparsecortex.simulations.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/** Arrays as NumPy and h5py wrote them, a[i, j, k] = 100 i + 10 j + k of shape (2, 3, 4); see make.py beside the files. */
class ArrayFileTest {
    private static final Path FOLDER = Path.of("src/test/resources/arrays");

    @TempDir
    private Path folder;

    /** Memory that is never too little. */
    private static void enough(long bytes) {
        assertThat(bytes).isPositive();
    }

    private static ArrayFile.Numbers read(String file, String variable) throws IOException {
        return ArrayFile.numbers(FOLDER.resolve(file), variable, ArrayFileTest::enough);
    }

    @ParameterizedTest
    @CsvSource({
        "int64.npy,",
        "uint64.npy,",
        "float16.npy,",
        "float32.npy,",
        "big-i4.npy,",
        "big-f8.npy,",
        "uint16.npy,",
        "fortran.npy,",
        "two.npz,a",
        "arrays.h5,group/a",
        "arrays.h5,/group/a",
        "arrays.h5,half",
        "arrays.h5,big",
        "matlab73.mat,",
    })
    void anArrayHasItsShapeAndItsElements(String file, String variable) throws IOException {
        ArrayFile.Numbers a = read(file, variable == null ? "" : variable);
        assertThat(a.shape()).containsExactly(2, 3, 4);
        for (int n = 0; n < 24; n++) {
            assertThat(a.values()[n]).isEqualTo(100 * (n / 12) + 10 * (n / 4 % 3) + n % 4);
        }
    }

    @Test
    void bytesWrapAndTruthIsOne() throws IOException {
        assertThat(read("int8.npy", "").values()[23]).isEqualTo(23);
        assertThat(read("arrays.h5", "byte").values())
                .startsWith(0, 1, 2, 3, 10)
                .endsWith(123);
        assertThat(read("bool.npy", "").values()).startsWith(0, 1, 0, 1, 0);
        assertThat(read("arrays.h5", "truth").values()).startsWith(0, 1, 0, 1, 0);
        assertThat(read("two.npz", "times").values()).containsExactly(0.5, 1.5);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0001, 5.960464477539063e-8",
        "0x3C00, 1",
        "0xC000, -2",
        "0x7BFF, 65504",
        "0x7C00, Infinity",
        "0x8000, -0.0"
    })
    void halfPrecisionIsThatOfTheStandard(int bits, double value) {
        assertThat(NumpyType.half((short) bits)).isEqualTo(value);
    }

    @Test
    void whatIsNotThereOrNoNumberIsSaid() {
        assertThatThrownBy(() -> read("arrays.h5", ""))
                .hasMessageContaining("it holds the arrays [")
                .hasMessageContaining("group/a")
                .hasMessageContaining("name one of them as variable")
                .hasMessageNotContaining("elsewhere")
                .hasMessageNotContaining("names");
        assertThatThrownBy(() -> read("two.npz", "b")).hasMessageContaining("[a, times], none is called 'b'");
        assertThatThrownBy(() -> read("complex.npy", ""))
                .hasMessageContaining("'<c16'")
                .hasMessageContaining("real part");
    }

    /** The file may lead to any other of the machine. */
    @Test
    void linksAreNotFollowed() {
        assertThatThrownBy(() -> read("arrays.h5", "elsewhere")).hasMessageContaining("none is called 'elsewhere'");
        assertThatThrownBy(() -> read("arrays.h5", "soft")).hasMessageContaining("none is called 'soft'");
    }

    /** 15 kB that claim 8 PiB. */
    @Test
    void sizeIsCheckedBeforeItIsTaken() {
        assertThatThrownBy(() -> read("arrays.h5", "huge"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shape");
        assertThatThrownBy(() -> ArrayFile.numbers(FOLDER.resolve("int64.npy"), "", bytes -> {
                    throw new IllegalStateException("needs " + (bytes >= 24 * 8));
                }))
                .hasMessageContaining("needs true");
    }

    /** What MATLAB wrote in a form that is not read is named, with what to write instead. */
    @ParameterizedTest
    @CsvSource({
        "sparse.mat, variable weights is a sparse matrix; save full(weights)",
        "level4.mat, is a MATLAB file of level 4; save it in MATLAB with -v7 or -v7.3"
    })
    void otherFormsOfMatlabAreNamed(String file, String why) {
        assertThatThrownBy(() -> read(file, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @CsvSource({"arrays.h5,group/a", "matlab73.mat,", "two.npz,a", "fortran.npy,"})
    void aFileThatEndsEarlyIsRefusedOrReadRightly(String name, String variable) throws IOException {
        String array = variable == null ? "" : variable;
        byte[] whole = Files.readAllBytes(FOLDER.resolve(name));
        int refused = 0;
        for (int cut = 0; cut < whole.length; cut += Math.max(1, whole.length / 40)) {
            Path file = folder.resolve(name);
            Files.write(file, Arrays.copyOf(whole, cut));
            try {
                assertThat(ArrayFile.numbers(file, array, ArrayFileTest::enough).values())
                        .isEqualTo(read(name, array).values());
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void bytesThatWereChangedEndInAnAnswer() throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve("arrays.h5"));
        KeyedRandom random = KeyedRandom.of(1, "damage");
        Path file = folder.resolve("changed.h5");
        for (int change = 0; change < 100; change++) {
            byte[] bytes = whole.clone();
            bytes[random.below(bytes.length, 0, change, 0)] ^= (byte) (1 << random.below(8, 0, change, 1));
            Files.write(file, bytes);
            try {
                assertThat(ArrayFile.numbers(file, "group/a", ArrayFileTest::enough)
                                .values())
                        .isNotEmpty();
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
