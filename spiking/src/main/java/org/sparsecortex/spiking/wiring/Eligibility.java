package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/** What pairs have made of some synapses that dopamine turns into weight, after {@link Reward}. */
final class Eligibility {
    private final double maxWeight;
    private final double[] trace;
    private final long[] last;

    /** Dopamine of the past. */
    final Dopamine dopamine;

    Eligibility(Reward reward, double maxWeight, double stepMs, int synapses) {
        this.maxWeight = maxWeight;
        dopamine = new Dopamine(reward, stepMs);
        trace = new double[synapses];
        last = new long[synapses];
    }

    /** The weight of a synapse at a step that is not before the last one asked for. */
    double weightAt(int s, double weight, long step) {
        double w = weight;
        if (step > last[s]) {
            if (trace[s] != 0) {
                w = Math.max(0, Math.min(maxWeight, w + trace[s] * dopamine.effect(last[s], step)));
                trace[s] *= dopamine.left(step - last[s]);
            }
            last[s] = step;
        }
        return w;
    }

    /** A pair of spikes. */
    void add(int s, double change) {
        trace[s] += change;
    }

    /** Runs something that looks ahead, and puts the synapse back to where it was. */
    void ahead(int s, Runnable look) {
        double c = trace[s];
        long at = last[s];
        look.run();
        trace[s] = c;
        last[s] = at;
    }

    void clear() {
        Arrays.fill(trace, 0);
        Arrays.fill(last, dopamine.now());
    }

    void synapse(int s, State state) {
        trace[s] = state.keep("eligibility", trace[s]);
        last[s] = state.keep("lastReward", last[s]);
    }
}
