package org.sparsecortex.simulations.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.PopulationState;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.simulations.model.SmallScenarios;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Every model's state goes into a file and comes back from it bit by bit, shown on the shipped scenarios made smaller. */
@Tag("slow")
class EveryModelTravelsTest {
    @TempDir
    private Path folder;

    static List<Path> configs() throws IOException {
        return SmallScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theStateThatWasSavedIsTheStateThatIsLoaded(Path config) throws IOException {
        ReadScenario read = SmallScenarios.read(config);
        Map<String, PopulationState> states;
        try (SequentialRunner runner = new SequentialRunner(read.network(), Plan.of(read.network(), 3, 1), List.of())) {
            runner.runTo(read.network().schedule().totalSteps(), (step, values) -> {});
            states = runner.snapshot().populations();
        }
        for (Population population : read.network().order()) {
            PopulationState state = states.get(population.name());
            Path file = folder.resolve(population.name() + ".npz");
            Files.write(file, saved(read, population, state));
            PopulationState loaded = SavedModel.load(file, whole(population));
            assertThat(loaded.shared())
                    .as("shared state of %s", population.name())
                    .isEqualTo(state.shared());
            assertThat(loaded.units()).as("units of %s", population.name()).isDeepEqualTo(state.units());
            assertThat(saved(read, population, loaded)).isEqualTo(Files.readAllBytes(file));
        }
    }

    private static byte[] saved(ReadScenario read, Population population, PopulationState state) throws IOException {
        Kernel<?, ?> kernel = whole(population);
        state.loadInto(kernel);
        ModelHeader header = ModelHeader.of(
                population.name(),
                read.scenario().seed(),
                read.scenario().populations().get(population.name()),
                read.network().arriving(population.name()),
                Map.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SavedModel.write(bytes, header, kernel);
        return bytes.toByteArray();
    }

    private static Kernel<?, ?> whole(Population population) {
        return population.model().kernel(UnitRange.all(population.units()));
    }
}
