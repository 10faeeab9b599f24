package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Which share of its weight each spike of the last grid steps has, of the sources of one projection with {@link ShortTerm}
 * plasticity. Equal in all ranges.
 */
public final class Releases {
    private final ShortTerm model;
    private final double stepMs;
    private final int firstSource;
    private final double[] x;
    private final double[] u;
    private final long[] last;
    private final SpikeHistory spikes;
    private final double[][] effects;

    /**
     * @param firstSource number of the first source in the network
     * @param sources how many there are
     * @param steps how many steps are remembered, at least
     */
    public Releases(ShortTerm model, double stepMs, int firstSource, int sources, int steps) {
        this.model = model;
        this.stepMs = stepMs;
        this.firstSource = firstSource;
        x = new double[sources];
        u = new double[sources];
        last = new long[sources];
        spikes = new SpikeHistory(steps);
        effects = new double[spikes.slots()][4];
        clear();
    }

    /** Puts all synapses into their first state and forgets all spikes. */
    public void clear() {
        Arrays.fill(x, 1);
        Arrays.fill(u, 0);
        Arrays.fill(last, 0);
        spikes.clear();
    }

    /** Forgets what a step's place held. */
    public void begin(long step) {
        spikes.begin(step);
    }

    /** A spike of a step; those of a source must come in the order of time. Sources of other projections are passed over. */
    public void spike(long step, int source) {
        int i = source - firstSource;
        if (i < 0 || i >= x.length) {
            return;
        }
        double d = (step - last[i]) * stepMs;
        double recovered = 1 - (1 - x[i]) * ExactMath.exp(-d / model.recoveryMs());
        double kept = model.facilitationMs() == 0 ? 0 : u[i] * ExactMath.exp(-d / model.facilitationMs());
        u[i] = kept + model.utilisation() * (1 - kept);
        double effect = u[i] * recovered;
        x[i] = recovered - effect;
        last[i] = step;
        int slot = spikes.slot(step);
        int at = spikes.count(step);
        if (at == effects[slot].length) {
            effects[slot] = Arrays.copyOf(effects[slot], 2 * at);
        }
        effects[slot][at] = effect;
        spikes.add(step, source);
    }

    /** The share of the i-th spike of a step. */
    double effect(long step, int i) {
        return effects[spikes.slot(step)][i];
    }

    /** Adds what the synapses of one store bring in step k to the sums of their targets; target {@code from} is at {@code at}. */
    public void deliver(Synapses store, long k, int shortest, int longest, int[] sums, int at) {
        for (int delay = shortest; delay <= longest && k - delay > 0; delay++) {
            long sent = k - delay;
            int[] sources = spikes.sources(sent);
            double[] shares = effects[spikes.slot(sent)];
            for (int s = 0; s < spikes.count(sent); s++) {
                store.deliver(sources[s], delay, shares[s], sums, at);
            }
        }
    }

    /** Visits all of it. */
    public void state(State state) {
        state.keep("resources", x);
        state.keep("utilisation", u);
        state.keep("lastSpike", last);
        spikes.state(state);
        for (int slot = 0; slot < effects.length; slot++) {
            int count = spikes.countOfSlot(slot);
            if (effects[slot].length < count) {
                effects[slot] = new double[count];
            }
            state.keep("effects", effects[slot], 0, count);
        }
    }
}
