package org.sparsecortex.benchmarks;

import java.util.List;
import java.util.Map;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.network.Connection;
import org.sparsecortex.sdr.network.Endpoint;
import org.sparsecortex.sdr.network.Network;
import org.sparsecortex.sdr.network.Population;
import org.sparsecortex.sdr.network.Schedule;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * The smallest useful neuron, to measure what an actor costs: it leaks, adds its active inputs and spikes at a threshold.
 *
 * <pre>  v += (active synapses) - v / 4,   spike and v = 0 where v &gt;= 2  </pre>
 */
final class CoincidenceNeurons implements IndependentKernel {
    private static final double LEAK = 0.25;
    private static final double THRESHOLD = 2.0;

    private final UnitRange range;
    private final int neurons;
    private final int[] sources;
    private final int synapses;
    private final double[] v;
    private final boolean[] spikes;

    private CoincidenceNeurons(UnitRange range, int neurons, int synapses) {
        this.range = range;
        this.neurons = neurons;
        this.synapses = synapses;
        sources = new int[range.size() * synapses];
        v = new double[range.size()];
        spikes = new boolean[range.size()];
        KeyedRandom random = KeyedRandom.of(3, "synapses");
        for (int i = 0; i < range.size(); i++) {
            int[] own = random.sample(neurons, synapses, range.from() + i, 0, 0);
            System.arraycopy(own, 0, sources, i * synapses, synapses);
        }
    }

    /** Neurons fed by {@code active} random bits a step and by their own spikes of the step before. */
    static Network network(int neurons, int synapses, int active) {
        Model<?, ?> model = Model.independent(range -> new CoincidenceNeurons(range, neurons, synapses));
        Sdr[] patterns = Bench.patterns(16, neurons, active);
        Population p = new Population(
                "p",
                neurons,
                List.of(new PortSpec("x", Kind.SDR, true, "input"), new PortSpec("back", Kind.SDR, true, "own spikes")),
                List.of(SignalSpec.perUnit("active", Kind.SDR, neurons, "spikes")),
                model);
        return new Network(
                Map.of("in", Bench.source(neurons, t -> patterns[(int) (t % 16)], t -> false)),
                List.of(p),
                List.of(
                        new Connection(new Endpoint("in", "sdr"), "p", "x", 0),
                        new Connection(new Endpoint("p", "active"), "p", "back", 1)),
                Schedule.learning(1_000_000));
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public void step(Step step, Inputs inputs) {
        Sdr x = inputs.sdr("x");
        Sdr back = inputs.sdr("back");
        for (int i = 0; i < v.length; i++) {
            int hits = 0;
            for (int s = i * synapses; s < (i + 1) * synapses; s++) {
                hits += x.contains(sources[s]) || back.contains(sources[s]) ? 1 : 0;
            }
            v[i] += hits - LEAK * v[i];
            spikes[i] = v[i] >= THRESHOLD;
            v[i] = spikes[i] ? 0 : v[i];
        }
    }

    @Override
    public Signal read(String signal) {
        int count = 0;
        for (boolean spike : spikes) {
            count += spike ? 1 : 0;
        }
        int[] active = new int[count];
        int at = 0;
        for (int i = 0; i < spikes.length; i++) {
            if (spikes[i]) {
                active[at++] = range.from() + i;
            }
        }
        return Sdr.ofSorted(neurons, active);
    }

    @Override
    public void unit(int unit, State state) {
        v[unit - range.from()] = state.keep("v", v[unit - range.from()]);
    }
}
