package org.sparsecortex.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparsecortex.learning.connect.Connectivity;
import org.sparsecortex.learning.connect.Connectivity.Drop;
import org.sparsecortex.learning.connect.Connectivity.Grow;
import org.sparsecortex.learning.layer.DeltaLayer.Granularity;
import org.sparsecortex.learning.layer.DeltaLayer.StepGradient;
import org.sparsecortex.learning.layer.LayerSpec;
import org.sparsecortex.learning.layer.Stage;
import org.sparsecortex.learning.optimise.OptimiserSpec;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Shape;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Plan;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.network.SequentialRunner;
import org.sparsecortex.sdr.network.Snapshot;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Params;

class MaskedTasksTest {
    private static final int TASKS = 3;
    private static final int TAUGHT = 60;
    private static final int CYCLE = TAUGHT + TASKS + 1;
    private static final int STEPS = TASKS * CYCLE;

    /**
     * Two Gaussian clouds at +-0.8 of every other of 8 dimensions, in an order of signs that each task has its own; in the middle
     * of each task a test of the first one, at its end the same test of all of them. The video is one of the samples a step.
     */
    private record Clouds(int firstTask) implements Source {
        @Override
        public List<SignalSpec> signals() {
            return List.of(
                    SignalSpec.global("samples", Signal.Kind.REALS, 12 * 8, ""),
                    SignalSpec.global("stream", Signal.Kind.REALS, 8, ""),
                    SignalSpec.global("labels", Signal.Kind.INTS, 12, ""),
                    SignalSpec.global("task", Signal.Kind.INTS, 1, ""),
                    SignalSpec.global("training", Signal.Kind.INTS, 1, ""));
        }

        private static boolean trains(long step) {
            return step % CYCLE <= TAUGHT && step % CYCLE != TAUGHT / 2;
        }

        private static int task(long step) {
            long within = step % CYCLE;
            return (int) (trains(step) ? step / CYCLE : within == TAUGHT / 2 ? 0 : within - TAUGHT - 1);
        }

        private static int shown(long step) {
            return (int) (step % CYCLE % 12);
        }

        @Override
        public Signal read(String signal, long step) {
            int task = trains(step) ? firstTask + task(step) : task(step);
            KeyedRandom random = KeyedRandom.of(4, "clouds");
            double[] values = new double[12 * 8];
            int[] labels = new int[12];
            for (int s = 0; s < 12; s++) {
                labels[s] = s % 2;
                for (int i = 0; i < 8; i++) {
                    double side = i % 2 == 0 && random.bernoulli(0.5, task, 1 << 20, i) ? 0.8 : -0.8;
                    values[s * 8 + i] = 0.5 * random.gaussian(s, trains(step) ? step : 1 << 21, i)
                            + (i % 2 == 0 ? side * (2 * labels[s] - 1) : 0);
                }
            }
            return switch (signal) {
                case "labels" -> Ints.wrap(labels);
                case "stream" -> Reals.wrap(Arrays.copyOfRange(values, 8 * shown(step), 8 * shown(step) + 8));
                case "task" -> Ints.of(task);
                case "training" -> Ints.of(trains(step) ? 1 : 0);
                default -> Reals.wrap(values);
            };
        }
    }

    private static final OptimiserSpec ADAM = new OptimiserSpec.Adam(0.01, 0.9, 0.999, 1e-8, 0.01, 1);
    private static final List<LayerSpec> RELUS = List.of(
            new LayerSpec.Dense(16, 1.41),
            new LayerSpec.Relu(),
            new LayerSpec.Dense(16, 1.41),
            new LayerSpec.Relu(),
            new LayerSpec.Dense(2, 1));

    /** Layers that can follow a video; the hysteresis makes what they compute depend on the frames before. */
    private static List<LayerSpec> deltas(double hysteresis) {
        LayerSpec delta = new LayerSpec.Delta(0.05, Granularity.LAYER, StepGradient.DAL, false, 63, hysteresis);
        return List.of(delta, new LayerSpec.Dense(32, 1.41), delta, new LayerSpec.Dense(2, 1));
    }

    private static TrainedNetworkParams params(OptimiserSpec optimiser, List<Stage> stages, Connectivity connectivity) {
        return params(RELUS, optimiser, stages, connectivity);
    }

    private static TrainedNetworkParams params(
            List<LayerSpec> layers, OptimiserSpec optimiser, List<Stage> stages, Connectivity connectivity) {
        return Params.of(
                TrainedNetworkParams.class,
                "channels",
                8,
                "samples",
                12,
                "chunk",
                2,
                "layers",
                layers,
                "optimiser",
                optimiser,
                "stages",
                stages,
                "connectivity",
                connectivity);
    }

    private static boolean follows(TrainedNetworkParams params) {
        return params.layers().get(0) instanceof LayerSpec.Delta;
    }

    private static Network network(TrainedNetworkParams params, int firstTask) {
        Clouds clouds = new Clouds(firstTask);
        Map<String, Shape> shapes = new HashMap<>(Map.of(
                "samples", new Shape(Signal.Kind.REALS, 96),
                "labels", new Shape(Signal.Kind.INTS, 12),
                "task", new Shape(Signal.Kind.INTS, 1),
                "training", new Shape(Signal.Kind.INTS, 1)));
        if (follows(params)) {
            shapes.put(StreamLearner.STREAM, new Shape(Signal.Kind.REALS, 8));
        }
        Population net = new Population(
                "net",
                params.units(),
                params.ports(),
                params.signals(),
                params.build(BuildContext.of("net", 1, shapes)));
        List<Connection> connections = new ArrayList<>();
        params.ports().stream()
                .filter(port -> follows(params) || !port.name().equals(StreamLearner.STREAM))
                .forEach(port ->
                        connections.add(new Connection(new Endpoint("data", port.name()), "net", port.name(), 0)));
        return new Network(Map.of("data", clouds), List.of(net), connections, Schedule.learning(STEPS));
    }

    private static List<Endpoint> watched(TrainedNetworkParams params) {
        return params.signals().stream()
                .filter(s -> follows(params) || !s.name().startsWith("stream"))
                .map(s -> new Endpoint("net", s.name()))
                .toList();
    }

    private static List<List<Signal>> run(TrainedNetworkParams params, int partitions, long breakAt) {
        Network network = network(params, 0);
        List<List<Signal>> rows = new ArrayList<>();
        try (SequentialRunner first = new SequentialRunner(network, Plan.of(network, partitions, 1), watched(params));
                SequentialRunner second = new SequentialRunner(network, watched(params))) {
            first.runTo(breakAt, (step, values) -> rows.add(values));
            Snapshot snapshot = first.snapshot();
            second.restore(snapshot);
            second.runTo(STEPS, (step, values) -> rows.add(values));
        }
        return rows;
    }

    private static Connectivity masks(int tasks, Object... further) {
        List<Object> settings =
                new ArrayList<>(List.of("density", 0.3, "tasks", tasks, "fraction", 0.3, "every", 5L, "until", 50L));
        settings.addAll(List.of(further));
        return Params.of(Connectivity.class, settings.toArray());
    }

    private static double number(TrainedNetworkParams params, List<List<Signal>> rows, String signal, int step) {
        return ((Reals) rows.get(step).get(watched(params).indexOf(new Endpoint("net", signal)))).get(0);
    }

    private static int test(int afterTask, int task) {
        return afterTask * CYCLE + TAUGHT + 1 + task;
    }

    /** Stopped after a task has begun, in a test in its middle, among tests at its end, and before the last task begins. */
    @ParameterizedTest
    @CsvSource({
        "MAGNITUDE, GRADIENT, true",
        "SIGN_SPLIT, RANDOM, false",
        "SENSITIVITY, MOMENTUM, false",
        "RANDOM, UNFIRED, false"
    })
    void tasksAreAlikeInEveryPartitioningAndAcrossACheckpoint(Drop drop, Grow grow, boolean skip) {
        TrainedNetworkParams params = params(ADAM, List.of(), masks(TASKS, "drop", drop, "grow", grow, "skip", skip));
        List<List<Signal>> oracle = run(params, 1, STEPS);
        for (int partitions : new int[] {2, 6}) {
            assertThat(run(params, partitions, STEPS)).isEqualTo(oracle);
        }
        for (int stop : new int[] {CYCLE + 1, CYCLE + TAUGHT / 2 + 1, test(1, 0) + 1, 2 * CYCLE}) {
            assertThat(run(params, 3, stop)).as("stopped at " + stop).isEqualTo(oracle);
        }
        assertThat(number(params, oracle, "turnover", 20))
                .as("guard: some moved")
                .isPositive();
    }

    /** Everything that is read off a test of a task is the same after all later tasks, to the last bit. */
    @ParameterizedTest
    @EnumSource(Grow.class)
    void nothingIsForgotten(Grow grow) {
        for (OptimiserSpec optimiser : List.of(ADAM, new OptimiserSpec.Sgd(0.05, 0.9, 0.01, 0))) {
            TrainedNetworkParams params = params(optimiser, List.of(), masks(TASKS, "grow", grow, "newWeights", 0.1));
            List<List<Signal>> rows = run(params, 1, STEPS);
            List<String> names = watched(params).stream().map(Endpoint::signal).toList();
            for (int task = 0; task < TASKS; task++) {
                for (String name : List.of("loss", "predictions", "hidden", "inputStrength", "density", "active")) {
                    int column = names.indexOf(name);
                    Signal learned = rows.get(test(task, task)).get(column);
                    for (int later = task + 1; later < TASKS; later++) {
                        assertThat(rows.get(test(later, task)).get(column))
                                .as(name + " of task " + task)
                                .isEqualTo(learned);
                        assertThat(rows.get(later * CYCLE + TAUGHT / 2).get(column))
                                .as(name + " of task 0 in the middle of another")
                                .isEqualTo(rows.get(test(0, 0)).get(column));
                    }
                }
                assertThat(number(params, rows, "accuracy", test(task, task)))
                        .as("guard: learned; 0.78 is 3 standard errors below the ideal of 0.999")
                        .isGreaterThan(0.78);
            }
            assertThat(number(params, rows, "reused", STEPS - 1))
                    .as("guard: weights that stand still are in use")
                    .isBetween(0.3, 0.9);
            assertThat(number(params, rows, "allocated", STEPS - 1)).isBetween(0.4, 1 - 0.7 * 0.7 * 0.7 + 0.1);
        }
    }

    private static int larger(Reals two) {
        return two.get(0) >= two.get(1) ? 0 : 1;
    }

    /** The frame is a sample of the step, which the event-driven form must give the class that the network itself does. */
    @Test
    void theVideoIsShownToTheNetworkOfTheTask() {
        TrainedNetworkParams params = params(deltas(0.5), ADAM, List.of(), masks(TASKS));
        List<List<Signal>> rows = run(params, 1, STEPS);
        int output = watched(params).indexOf(new Endpoint("net", "streamOutput"));
        int predictions = watched(params).indexOf(new Endpoint("net", "predictions"));
        for (int after = 0; after < TASKS; after++) {
            for (int task = 0; task < TASKS; task++) {
                int step = test(after, task);
                assertThat(larger((Reals) rows.get(step).get(output)))
                        .as("class at step " + step)
                        .isEqualTo(((Ints) rows.get(step).get(predictions)).get(Clouds.shown(step)));
            }
            assertThat(rows.get(test(2, after)).get(output))
                    .as("output of task " + after + " when a later one has been learned")
                    .isEqualTo(rows.get(test(after, after)).get(output));
        }
        assertThat(number(params, rows, "accuracy", test(0, 0)))
                .as("guard: learned")
                .isGreaterThan(0.78);
    }

    /** Stopped before, among and behind the tests, where the task shown is that of the video, another one, or none. */
    @Test
    void theVideoOfATaskGoesOnAcrossACheckpoint() {
        TrainedNetworkParams params = params(deltas(0.8), ADAM, List.of(), masks(TASKS));
        List<List<Signal>> oracle = run(params, 1, STEPS);
        int tests = test(1, 0);
        int[] stops = {test(0, 2), tests - TAUGHT / 2, tests, tests + 1, tests + 2, tests + 3, test(2, 2)};
        for (int stop : stops) {
            assertThat(run(params, 3, stop)).as("stopped at " + stop).isEqualTo(oracle);
        }
        int output = watched(params).indexOf(new Endpoint("net", "streamOutput"));
        assertThat(oracle.get(test(1, 1)).get(output))
                .as("guard: the second frame of the video depends on the first")
                .isNotEqualTo(oracle.get(test(0, 1)).get(output));
    }

    @Test
    void oneMaskForgets() {
        TrainedNetworkParams params = params(ADAM, List.of(), masks(1));
        List<List<Signal>> rows = run(params, 1, STEPS);
        assertThat(number(params, rows, "loss", test(2, 0)))
                .isGreaterThan(2 * number(params, rows, "loss", test(0, 0)));
        assertThat(params.signals()).noneMatch(s -> s.name().equals("allocated"));
    }

    @Test
    void tasksComeOneAfterAnother() {
        TrainedNetworkParams params = params(ADAM, List.of(), masks(TASKS));
        Network jumps = network(params, 2);
        try (SequentialRunner runner = new SequentialRunner(jumps, List.of())) {
            assertThatThrownBy(() -> runner.runTo(1, (step, values) -> {}))
                    .hasStackTraceContaining("task")
                    .hasStackTraceContaining("the next task is 1");
        }
    }

    @Test
    void saysWhatDoesNotGoTogether() {
        assertThatThrownBy(() -> Params.of(Connectivity.class, "tasks", 2))
                .hasMessageContaining("density")
                .hasMessageContaining("below 1");
        assertThatThrownBy(() -> params(ADAM, List.of(new Stage(0, 1, false, 0, 0, 0.5)), masks(2)))
                .hasMessageContaining("stages[0].pruneTo")
                .hasMessageContaining("stand still");
    }
}
