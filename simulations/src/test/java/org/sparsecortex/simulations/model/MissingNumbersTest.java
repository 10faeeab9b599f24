package org.sparsecortex.simulations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.neurons.anomaly.AlarmParams;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.NetworkDesign;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.Runner;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.network.StepDriver;
import org.sparsecortex.sdr.param.Params;

/**
 * One NaN, or one infinite number, at a port of doubles, in the middle of what arrives in a shipped scenario made smaller: every model either ends the run
 * with port and step, or goes on with numbers in all outputs and all of its state that hold numbers without it.
 */
@Tag("slow")
class MissingNumbersTest {
    private static final int STEPS = 12;

    static List<Path> configs() throws IOException {
        return SmallScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aNaNOrInfinityIsRefusedOrLeavesNothingBehind(Path config) throws IOException {
        Network network = SmallScenarios.read(config).network();
        Map<String, List<Arrived>> arrived = arrived(network);
        for (Population p : network.order()) {
            for (int port = 0; port < p.ports().size(); port++) {
                if (arrived.get(p.name()).get(0).signals[port] instanceof Reals) {
                    verify(p, port, arrived.get(p.name()), Double.NaN);
                    verify(p, port, arrived.get(p.name()), Double.POSITIVE_INFINITY);
                    verify(p, port, arrived.get(p.name()), Double.NEGATIVE_INFINITY);
                }
            }
        }
    }

    @Test
    void theInputThatSentItIsNamed() {
        named(Double.NaN, "alarm, step 3: port 'evidence': element 0 of 'series.x' is NaN");
        named(
                Double.NEGATIVE_INFINITY,
                "alarm, step 3: port 'evidence': element 0 of 'series.x' is -Infinity, and ports take finite numbers only");
    }

    private static void named(double bad, String message) {
        Source gap = new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("x", Signal.Kind.REALS, 1, "a number"));
            }

            @Override
            public Signal read(String signal, long step) {
                return Reals.of(step == 3 ? bad : 1.0);
            }
        };
        Network network = new NetworkDesign(1)
                .input("series", gap)
                .population("alarm", Params.of(AlarmParams.class))
                .connect("series", "alarm.evidence")
                .build(Schedule.learning(9));
        for (Runner runner : List.of(new SequentialRunner(network, List.of()), ActorRunner.of(network, List.of()))) {
            try (runner) {
                assertThatThrownBy(() -> runner.runTo(9, (step, values) -> {}))
                        .isInstanceOf(RunFailure.class)
                        .hasMessageStartingWith(message);
            }
        }
    }

    /** A model that takes NaN as a missing value, and keeps it. */
    @Test
    void aModelThatKeepsANaNIsFound() throws IOException {
        Network network = SmallScenarios.read(Path.of("../configs/neurons/anomaly-default.json"))
                .network();
        Population likelihood = network.order().stream()
                .filter(p -> p.signals().get(0).name().equals("likelihood"))
                .findFirst()
                .orElseThrow();
        List<Arrived> arrived = arrived(network).get(likelihood.name());
        verify(likelihood, 0, arrived, Double.NaN);
        Population greedy = new Population(
                likelihood.name(),
                1,
                List.of(likelihood.ports().get(0).withMissing()),
                likelihood.signals(),
                keeping());
        assertThatThrownBy(() -> verify(greedy, 0, arrived, Double.NaN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("likelihood");
    }

    private static Model<Packet.Nothing, Packet.Nothing> keeping() {
        return Model.independent(range -> new IndependentKernel() {
            private double sum;

            @Override
            public UnitRange range() {
                return range;
            }

            @Override
            public void step(Step step, Inputs inputs) {
                sum += inputs.reals("score").get(0);
            }

            @Override
            public Signal read(String signal) {
                return Reals.of(sum);
            }
        });
    }

    private record Arrived(Step step, Signal[] signals) {}

    /** What arrives at the ports of each population. */
    private static Map<String, List<Arrived>> arrived(Network network) {
        Map<String, List<Arrived>> arrived = new LinkedHashMap<>();
        SpiedModel spied = new SpiedModel(network, new SpiedModel.Around() {
            @Override
            public <P extends Packet, D extends Packet> Kernel<P, D> kernel(
                    Population population, Kernel<P, D> kernel) {
                List<Arrived> steps = arrived.computeIfAbsent(population.name(), n -> new ArrayList<>());
                return new Wrapped<>(kernel) {
                    @Override
                    public P propose(Step step, Inputs inputs, int round) {
                        if (round == 0) {
                            Signal[] signals = new Signal[inputs.size()];
                            for (int i = 0; i < signals.length; i++) {
                                signals[i] = inputs.at(i);
                            }
                            steps.add(new Arrived(step, signals));
                        }
                        return super.propose(step, inputs, round);
                    }
                };
            }
        });
        try (SequentialRunner runner =
                new SequentialRunner(spied.network(), Plan.of(spied.network(), 1, 1), List.of())) {
            runner.runTo(Math.min(STEPS, network.schedule().totalSteps()), (step, values) -> {});
        }
        return arrived;
    }

    private static void verify(Population p, int port, List<Arrived> arrived, double bad) {
        PortSpec spec = p.ports().get(port);
        int broken = arrived.size() / 2;
        Driven clean = new Driven(p);
        Driven tried = new Driven(p);
        for (Arrived now : arrived) {
            clean.step(now.step, now.signals.clone());
            Signal[] signals = now.signals.clone();
            if (now.step.index() == arrived.get(broken).step.index()) {
                double[] values = ((Reals) signals[port]).toArray();
                values[values.length / 2] = bad;
                signals[port] = Reals.wrap(values);
                if (!spec.missing() || Double.isInfinite(bad)) {
                    assertThatThrownBy(() -> tried.step(now.step, signals))
                            .isInstanceOf(RunFailure.class)
                            .hasMessageStartingWith(p.name())
                            .hasMessageContaining("step " + now.step.index())
                            .hasMessageContaining("port '" + spec.name() + "': element " + values.length / 2);
                    return;
                }
            }
            tried.step(now.step, signals);
            if (now.step.index() > arrived.get(broken).step.index()) {
                assertThat(clean.notNumbers())
                        .as("what is NaN in '%s' after one at port '%s'", p.name(), spec.name())
                        .containsAll(tried.notNumbers());
            }
        }
    }

    /** A model alone, whose kernel can be looked at. */
    private static final class Driven {
        private final Population population;
        private final StepDriver<?, ?> driver;
        private Kernel<?, ?> kernel;

        Driven(Population original) {
            population = spied(original, original.model());
            driver = StepDriver.of(population);
        }

        private <P extends Packet, D extends Packet> Population spied(Population p, Model<P, D> model) {
            Model<P, D> remembered = Model.of(
                    model.rounds(),
                    range -> {
                        Kernel<P, D> made = model.kernel(range);
                        kernel = made;
                        return made;
                    },
                    model.reducer());
            return new Population(p.name(), p.units(), p.ports(), p.signals(), remembered);
        }

        void step(Step step, Signal[] signals) {
            driver.step(step, signals);
        }

        /** Names of outputs and state that hold NaN. */
        Set<String> notNumbers() {
            Set<String> names = new HashSet<>(NamedState.of(List.of(kernel)).notNumbers());
            for (SignalSpec spec : population.signals()) {
                if (driver.read(spec) instanceof Reals reals && reals.firstNaN() >= 0) {
                    names.add("output " + spec.name());
                }
            }
            return names;
        }
    }
}
