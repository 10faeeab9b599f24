package org.sparsecortex.simulations.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.model.SmallScenarios;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Every model's state goes into a file and comes back from it bit by bit, shown on the shipped scenarios made smaller. */
@Tag("slow")
class EveryModelTravelsTest {
    @TempDir
    private Path folder;

    /** One saved model of each type, for NumPy. */
    @TempDir
    private static Path kinds;

    /** Reads each file as a user would, without this program, and prints its type; an array that its header contradicts stops it. */
    private static final String READER = """
        import glob, json, sys, numpy
        for file in sorted(glob.glob(sys.argv[1] + "/*.npz")):
            model = numpy.load(file)
            about = json.loads(bytes(model["model"]))
            for name in model.files:
                if name == "model" or name.startswith("shared/") or name.endswith(".counts"):
                    continue
                counts = model[name + ".counts"] if name + ".counts" in model.files else None
                units = len(model[name]) if counts is None else len(counts)
                assert units == about["units"], (file, name, units)
                assert counts is None or counts.sum() == len(model[name]), (file, name)
            print(about["parameters"]["type"])
        """;

    @AfterAll
    static void plainNumPyReadsEveryKind() throws IOException, InterruptedException {
        Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.list(kinds)) {
            files.forEach(f -> types.add(f.getFileName().toString().replace(".npz", "")));
        }
        assertThat(types).hasSizeGreaterThan(25);
        Process python = new ProcessBuilder("/usr/bin/env", "python3", "-c", READER, kinds.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = python.waitFor();
        assumeThat(exit == 127 || printed.contains("No module named 'numpy'"))
                .as("no python3 with numpy")
                .isFalse();
        assertThat(printed.lines()).as(printed).containsExactlyInAnyOrderElementsOf(types);
    }

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
            String type = TypeNames.nameOf(
                    read.scenario().populations().get(population.name()).getClass());
            Files.copy(file, kinds.resolve(type + ".npz"), StandardCopyOption.REPLACE_EXISTING);
            PopulationState loaded = SavedModel.load(file, whole(population));
            assertThat(loaded.open().readAllBytes())
                    .as("state of %s", population.name())
                    .isEqualTo(state.open().readAllBytes());
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
