package org.sparsecortex.simulations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongBiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.PacketTypes;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** What every model on the class path must do, shown on the shipped scenarios made smaller and cut into three ranges. */
@Tag("slow")
class EveryModelTest {
    private static final int RANGES = 3;

    static List<Path> configs() throws IOException {
        return SmallScenarios.all();
    }

    @Test
    void everyModelHasAScenario() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path config : configs()) {
            SmallScenarios.read(config)
                    .scenario()
                    .populations()
                    .values()
                    .forEach(params -> used.add(TypeNames.nameOf(params.getClass())));
        }
        assertThat(used).containsAll(new TypeNames().of(ModelParams.class).keySet());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void outputsAreAsDeclaredAndTheEstimateCoversTheState(Path config) throws IOException {
        verify(SmallScenarios.read(config), new Coded(), ModelParams::estimatedBytes);
    }

    @Test
    void anOutputOfTheWrongSizeIsFound() {
        assertThatThrownBy(() -> verify(small(), new Mutant(SignalSpec.Scope.PER_UNIT), ModelParams::estimatedBytes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shape of");
    }

    @Test
    void aGlobalOutputThatDiffersInRangesIsFound() {
        assertThatThrownBy(() -> verify(small(), new Mutant(SignalSpec.Scope.GLOBAL), ModelParams::estimatedBytes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in units");
    }

    @Test
    void anEstimateBelowTheStateIsFound() {
        assertThatThrownBy(() -> verify(small(), SpiedModel.Around.NOTHING, (params, context) -> 1000))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at the start")
                .hasMessageContaining("at the end");
    }

    /** A kernel that does not say what its packets are cannot be driven from other machines. */
    @Test
    void aKernelWithoutTypesOfPacketsIsFound() throws IOException {
        Kernel<?, ?> kernel = small().network().order().get(0).model().kernel(UnitRange.all(1));
        assertThatThrownBy(() -> PacketTypes.of(new Wrapped<>(kernel)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a record, or a sealed interface of records");
    }

    private static ReadScenario small() throws IOException {
        return SmallScenarios.read(Path.of("../configs/neurons/anomaly-default.json"));
    }

    /** Sends what ranges propose and what is decided through bytes. */
    private static final class Coded implements SpiedModel.Around {
        @Override
        public <P extends Packet, D extends Packet> Kernel<P, D> kernel(Population population, Kernel<P, D> kernel) {
            PacketTypes<P, D> types = PacketTypes.of(kernel);
            assertThat(population.packets())
                    .as("packets of %s", population.name())
                    .isEqualTo(types);
            return new Wrapped<>(kernel) {
                @Override
                public P propose(Step step, Inputs inputs, int round) {
                    P proposal = super.propose(step, inputs, round);
                    return copy(proposal, out -> types.writeProposal(proposal, out), types::readProposal);
                }

                @Override
                public void commit(Step step, Inputs inputs, int round, D decision) {
                    D copy = copy(decision, out -> types.writeDecision(decision, out), types::readDecision);
                    super.commit(step, inputs, round, copy);
                }
            };
        }

        private interface Writer {
            void write(DataOutput out) throws IOException;
        }

        private interface Reader<T> {
            T read(DataInputStream in) throws IOException;
        }

        private static <T> T copy(T packet, Writer writer, Reader<T> reader) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                writer.write(new DataOutputStream(bytes));
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                T read = reader.read(in);
                assertThat(in.available()).as("bytes left over").isZero();
                assertThat(read).isEqualTo(packet);
                return read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Outputs of one scope are wrong: parts of units are doubled, global ones depend on the range. */
    private record Mutant(SignalSpec.Scope scope) implements SpiedModel.Around {
        @Override
        public <P extends Packet, D extends Packet> Kernel<P, D> kernel(Population population, Kernel<P, D> kernel) {
            return new Wrapped<>(kernel) {
                @Override
                public Signal read(String signal) {
                    Signal value = super.read(signal);
                    if (population.signal(signal).scope() != scope || !(value instanceof Reals)) {
                        return value;
                    }
                    return scope == SignalSpec.Scope.GLOBAL
                            ? Reals.of(range().from())
                            : Signal.concat(List.of(value, value));
                }
            };
        }
    }

    /** Runs a scenario to its end in three ranges. */
    private static void verify(
            ReadScenario read, SpiedModel.Around around, ToLongBiFunction<ModelParams, BuildContext> estimates) {
        SpiedModel spied = new SpiedModel(read.network(), around);
        Network network = spied.network();
        List<Endpoint> all = new ArrayList<>();
        for (Population p : network.order()) {
            p.signals().forEach(s -> all.add(new Endpoint(p.name(), s.name())));
        }
        SoftAssertions softly = new SoftAssertions();
        try (SequentialRunner runner = new SequentialRunner(network, Plan.of(network, RANGES, 1), all)) {
            coverStates(read, spied, estimates, "at the start", softly);
            runner.runTo(network.schedule().totalSteps(), (step, values) -> {
                for (int i = 0; i < all.size(); i++) {
                    verify(spied, all.get(i), values.get(i), step);
                }
            });
            coverStates(read, spied, estimates, "at the end", softly);
        }
        softly.assertAll();
    }

    private static void verify(SpiedModel spied, Endpoint endpoint, Signal value, Step step) {
        SignalSpec spec = spied.network().spec(endpoint);
        assertThat(new Shape(value.kind(), value.size()))
                .as("shape of %s, step %d", endpoint, step.index())
                .isEqualTo(spec.shape());
        if (spec.scope() == SignalSpec.Scope.GLOBAL) {
            for (Kernel<?, ?> kernel : spied.kernels(endpoint.owner())) {
                assertThat(kernel.read(spec.name()))
                        .as("%s in units %s, step %d", endpoint, kernel.range(), step.index())
                        .isEqualTo(value);
            }
        }
    }

    private static void coverStates(
            ReadScenario read,
            SpiedModel spied,
            ToLongBiFunction<ModelParams, BuildContext> estimates,
            String when,
            SoftAssertions softly) {
        read.scenario().populations().forEach((name, params) -> {
            BuildContext context = BuildContext.of(
                    name, read.scenario().seed(), spied.network().arriving(name));
            PopulationState state = PopulationState.of(spied.kernels(name));
            softly.assertThat(estimates.applyAsLong(params, context))
                    .as("estimated bytes of %s %s", name, when)
                    .isGreaterThanOrEqualTo(bytes(state));
        });
    }

    /** Without the number of units and the length of each piece. */
    private static long bytes(PopulationState state) {
        try (InputStream in = state.open()) {
            return in.readAllBytes().length - (long) Integer.BYTES * (2 + state.units());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
