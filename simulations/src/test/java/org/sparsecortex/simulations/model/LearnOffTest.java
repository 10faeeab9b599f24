package org.sparsecortex.simulations.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.state.PopulationState;
import org.sparsecortex.simulations.json.TypeNames;
import org.sparsecortex.simulations.scenario.ReadScenario;

/** Steps that do not learn leave nothing behind in what was learned, in any model of any shipped scenario. */
@Tag("slow")
class LearnOffTest {
    private static final Set<String> STUDY = Set.of("trials", "mean", "squaredDeviations");
    private static final Set<String> ANSWERS = Set.of("prediction", "correct", "confusion", "unanswered");

    /** State that a step without learning may change: what was active last, and what was found in that step. */
    private static final Map<String, Set<String>> ACTIVITY = Map.ofEntries(
            Map.entry("temporal-memory", Set.of("activeCells", "winnerCells")),
            // CodeUse: what the code was like, which nothing in the pooler reads
            Map.entry(
                    "spatial-pooler",
                    Set.of("columnsInUse", "lastWin", "referenceCode", "referenceInput", "stepsWithInput")),
            Map.entry("neuron-labels", Set.of("spikes", "lastSpikes")),
            Map.entry("object-pooler", Set.of("activeCells", "object")),
            Map.entry("sparsey", Set.of("age", "state", "winners", "competing")),
            Map.entry("codebook-encoder", Set.of("winner")),
            Map.entry("feature-selection", Set.of("sample")),
            Map.entry("task-prototypes", Set.of("inferred", "trueTask")),
            Map.entry("trained-network", Set.of("streamRuns", "levels", "sums")),
            Map.entry(
                    "sdr-classifier",
                    Set.of("pastCount", "pastInput", "pendingCount", "pendingProbabilities", "pendingValue")),
            Map.entry("field-tuning", Set.of("tuning")),
            Map.entry("response-tuning", Set.of("meanResponse", "modulatedResponse")),
            Map.entry("surprise", Set.of("surprise", "total")),
            Map.entry("code-trace", Set.of("agreement")));

    /**
     * Membranes and traces of spikes move in every step, and a synapse is brought up to date when it is needed next; so of these
     * models what they learn, if anything, is compared as the signals of that name show it: with all that is to come of the past.
     */
    private static final Map<String, String> NEURONS =
            Map.of("compartment-neuron", "", "plateau-neuron", "", "spiking-network", "weight-.*|thetaMv");

    /** State that is declared to go on without learning: counts of measures and tests, and running estimates. */
    private static final Map<String, Set<String>> GOES_ON = Map.ofEntries(
            Map.entry("sparsey-belief", STUDY),
            Map.entry("sparsey-capacity", STUDY),
            Map.entry("sparsey-hypotheses", STUDY),
            Map.entry("sparsey-recall", STUDY),
            Map.entry("sparsey-response", STUDY),
            Map.entry("sparsey-retention", STUDY),
            Map.entry("sparsey-sequences", STUDY),
            Map.entry("sparsey-similarity", STUDY),
            Map.entry("segment-detection", Set.of("trials", "hits", "misses")),
            Map.entry("code-statistics", Set.of("steps", "dutyCycles", "lastCode", "stability")),
            Map.entry("forgetting", Set.of("accuracySum", "testSteps")),
            Map.entry("nearest-code", ANSWERS),
            Map.entry("neuron-labels", ANSWERS),
            Map.entry("class-units", plus(ANSWERS, "evidence")),
            // fitted anew from all codes whenever one more was learned
            Map.entry("linear-readout", plus(ANSWERS, "weights", "fitted")),
            // how well the samples of the step are explained
            Map.entry("supervised-dictionary", Set.of("objective", "measured")),
            Map.entry("alarm", Set.of("standing", "standingCount", "score")),
            // quantiles, ranges and rhythms of the series, declared so in their parameters' Javadoc
            Map.entry("adaptive-encoder", Set.of("seen", "kept", "window", "centre", "scale", "bucket", "provisional")),
            Map.entry(
                    "anomaly-likelihood",
                    Set.of("seen", "recentScores", "history", "mean", "sigma", "estimated", "likelihood")),
            Map.entry(
                    "series-monitor",
                    Set.of(
                            "seen",
                            "previous",
                            "smallest",
                            "largest",
                            "meanStep",
                            "deviations",
                            "dayMeans",
                            "weekMeans",
                            "window",
                            "past",
                            "value",
                            "count",
                            "mean",
                            "squares")),
            Map.entry(
                    "spike-statistics",
                    Set.of(
                            "active",
                            "actives",
                            "bins",
                            "correlationBins",
                            "counts",
                            "interval",
                            "intervals",
                            "last",
                            "local",
                            "pairs",
                            "period",
                            "power",
                            "products",
                            "recent",
                            "segments",
                            "spectrumBins",
                            "spikes",
                            "squares",
                            "steps",
                            "sum",
                            "sums",
                            "totals")),
            // the servo of lambda and the measured usage, see targetActive and usageRate
            Map.entry("dictionary-learning", Set.of("usage", "lambda")));

    private static Set<String> plus(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    static List<Path> configs() throws IOException {
        return SmallScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void stepsWithoutLearningLeaveNothingBehind(Path config) throws IOException {
        ReadScenario read = SmallScenarios.read(config);
        assumeThat(read.network().schedule().totalSteps()).isGreaterThan(1);
        verify(read, SpiedModel.Around.NOTHING);
    }

    @Test
    void aKernelThatCountsStepsWithoutLearningIsFound() {
        assertThatThrownBy(() -> verify(anomalies(), new Counting()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stepsOfAnyKind");
    }

    @Test
    void synapsesThatLearnInStepsWithoutLearningAreFound() throws IOException {
        ReadScenario stdp = SmallScenarios.read(Path.of("../configs/spiking/stdp.json"));
        assertThatThrownBy(() -> verify(stdp, new Taught()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("weight-learned");
    }

    /** A model that learns in every step. */
    private static final class Taught implements SpiedModel.Around {
        @Override
        public <P extends Packet, D extends Packet> Kernel<P, D> kernel(Population population, Kernel<P, D> kernel) {
            return new Wrapped<>(kernel) {
                @Override
                public P propose(Step step, Inputs inputs, int round) {
                    return super.propose(new Step(step.index(), true, step.reset()), inputs, round);
                }

                @Override
                public void commit(Step step, Inputs inputs, int round, D decision) {
                    super.commit(new Step(step.index(), true, step.reset()), inputs, round, decision);
                }
            };
        }
    }

    private static ReadScenario anomalies() throws IOException {
        return SmallScenarios.read(Path.of("../configs/neurons/anomaly-default.json"));
    }

    /** A model that ages while it does not learn. */
    private static final class Counting implements SpiedModel.Around {
        @Override
        public <P extends Packet, D extends Packet> Kernel<P, D> kernel(Population population, Kernel<P, D> kernel) {
            return new Wrapped<>(kernel) {
                private int steps;

                @Override
                public void commit(Step step, Inputs inputs, int round, D decision) {
                    super.commit(step, inputs, round, decision);
                    steps++;
                }

                @Override
                public void shared(State state) {
                    super.shared(state);
                    steps = state.keep("stepsOfAnyKind", steps);
                }
            };
        }
    }

    /**
     * Learns for the first half of a scenario; then goes through the second half without learning, or does not; then learns it,
     * as a new sequence. What was learned is the same right after the steps without learning, and at the end.
     */
    private static void verify(ReadScenario read, SpiedModel.Around around) {
        Network network = read.network();
        long total = network.schedule().totalSteps();
        long half = total / 2;
        SpiedModel tested = new SpiedModel(phases(network, half, total - half, false), around);
        Snapshot learned;
        Snapshot afterTest;
        try (SequentialRunner runner = new SequentialRunner(tested.network(), plan(tested), List.of())) {
            runner.runTo(half, (step, values) -> {});
            learned = runner.snapshot().held();
            Map<String, NamedState> before = states(read, tested);
            runner.runTo(total, (step, values) -> {});
            afterTest = runner.snapshot();
            assertUnchanged(read, before, states(read, tested), "after steps without learning");
        }
        Map<String, PopulationState> mixed = new TreeMap<>(afterTest.populations());
        for (Population p : network.order()) {
            String type = type(read, p.name());
            if (GOES_ON.containsKey(type) || NEURONS.containsKey(type)) {
                mixed.put(p.name(), learned.populations().get(p.name()));
            }
        }
        Network again = phases(network, half, total - half, true);
        Map<String, NamedState> without = learnOn(read, again, around, learned, total);
        Snapshot interrupted = new Snapshot(half, mixed, learned.history(), learned.links());
        assertUnchanged(read, without, learnOn(read, again, around, interrupted, total), "after learning on");
    }

    private static Network phases(Network n, long first, long second, boolean learn) {
        Schedule schedule = new Schedule(List.of(
                new Schedule.Phase("learn", first, true, false), new Schedule.Phase("then", second, learn, true)));
        return new Network(n.sources(), n.order(), n.connections(), schedule);
    }

    private static Map<String, NamedState> learnOn(
            ReadScenario read, Network network, SpiedModel.Around around, Snapshot from, long to) {
        SpiedModel spied = new SpiedModel(network, around);
        try (SequentialRunner runner = new SequentialRunner(spied.network(), plan(spied), List.of())) {
            runner.restore(from);
            runner.runTo(to, (step, values) -> {});
            return states(read, spied);
        }
    }

    private static Plan plan(SpiedModel spied) {
        return Plan.of(spied.network(), 2, 1);
    }

    private static Map<String, NamedState> states(ReadScenario read, SpiedModel spied) {
        Map<String, NamedState> states = new LinkedHashMap<>();
        for (Population p : spied.network().order()) {
            List<Kernel<?, ?>> kernels = spied.kernels(p.name());
            String learned = NEURONS.get(type(read, p.name()));
            states.put(p.name(), learned == null ? NamedState.of(kernels) : NamedState.signals(p, kernels, learned));
        }
        return states;
    }

    private static String type(ReadScenario read, String population) {
        return TypeNames.nameOf(read.scenario().populations().get(population).getClass());
    }

    private static void assertUnchanged(
            ReadScenario read, Map<String, NamedState> before, Map<String, NamedState> after, String when) {
        before.forEach((population, state) -> {
            String type = type(read, population);
            Set<String> changed = new TreeSet<>();
            state.changed(after.get(population)).forEach(name -> changed.add(name.replaceFirst(".*\\.", "")));
            changed.removeAll(ACTIVITY.getOrDefault(type, Set.of()));
            changed.removeAll(GOES_ON.getOrDefault(type, Set.of()));
            assertThat(changed)
                    .as("state of '%s' (%s) that differs %s", population, type, when)
                    .isEmpty();
        });
    }
}
