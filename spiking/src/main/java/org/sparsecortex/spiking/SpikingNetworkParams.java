package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.Reducer;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.spiking.wiring.Reward;

/**
 * A network of spiking point neurons on a grid of time: groups of neurons, projections between them, noise and currents. The
 * unit is a neuron; a step of the framework is a batch of {@code batchSteps} grid steps, whose number changes no spike.
 *
 * <pre>
 *   grid step k = step * batchSteps + lag + 1, lag = 0 .. batchSteps - 1, ends at k h
 *   sum of neuron i in step k = sum over synapses j of w_j [source of j spiked in step k - d_j],  a whole number times q
 * </pre>
 *
 * Weights are whole multiples of a unit q of the receiving group, by default a power of two, so that a sum of them has no order:
 * the same bits come out whatever range delivers which spike first. All ranges hear of all spikes of a batch, as each proposes its
 * own. Wiring, first voltages and noise are functions of (seed, name, neuron), so nothing of them is saved; a checkpoint holds the
 * state of each neuron and the spikes that are on their way.
 *
 * <p>Source of the method: Rotter and Diesmann 1999, doi:10.1007/s004220050570; Morrison et al. 2005, doi:10.1162/0899766054026648, "Advancing the boundaries of high-connectivity network
 * simulation with distributed computing" (batches of the shortest delay). Differs from both: weights are rounded to multiples of
 * q, and wiring does not depend on the number of processes.
 */
@ModelType(
        name = "spiking-network",
        summary =
                "Network of spiking point neurons, integrated exactly on a grid of time, with the same spikes for every cut"
                        + " into ranges.",
        source = "Rotter and Diesmann 1999; Brunel 2000; Potjans and Diesmann 2014")
public record SpikingNetworkParams(
        @Param(doc = "grid step", symbol = "h", unit = "ms", def = "0.1", min = 1e-4, max = 10)
        double stepMs,

        @Param(
                doc = "grid steps of a step; at most the shortest delay between groups, and 0 takes that",
                symbol = "B",
                def = "0",
                min = 0,
                max = 4096)
        int batchSteps,

        @Param(doc = "groups of neurons, in the order of their units")
        List<Group> groups,

        @Param(doc = "neurons outside whose spikes come in at ports", def = "[]")
        List<ExternalSource> sources,

        @Param(doc = "synapses between groups", def = "[]") List<Projection> projections,

        @Param(doc = "synapses onto dendritic segments", def = "[]")
        List<SegmentProjection> segmentProjections,

        @Param(doc = "random spikes of each neuron's own", def = "[]")
        List<Noise> noise,

        @Param(doc = "currents that change in time", def = "[]")
        List<Stimulus> stimuli,

        @Param(
                doc = "neurons of which the signal traceMv gives the voltage of every grid step, ascending",
                def = "[]",
                min = 0,
                max = 1 << 26)
        List<Integer> traced)
        implements ModelParams {
    public SpikingNetworkParams {
        Checks.that(!groups.isEmpty(), "groups", "[]", "at least one is needed");
        Checks.that(
                groups.stream().mapToLong(Group::neurons).sum() <= 1 << 26,
                "groups",
                groups.stream().mapToLong(Group::neurons).sum() + " neurons",
                "are more than " + (1 << 26));
        new NetworkChecks(stepMs, groups, sources, projections, segmentProjections, noise, stimuli).check();
        int shortest = Layout.shortestRecurrent(stepMs, groups, all(projections, segmentProjections));
        Checks.that(
                batchSteps <= shortest,
                "batchSteps",
                batchSteps,
                "exceeds the shortest delay between groups, " + shortest
                        + " steps: a spike would arrive before it is known");
        int units = groups.stream().mapToInt(Group::neurons).sum();
        Checks.that(
                (long) units * batch(batchSteps, shortest) < Integer.MAX_VALUE,
                "batchSteps",
                batchSteps,
                "times " + units + " neurons is more than 2^31");
        for (int i = 0; i < traced.size(); i++) {
            int before = i == 0 ? -1 : traced.get(i - 1);
            Checks.that(
                    traced.get(i) > before && traced.get(i) < units,
                    "traced",
                    traced.get(i),
                    "must ascend within 0.." + (units - 1));
        }
    }

    /** Grid steps of a step. */
    public int batch() {
        return batch(batchSteps, Layout.shortestRecurrent(stepMs, groups, allProjections()));
    }

    /** Synapses onto somata and onto segments. */
    List<Projection> allProjections() {
        return all(projections, segmentProjections);
    }

    private static List<Projection> all(List<Projection> somatic, List<SegmentProjection> dendritic) {
        return Stream.concat(somatic.stream(), dendritic.stream().map(SegmentProjection::plain))
                .toList();
    }

    private static int batch(int batchSteps, int shortest) {
        return batchSteps > 0 ? batchSteps : shortest == Layout.MOST ? 1 : shortest;
    }

    @Override
    public int units() {
        return groups.stream().mapToInt(Group::neurons).sum();
    }

    @Override
    public List<PortSpec> ports() {
        List<PortSpec> ports = new ArrayList<>();
        for (ExternalSource source : sources) {
            ports.add(new PortSpec(
                    source.id(),
                    source.coding().kind(),
                    true,
                    source.coding() instanceof SourceCoding.Spikes
                            ? "spikes of " + source.neurons() + " neurons, one bit or one a grid step"
                            : "code of " + source.neurons() + " neurons, whose spikes are drawn from it"));
        }
        rewards(projections)
                .map(Reward::port)
                .distinct()
                .forEach(
                        port -> ports.add(new PortSpec(port, Signal.Kind.REALS, true, "numbers that reward synapses")));
        return ports;
    }

    private static Stream<Reward> rewards(List<Projection> projections) {
        return projections.stream().flatMap(p -> p.plasticity().stream()).flatMap(rule -> rule.reward().stream());
    }

    @Override
    public List<SignalSpec> signals() {
        return SpikingNetworkKernel.outputs(this).specs();
    }

    /** Synapses that are expected, all projections together. */
    public double expectedSynapses() {
        return allProjections().stream()
                .mapToDouble(p -> p.rule().expected(Layout.ends(this, p)))
                .sum();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        long delays = 1L + Layout.longest(this) - Layout.shortest(this);
        long all = units() + sources.stream().mapToLong(ExternalSource::neurons).sum();
        long remembered = 2L * (Layout.longest(this) + batch() + 1);
        double learning = projections.stream()
                .filter(p -> p.plasticity().isPresent())
                .mapToDouble(p -> p.rule().expected(Layout.ends(this, p)))
                .sum();
        long changing = projections.stream().filter(p -> !p.isStatic()).count() + segmentProjections.size();
        long dendrites = groups.stream().mapToLong(this::dendriteBytes).sum();
        return (long) (4.1 * expectedSynapses() + 60 * learning)
                + changing * all * (4 * delays + 50)
                + units() * (learning > 0 ? 5000L : 0)
                + dendrites
                + 4 * all * delays
                + remembered * (4 * all + 64)
                + units() * (100L + 20L * batch())
                + 8L * traced.size() * batch();
    }

    private long dendriteBytes(Group g) {
        return g.dendrite()
                .map(d -> (long) g.neurons() * (8 + d.segments() * (16L + 2L * d.windowSteps(stepMs))))
                .orElse(g.neurons() * 8L * (1 + 3L * g.segments()));
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        for (ExternalSource source : sources) {
            int size = context.inputSize(source.id());
            boolean areSpikes = source.coding() instanceof SourceCoding.Spikes;
            Checks.that(
                    size == source.neurons() || (areSpikes && size == source.neurons() * batch()),
                    "size of port " + source.id(),
                    size,
                    "must be " + source.neurons() + " (an element a neuron)"
                            + (areSpikes
                                    ? " or " + (long) source.neurons() * batch()
                                            + " (a bit a neuron and grid step of the batch of " + batch() + ")"
                                    : ""));
        }
        rewards(projections)
                .forEach(r -> Checks.equal(
                        "number of gains of port " + r.port(), r.gains().size(), context.inputSize(r.port())));
        Layout layout = new Layout(this, context.seed());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sources.forEach(s -> sizes.put(s.id(), context.inputSize(s.id())));
        return Model.of(
                range -> new SpikingNetworkKernel(this, layout, context.seed(), sizes, range), Reducer.joinAll());
    }
}
