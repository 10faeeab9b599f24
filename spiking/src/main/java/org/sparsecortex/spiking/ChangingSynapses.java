package org.sparsecortex.spiking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.spiking.wiring.ConnectionRule;
import org.sparsecortex.spiking.wiring.PlasticSynapses;
import org.sparsecortex.spiking.wiring.Releases;
import org.sparsecortex.spiking.wiring.Reward;
import org.sparsecortex.spiking.wiring.SpikeHistory;
import org.sparsecortex.spiking.wiring.Synapses;
import org.sparsecortex.spiking.wiring.Wiring;

/** The synapses onto a range that change: by short-term plasticity or by the times of spikes. */
final class ChangingSynapses {
    private final UnitRange range;
    private final List<Tiring> tiring = new ArrayList<>();
    private final List<Learning> learning = new ArrayList<>();

    /** A projection whose sources tire; stores of its synapses onto the range. */
    private record Tiring(Wiring wiring, Releases releases, List<Synapses> stores, int sign) {}

    /** A projection that learns; its targets within the range are those from .. to - 1. */
    private record Learning(
            String id, PlasticSynapses synapses, Optional<Reward> reward, boolean outside, int from, int to) {
        boolean holds(int unit) {
            return unit >= from && unit < to;
        }
    }

    ChangingSynapses(SpikingNetworkParams params, Layout layout, UnitRange range) {
        this.range = range;
        layout.changing().forEach((p, wiring) -> {
            int group = Layout.index(params.groups(), p.to());
            int from = Math.max(range.from(), layout.firstUnit(group));
            int to = Math.max(from, Math.min(range.to(), layout.firstUnit(group + 1)));
            int first = layout.firstSource(params, p.from());
            p.shortTerm().ifPresent(model -> {
                int sources = Layout.sourceCount(params.groups(), params.sources(), p.from());
                int steps = wiring.longest() + params.batch() + 1;
                Releases releases = new Releases(model, params.stepMs(), first, sources, steps);
                tiring.add(new Tiring(wiring, releases, stores(wiring, from, to), p.isPositive() ? 1 : -1));
            });
            p.plasticity().ifPresent(rule -> {
                double unit = layout.weightUnit(group);
                PlasticSynapses synapses = new PlasticSynapses(wiring, rule, unit, params.stepMs(), from, to);
                learning.add(new Learning(p.id(), synapses, rule.reward(), first >= params.units(), from, to));
            });
        });
    }

    private static List<Synapses> stores(Wiring wiring, int from, int to) {
        List<Synapses> stores = new ArrayList<>();
        for (int at = from; at < to; at += Synapses.MAX_TARGETS) {
            stores.add(new Synapses(wiring, at, Math.min(to, at + Synapses.MAX_TARGETS)));
        }
        return stores;
    }

    /** Signals of the weights of each projection that learns and whose number of synapses is known. */
    static void declare(SpikingNetworkParams params, Outputs<SpikingNetworkKernel> outputs) {
        for (Projection p : params.projections()) {
            if (p.plasticity().isPresent() && p.rule().isExact()) {
                int size = (int) p.rule().expected(Layout.ends(params, p));
                int targets = Layout.ends(params, p).targets();
                outputs.perUnit(
                        "weight-" + p.id(),
                        Kind.REALS,
                        size,
                        "weights of projection " + p.id() + ", target by target",
                        k -> Reals.wrap(k.changing().weights(p.id())));
                boolean isRectangle =
                        p.rule() instanceof ConnectionRule.FixedIndegree || p.rule() instanceof ConnectionRule.AllToAll;
                if (isRectangle) {
                    outputs.over(targets, size / targets);
                }
            }
        }
    }

    private double[] weights(String id) {
        return learning.stream()
                .filter(l -> l.id.equals(id))
                .findFirst()
                .map(l -> l.synapses.weights())
                .orElse(new double[0]);
    }

    /** A step of whose spikes will be told. */
    void begin(long step) {
        tiring.forEach(t -> t.releases.begin(step));
    }

    /** A spike of a source, those of each in the order of time. */
    void spike(long step, int source) {
        for (Tiring t : tiring) {
            t.releases.spike(step, source);
        }
    }

    /** What is at the ports of rewards in the steps after one. */
    void reward(Inputs inputs, long after, int steps, boolean isTaught) {
        for (Learning l : learning) {
            l.reward.ifPresent(
                    r -> l.synapses.reward(after, steps, inputs.reals(r.port()).toArray(), isTaught));
        }
    }

    /** Adds what arrives in step k to the sums of a lag. */
    void arrive(long k, int lag, ArrivingWeights sums, SpikeHistory history, SpikeHistory outside, boolean isTaught) {
        for (Tiring t : tiring) {
            int[] row = sums.rowOf(t.sign);
            for (Synapses store : t.stores) {
                int at = sums.at(lag) + store.from() - range.from();
                t.releases.deliver(store, k, t.wiring.shortest(), t.wiring.longest(), row, at);
            }
        }
        for (Learning l : learning) {
            SpikeHistory spikes = l.outside ? outside : history;
            int[] row = sums.rowOf(1);
            int at = sums.at(lag) + l.from - range.from();
            for (int d = l.synapses.shortest(); d <= l.synapses.longest() && k - d > 0; d++) {
                int[] sources = spikes.sources(k - d);
                for (int s = 0; s < spikes.count(k - d); s++) {
                    l.synapses.arrive(sources[s], d, k, isTaught, row, at);
                }
            }
        }
    }

    /** All that happens in step k has happened. */
    void end(long k, boolean isTaught) {
        for (Learning l : learning) {
            if (isTaught && l.synapses.isNormalisedAfter(k)) {
                l.synapses.normalise(k);
            }
        }
    }

    /** A neuron of the range spikes in step k. */
    void fired(int unit, long k, boolean isTaught) {
        for (Learning l : learning) {
            if (l.holds(unit)) {
                l.synapses.spike(unit, k, isTaught);
            }
        }
    }

    int[] addIndegrees(int[] counts) {
        int[] all = Arrays.copyOf(counts, counts.length);
        for (Tiring t : tiring) {
            for (Synapses store : t.stores) {
                int[] part = store.indegrees();
                for (int i = 0; i < part.length; i++) {
                    all[store.from() - range.from() + i] += part[i];
                }
            }
        }
        for (Learning l : learning) {
            for (int unit = l.from; unit < l.to; unit++) {
                all[unit - range.from()] += l.synapses.indegree(unit);
            }
        }
        return all;
    }

    /** Forgets spikes, and keeps learned weights. */
    void clear() {
        tiring.forEach(t -> t.releases.clear());
        learning.forEach(l -> l.synapses.clear());
    }

    void shared(State state) {
        tiring.forEach(t -> t.releases.state(state));
        learning.forEach(l -> l.synapses.shared(state));
    }

    void unit(int unit, State state) {
        for (Learning l : learning) {
            if (l.holds(unit)) {
                l.synapses.unit(unit, state);
            }
        }
    }
}
