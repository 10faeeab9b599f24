package org.sparsecortex.simulations.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.model.SmallScenarios;
import org.sparsecortex.simulations.scenario.ReadScenario;

/**
 * Trained in one network, saved, loaded into another one that sees other data with learning off: every signal is that of one
 * network which was trained and went on without learning.
 */
class ModelsGoOnTest {
    @TempDir
    private Path folder;

    /** The steps of a source from {@code first} on, as a source of its own. */
    private record Later(Source source, long first) implements Source {
        @Override
        public List<SignalSpec> signals() {
            return source.signals();
        }

        @Override
        public Signal read(String signal, long step) {
            return source.read(signal, step + first);
        }

        @Override
        public boolean resetAt(long step) {
            return source.resetAt(step + first);
        }
    }

    private static Network network(ReadScenario read, long first, Schedule.Phase... phases) {
        Map<String, Source> sources = new LinkedHashMap<>();
        read.network().sources().forEach((name, source) -> sources.put(name, new Later(source, first)));
        List<Population> populations = read.network().order().stream()
                .map(p -> new Population(
                        p.name(), p.units(), p.ports(), p.signals(), p.model().after(first)))
                .toList();
        return new Network(sources, populations, read.network().connections(), new Schedule(List.of(phases)));
    }

    private static List<Endpoint> everything(Network network) {
        List<Endpoint> all = new ArrayList<>();
        for (Population p : network.order()) {
            p.signals().forEach(signal -> all.add(new Endpoint(p.name(), signal.name())));
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "v1/edges, dictionary-learning",
        "sparsey/actions, sparsey",
        "delta/video, trained-network",
        "delta/gru, trained-network",
        "neurons/pooler-learning, spatial-pooler",
        "learning/rewiring, trained-network",
    })
    void aTrainedModelGoesOnElsewhere(String config, String type) throws IOException {
        ReadScenario read = SmallScenarios.read(Path.of("../configs/" + config + ".json"));
        assertThat(read.json()).contains("\"" + type + "\"");
        goesOn(read, false);
    }

    /** The weights of a pattern are fewer than the dense ones behind them, with which learning goes on: both have to travel. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'sr-ste'}",
                "{'type': 'linear', 'rate': 0.01}",
                "{'type': 'exponential', 'rate': 0.01}",
                "{'type': 'stepwise'}"
            })
    void aPatternOfWeightsGoesOnElsewhere(String decay) throws IOException {
        String connectivity =
                "{'until': 7, 'structure': {'type': 'n-of-m', 'm': 4, 'from': 1, 'decay': %s}}".formatted(decay);
        goesOn(
                SmallScenarios.read(
                        Path.of("../configs/learning/rewiring.json"),
                        Map.of(
                                "/populations/riglErk/connectivity",
                                connectivity.replace('\'', '"'),
                                "/sweep/axes",
                                "[]")),
                true);
    }

    private void goesOn(ReadScenario read, boolean learns) throws IOException {
        long total = read.network().schedule().totalSteps();
        long half = total / 2;
        assertThat(half).isPositive();
        var train = new Schedule.Phase("train", half, true, true);
        var test = new Schedule.Phase("test", total - half, learns, true);
        Network whole = network(read, 0, train, test);
        List<Endpoint> watched = everything(whole);
        List<List<Signal>> expected = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(whole, Plan.whole(whole), watched)) {
            runner.runTo(half, (step, values) -> {});
            runner.runTo(total, (step, values) -> expected.add(values));
        }
        Map<String, PopulationState> trained = trained(read, network(read, 0, train), half);
        Network second = network(read, half, test);
        List<List<Signal>> seen = new ArrayList<>();
        try (SequentialRunner runner = new SequentialRunner(second, Plan.of(second, 3, 1), watched)) {
            Snapshot fresh = runner.snapshot();
            runner.restore(new Snapshot(0, trained, fresh.history(), fresh.links()));
            runner.runTo(total - half, (step, values) -> seen.add(values));
        }
        for (int row = 0; row < expected.size(); row++) {
            for (int e = 0; e < watched.size(); e++) {
                assertThat(seen.get(row).get(e))
                        .as("%s in step %d after training", watched.get(e), row)
                        .isEqualTo(expected.get(row).get(e));
            }
        }
    }

    private Map<String, PopulationState> trained(ReadScenario read, Network network, long steps) throws IOException {
        Map<String, PopulationState> loaded = new LinkedHashMap<>();
        try (SequentialRunner runner = new SequentialRunner(network, Plan.whole(network), List.of())) {
            runner.runTo(steps, (step, values) -> {});
            Map<String, PopulationState> states = runner.snapshot().populations();
            for (Population p : network.order()) {
                Kernel<?, ?> kernel = whole(p);
                states.get(p.name()).loadInto(kernel);
                ModelHeader header = ModelHeader.of(
                        p.name(),
                        read.scenario().seed(),
                        read.scenario().populations().get(p.name()),
                        network.arriving(p.name()),
                        Map.of());
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                SavedModel.write(bytes, header, kernel);
                Path file = folder.resolve(p.name() + ".npz");
                Files.write(file, bytes.toByteArray());
                loaded.put(p.name(), SavedModel.load(file, whole(p)));
            }
        }
        return loaded;
    }

    private static Kernel<?, ?> whole(Population population) {
        return population.model().kernel(UnitRange.all(population.units()));
    }
}
