package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of damaged scenarios: {@code -Dmutants=18000 -Dmutants.first=2000} for others than the usual ones, {@code
 * -Dmutants.share=1} to run all that are small enough.
 */
@Tag("slow")
class ScenarioMutantsTest {
    @TempDir
    private Path folder;

    @Test
    void aDamagedScenarioIsReadOrToldAndNeverAnythingElse() throws IOException {
        long first = Long.getLong("mutants.first", 0);
        long count = Long.getLong("mutants", 2000);
        ScenarioMutator mutator = new ScenarioMutator();
        ScenarioMutants mutants = new ScenarioMutants(mutator, folder, Integer.getInteger("mutants.share", 8));
        Map<Long, String> faulty = new TreeMap<>();
        for (long key = first; key < first + count; key++) {
            Optional<String> fault = mutants.fault(key);
            if (fault.isPresent()) {
                faulty.put(key, mutator.file(key) + ": " + fault.get());
            }
        }
        assertThat(faulty)
                .as("by key; ScenarioMutator's main prints the scenario of a key")
                .isEmpty();
        assertThat(mutants.accepted()).as("valid").isGreaterThan((int) (count / 20));
        assertThat(mutants.ended()).as("run to the end").isPositive();
    }
}
