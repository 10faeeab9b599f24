package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of damaged data files; {@code -Dmutants.files=5000 -Dmutants.first=300} for more and others. */
class DataFileMutantsTest {
    @TempDir
    private Path folder;

    private DataFileMutants mutants;

    @BeforeEach
    void setUp() throws IOException {
        mutants = new DataFileMutants(folder);
    }

    @Test
    void theFilesAreGoodBeforeTheyAreDamaged() throws IOException {
        for (String name : mutants.names()) {
            assertThat(mutants.fault(name)).as(name).isEmpty();
        }
        assertThat(mutants.refused()).isZero();
    }

    @Test
    @Tag("slow")
    void aDamagedFileIsReadOrRefusedByItsName() throws IOException {
        long first = Long.getLong("mutants.first", 0);
        long count = Long.getLong("mutants.files", 300);
        Map<Long, String> faulty = new TreeMap<>();
        for (long key = first; key < first + count; key++) {
            long mutant = key;
            mutants.fault(key).ifPresent(fault -> faulty.put(mutant, mutants.name(mutant) + ": " + fault));
        }
        assertThat(faulty).as("by key").isEmpty();
        assertThat(mutants.refused()).isBetween((int) (count / 4), (int) count - 1);
    }
}
