package org.sparsecortex.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.RunFailure;
import org.sparsecortex.sdr.network.SequentialRunner;

/** Measures what each population of a network costs, on a copy that is thrown away. */
public final class Costs {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Least time of the steps, in ns: the code of small steps is compiled then. */
    private static final long LEAST_NANOS = 500_000_000;

    /** Time of the steps after which no further block is begun, in ns. */
    private static final long MOST_NANOS = 8_000_000_000L;

    /** Change of a population's share of all costs from one block to the next by which costs are not settled yet. */
    private static final double UNSETTLED = 0.05;

    private Costs() {}

    /** Processor time of a population in ns. */
    private static final class Spent {
        private long kernels;
        private long decisions;

        void forget() {
            kernels = 0;
            decisions = 0;
        }

        Cost over(double steps) {
            return new Cost(kernels / steps, decisions / steps);
        }
    }

    /**
     * Processor time of each population. The first steps of the network are run in
     * blocks of 1, 2, 4, ... steps, at least one, until half a second is over and the shares of the populations have settled, or
     * eight seconds are over; the last block counts, for the code is compiled then and the state has filled. The time in which the network is made
     * does not count.
     */
    public static Map<String, Cost> measure(Network network) {
        Map<String, Spent> spent = new LinkedHashMap<>();
        List<Population> timed = new ArrayList<>();
        for (Population p : network.order()) {
            Spent sum = new Spent();
            spent.put(p.name(), sum);
            timed.add(new Population(p.name(), p.units(), p.ports(), p.signals(), timed(p.model(), sum)));
        }
        Network copy = new Network(network.sources(), timed, network.connections(), network.schedule());
        Map<String, Cost> costs = new LinkedHashMap<>();
        spent.keySet().forEach(name -> costs.put(name, new Cost(0, 0)));
        long last = network.schedule().totalSteps();
        try (SequentialRunner runner = new SequentialRunner(copy, List.of())) {
            long began = System.nanoTime();
            boolean settled = false;
            for (long block = 1; runner.position() < last && goesOn(System.nanoTime() - began, settled); block *= 2) {
                long before = runner.position();
                spent.values().forEach(Spent::forget);
                runner.runTo(Math.min(last, before + block), (step, values) -> {});
                double steps = runner.position() - before;
                Map<String, Cost> earlier = Map.copyOf(costs);
                spent.forEach((name, sum) -> costs.put(name, sum.over(steps)));
                settled = settled(earlier, costs);
            }
        } catch (RunFailure early) {
            return costs; // the run itself will meet it and say so
        }
        return costs;
    }

    private static boolean goesOn(long nanos, boolean settled) {
        return nanos < (settled ? LEAST_NANOS : MOST_NANOS);
    }

    private static boolean settled(Map<String, Cost> earlier, Map<String, Cost> costs) {
        double before = Math.max(1, total(earlier));
        double now = Math.max(1, total(costs));
        return costs.keySet().stream()
                .allMatch(name -> Math.abs(costs.get(name).whole() / now
                                - earlier.get(name).whole() / before)
                        <= UNSETTLED);
    }

    private static double total(Map<String, Cost> costs) {
        return costs.values().stream().mapToDouble(Cost::whole).sum();
    }

    /** Processor time of this thread, which other programs do not lengthen; the clock where Java does not know it. */
    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static <P extends Packet, D extends Packet> Model<P, D> timed(Model<P, D> model, Spent sum) {
        return Model.of(model.rounds(), range -> new Timed<>(model.kernel(range), sum), timed(model.reducer(), sum));
    }

    private static <P extends Packet, D extends Packet> Reducer<P, D> timed(Reducer<P, D> reducer, Spent sum) {
        return (step, round, proposals) -> {
            long began = now();
            D decision = reducer.reduce(step, round, proposals);
            sum.decisions += now() - began;
            return decision;
        };
    }

    /** A kernel and the time it took; of one thread. */
    private record Timed<P extends Packet, D extends Packet>(Kernel<P, D> kernel, Spent sum) implements Kernel<P, D> {
        @Override
        public UnitRange range() {
            return kernel.range();
        }

        @Override
        public P propose(Step step, Inputs inputs, int round) {
            long began = now();
            P proposal = kernel.propose(step, inputs, round);
            sum.kernels += now() - began;
            return proposal;
        }

        @Override
        public void commit(Step step, Inputs inputs, int round, D decision) {
            long began = now();
            kernel.commit(step, inputs, round, decision);
            sum.kernels += now() - began;
        }

        @Override
        public Signal read(String signal) {
            return kernel.read(signal);
        }
    }
}
