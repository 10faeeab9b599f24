package org.sparsecortex.simulations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.PlanAgreement;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** All outputs of every model of neurons are the same under every plan, on one thread and as actors; records hold some only. */
@Tag("slow")
class NeuronPlansTest {
    private static final String NEURONS = "org.sparsecortex.neurons.";
    private static final long STEPS = 12;

    /** The first scenarios, in the order of their names, that have a model which none before them has. */
    static List<Path> scenarios() throws IOException {
        Set<String> seen = new TreeSet<>();
        List<Path> chosen = new ArrayList<>();
        for (Path config : SmallScenarios.all()) {
            if (seen.addAll(neurons(SmallScenarios.read(config)))) {
                chosen.add(config);
            }
        }
        return chosen;
    }

    private static List<String> neurons(ReadScenario read) {
        return read.scenario().populations().values().stream()
                .map(Object::getClass)
                .filter(type -> type.getName().startsWith(NEURONS))
                .map(TypeNames::nameOf)
                .toList();
    }

    @Test
    void allModelsOfNeuronsAreAmongThem() throws IOException {
        Set<String> covered = new TreeSet<>();
        for (Path config : scenarios()) {
            covered.addAll(neurons(SmallScenarios.read(config)));
        }
        assertThat(new TypeNames().of(ModelParams.class).entrySet())
                .filteredOn(model -> model.getValue().getName().startsWith(NEURONS))
                .hasSizeGreaterThan(10)
                .allSatisfy(model -> assertThat(covered).contains(model.getKey()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyPlanGivesTheSameOutputs(Path config) throws IOException {
        Network network = SmallScenarios.read(config).network();
        List<Endpoint> all = new ArrayList<>();
        for (Population p : network.order()) {
            p.signals().forEach(s -> all.add(new Endpoint(p.name(), s.name())));
        }
        long steps = Math.min(STEPS, network.schedule().totalSteps());
        new PlanAgreement(network, all, steps).verify(ActorRunner::new);
    }
}
