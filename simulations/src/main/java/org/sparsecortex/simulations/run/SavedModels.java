package org.sparsecortex.simulations.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.problem.UserError;
import org.sparsecortex.simulations.saved.ImportedModel;
import org.sparsecortex.simulations.saved.ModelHeader;
import org.sparsecortex.simulations.saved.SavedModel;
import org.sparsecortex.simulations.scenario.ModelSource;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** The models that a run starts from and those that it leaves. */
final class SavedModels {
    private SavedModels() {}

    /**
     * Gives populations the state of the models that the scenario names.
     *
     * @throws UserError if a model is damaged or does not fit
     */
    static void start(ReadScenario read, Runner runner) throws IOException {
        if (read.scenario().from().isEmpty()) {
            return;
        }
        Snapshot fresh = runner.snapshot();
        Map<String, PopulationState> states = new LinkedHashMap<>(fresh.populations());
        for (var from : read.scenario().from().entrySet()) {
            String name = from.getKey();
            try {
                ModelSource source = from.getValue();
                states.put(
                        name,
                        source.whole()
                                ? SavedModel.load(read.modelOf(name), whole(read, name))
                                : imported(read, name, source));
            } catch (UserError e) {
                String at = e.getMessage().startsWith("arrays/") ? "/" : ": ";
                throw new UserError("/from/" + name + at + e.getMessage(), e);
            }
        }
        runner.restore(new Snapshot(fresh.position(), states, fresh.history(), fresh.links()));
    }

    private static PopulationState imported(ReadScenario read, String name, ModelSource source) throws IOException {
        ImportedModel model = new ImportedModel(read.modelOf(name), source.arrays(), source.transposed());
        List<SignalSpec> signals = read.network().population(name).signals();
        return model.load(whole(read, name), whole(read, name), signals, header(read, name, 0));
    }

    /**
     * Writes the models that the scenario saves.
     *
     * @return the path of each below the run directory, by its population
     */
    static Map<String, String> write(ReadScenario read, Runner runner, RunDirectory directory) throws IOException {
        Map<String, String> written = new LinkedHashMap<>();
        if (read.scenario().save().isEmpty()) {
            return written;
        }
        Files.createDirectories(directory.models());
        Snapshot end = runner.snapshot();
        for (String name : read.scenario().save()) {
            Kernel<?, ?> kernel = whole(read, name);
            end.populations().get(name).loadInto(kernel);
            Path file = directory.models().resolve(name + ".npz");
            AtomicFile.write(file, out -> SavedModel.write(out, header(read, name, end.position()), kernel));
            written.put(name, directory.path().relativize(file).toString());
        }
        return written;
    }

    private static Kernel<?, ?> whole(ReadScenario read, String name) {
        Population population = read.network().population(name);
        return population.model().kernel(UnitRange.all(population.units()));
    }

    private static ModelHeader header(ReadScenario read, String name, long step) throws IOException {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("scenario", read.scenario().name());
        origin.put("scenarioHash", read.hash());
        origin.put(ModelHeader.STEPS, step);
        origin.put("sparsecortex", Manifest.version());
        String keyName = name;
        long seed = read.scenario().seed();
        ModelSource source = read.scenario().from().get(name);
        if (source != null && !source.whole()) {
            String path = source.path(name);
            origin.put(
                    "imported",
                    Map.of("file", path, "sha256", read.inputDigests().get(path), "arrays", source.arrays()));
        } else if (source != null) {
            ModelHeader before = SavedModel.header(read.modelOf(name));
            keyName = before.population();
            seed = before.seed();
            origin.put(ModelHeader.STEPS, step + before.steps());
            origin.put("before", before.origin());
        }
        return ModelHeader.of(
                keyName,
                seed,
                read.scenario().populations().get(name),
                read.network().arriving(name),
                origin);
    }
}
