package org.sparsecortex.v1.companions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.ModelParams;
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

/** Runs one population on vectors that a test gives as functions of the step. */
public final class Trial {
    private final Network network;
    private final Population population;
    private final List<Endpoint> watched;

    /** A population {@code p} with a source for each port. */
    public Trial(ModelParams params, Map<String, LongFunction<double[]>> ports, long steps) {
        Map<String, Shape> shapes = new HashMap<>();
        Map<String, Source> sources = new LinkedHashMap<>();
        List<Connection> connections = new ArrayList<>();
        ports.forEach((port, values) -> {
            Signal.Kind kind = params.ports().stream()
                    .filter(p -> p.name().equals(port))
                    .findFirst()
                    .orElseThrow()
                    .kind();
            Shape shape = new Shape(kind, values.apply(0).length);
            shapes.put(port, shape);
            sources.put("in-" + port, source(shape, values));
            connections.add(new Connection(new Endpoint("in-" + port, "x"), "p", port, 0));
        });
        BuildContext context = BuildContext.of("p", 7, shapes);
        population = new Population("p", params.units(), params.ports(), params.signals(), params.build(context));
        network = new Network(sources, List.of(population), connections, Schedule.learning(steps));
        watched =
                params.signals().stream().map(s -> new Endpoint("p", s.name())).toList();
    }

    private static Source source(Shape shape, LongFunction<double[]> values) {
        return new Source() {
            @Override
            public List<SignalSpec> signals() {
                return List.of(SignalSpec.global("x", shape.kind(), shape.size(), "test"));
            }

            @Override
            public Signal read(String signal, long step) {
                double[] now = values.apply(step);
                return shape.kind() == Signal.Kind.INTS
                        ? Ints.wrap(Arrays.stream(now).mapToInt(v -> (int) v).toArray())
                        : Reals.wrap(now);
            }
        };
    }

    /** All signals of the last step, the units cut into {@code parts}. */
    public Map<String, double[]> run(int parts) {
        try (SequentialRunner runner = runner(parts)) {
            return runTo(runner, network.schedule().totalSteps());
        }
    }

    /** The same, but stopped after {@code stop} steps and resumed with other cuts. */
    public Map<String, double[]> resumed(int parts, long stop, int then) {
        Snapshot snapshot;
        try (SequentialRunner first = runner(parts)) {
            runTo(first, stop);
            snapshot = first.snapshot();
        }
        try (SequentialRunner second = runner(then)) {
            second.restore(snapshot);
            return runTo(second, network.schedule().totalSteps());
        }
    }

    private SequentialRunner runner(int parts) {
        return new SequentialRunner(network, Plan.of(network, parts, 1), watched);
    }

    private Map<String, double[]> runTo(SequentialRunner runner, long steps) {
        Map<String, double[]> last = new LinkedHashMap<>();
        runner.runTo(steps, (step, values) -> {
            for (int i = 0; i < watched.size(); i++) {
                if (values.get(i) instanceof Reals reals) {
                    last.put(watched.get(i).signal(), reals.toArray());
                }
            }
        });
        return last;
    }

    /** Whether all plans, straight and resumed, give the same bits. */
    public boolean isInvariant() {
        Map<String, double[]> oracle = run(1);
        boolean same = true;
        for (int parts : new int[] {2, 3, 1000}) {
            same &= equal(oracle, run(parts)) && equal(oracle, resumed(parts, 1, 2));
        }
        return same && !oracle.isEmpty();
    }

    private static boolean equal(Map<String, double[]> a, Map<String, double[]> b) {
        return a.keySet().equals(b.keySet())
                && a.keySet().stream().allMatch(k -> java.util.Arrays.equals(a.get(k), b.get(k)));
    }
}
