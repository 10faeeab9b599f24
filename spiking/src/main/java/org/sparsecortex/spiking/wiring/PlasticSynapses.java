package org.sparsecortex.spiking.wiring;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/**
 * Synapses of one projection onto a range of targets whose weights follow {@link PairRule}.
 *
 * <p>A synapse is brought up to date when a spike of its source arrives, from the spikes of its target since the one before; so it
 * costs nothing else. It reads what happened to itself and to its target only, so no order of sources and no cut can show. Spikes of a target that
 * all its synapses have learned from are forgotten; to that end all of a target's synapses are brought up to date when it
 * holds many.
 */
public final class PlasticSynapses {
    private static final int MANY = 256;

    private final PairRule rule;
    private final boolean nearest;
    private final double unit;
    private final int from;
    private final int shortest;
    private final int longest;
    private final int delays;
    private final DecayTable plus;
    private final DecayTable minus;
    private final int[] starts;
    private final int[] target;
    private final short[] delay;
    private final double[] weight;
    private final double[] trace;
    private final long[] lastPre;
    private final long[] next;
    private final int[] firstOf;
    private final int[] ofTarget;
    private final PostSpikes[] posts;
    private final Eligibility eligibility;
    private final long normalEvery;
    private final double normalTotal;

    /**
     * @param wiring one projection
     * @param unit what a whole unit of weight is
     * @param from first target
     * @param to target after the last one
     */
    public PlasticSynapses(Wiring wiring, PairRule rule, double unit, double stepMs, int from, int to) {
        this.rule = rule;
        this.unit = unit;
        this.from = from;
        nearest = rule.pairing() == PairRule.Pairing.NEAREST;
        plus = new DecayTable(rule.tauPlusMs(), stepMs);
        minus = new DecayTable(rule.tauMinusMs(), stepMs);
        shortest = wiring.shortest();
        longest = wiring.longest();
        delays = longest - shortest + 1;
        starts = new int[Math.addExact(Math.multiplyExact(wiring.sources(), delays), 1)];
        firstOf = new int[to - from + 1];
        int size = count(wiring, from, to);
        target = new int[size];
        delay = new short[size];
        weight = new double[size];
        trace = new double[size];
        lastPre = new long[size];
        next = new long[size];
        ofTarget = new int[size];
        fill(wiring, from, to);
        posts = new PostSpikes[to - from];
        Arrays.setAll(posts, j -> new PostSpikes());
        normalEvery = rule.normalise().map(n -> n.steps(stepMs)).orElse(0L);
        normalTotal = rule.normalise().map(Normalisation::total).orElse(0.0);
        eligibility = rule.reward()
                .map(r -> new Eligibility(r, rule.maxWeight(), stepMs, size))
                .orElse(null);
    }

    private int row(Wiring.Link link, Drawn found, int k) {
        return (link.firstSource() + found.source(k)) * delays + link.delay(found, k) - shortest;
    }

    private int count(Wiring wiring, int from, int to) {
        Drawn drawn = new Drawn();
        for (int t = from; t < to; t++) {
            int at = t - from + 1;
            firstOf[at] = firstOf[at - 1];
            wiring.synapses(t, drawn, (link, found) -> {
                firstOf[at] = Math.addExact(firstOf[at], found.size());
                for (int k = 0; k < found.size(); k++) {
                    starts[row(link, found, k) + 1]++;
                }
            });
        }
        for (int row = 1; row < starts.length; row++) {
            starts[row] += starts[row - 1];
        }
        return firstOf[to - from];
    }

    private void fill(Wiring wiring, int from, int to) {
        Drawn drawn = new Drawn();
        int[] place = Arrays.copyOf(starts, starts.length);
        for (int t = from; t < to; t++) {
            int local = t - from;
            wiring.synapses(t, drawn, (link, found) -> {
                for (int k = 0; k < found.size(); k++) {
                    int s = place[row(link, found, k)]++;
                    ofTarget[firstOf[local] + k] = s;
                    target[s] = local;
                    delay[s] = (short) link.delay(found, k);
                    weight[s] = Math.min(rule.maxWeight(), link.weight(found, k) * unit);
                }
            });
        }
    }

    /** Shortest delay, grid steps. */
    public int shortest() {
        return shortest;
    }

    /** Longest delay, grid steps. */
    public int longest() {
        return longest;
    }

    /**
     * A spike of a source arrives in step k: its synapses learn, and their weights are added to the sums of their targets.
     *
     * @param isTaught whether depression counts
     * @param sums written; target {@code from} is at {@code at}
     */
    public void arrive(int source, int d, long k, boolean isTaught, int[] sums, int at) {
        int row = source * delays + d - shortest;
        long t = k - d;
        for (int s = starts[row]; s < starts[row + 1]; s++) {
            potentiate(s, t);
            PostSpikes post = posts[target[s]];
            long n = next[s] - 1;
            if (n >= post.first() && post.step(n) + d == t) {
                n--;
            }
            if (eligibility != null) {
                weight[s] = eligibility.weightAt(s, weight[s], t);
            }
            if (isTaught && n >= post.first() && rule.depression() > 0) {
                depress(s, post.trace(n) * minus.of(t - d - post.step(n)));
            }
            trace[s] = (nearest || lastPre[s] == 0 ? 0 : trace[s] * plus.of(t - lastPre[s])) + 1;
            lastPre[s] = t;
            sums[at + target[s]] += (int) Math.rint(weight[s] / unit);
        }
    }

    private void depress(int s, double post) {
        if (eligibility == null) {
            weight[s] = rule.depressed(weight[s], post);
        } else {
            eligibility.add(s, -rule.depression(weight[s], post));
        }
    }

    /** Learns from the spikes of the target that came to the synapse up to step t. */
    private void potentiate(int s, long t) {
        PostSpikes post = posts[target[s]];
        long n = next[s];
        for (; n < post.end() && post.step(n) + delay[s] <= t; n++) {
            if (eligibility == null) {
                weight[s] = after(s, weight[s], post, n);
            } else {
                mark(s, post, n);
            }
        }
        next[s] = n;
    }

    /** A spike of the target comes to a synapse that waits for reward. */
    private void mark(int s, PostSpikes post, long n) {
        if ((lastPre[s] > 0 || rule.isForAll()) && post.taught(n)) {
            long at = post.step(n) + delay[s];
            weight[s] = eligibility.weightAt(s, weight[s], at);
            eligibility.add(s, rule.potentiation(weight[s], traceAt(s, at)));
        }
    }

    /** What is at the port of the reward in the steps after one, if the rule has one. */
    public void reward(long after, int steps, double[] values, boolean isTaught) {
        if (eligibility.dopamine.pieces() >= Dopamine.MANY) {
            for (int s = 0; s < weight.length; s++) {
                goTo(s, after - delay[s]);
            }
            eligibility.dopamine.forget(after - longest);
        }
        eligibility.dopamine.hear(after, steps, values, isTaught);
    }

    private void goTo(int s, long t) {
        potentiate(s, t);
        weight[s] = eligibility.weightAt(s, weight[s], t);
    }

    private double after(int s, double w, PostSpikes post, long n) {
        return (lastPre[s] > 0 || rule.isForAll()) && post.taught(n)
                ? rule.potentiated(w, traceAt(s, post.step(n) + delay[s]))
                : w;
    }

    /** The trace of potentiation of a synapse in step t. */
    private double traceAt(int s, long t) {
        return lastPre[s] == 0 ? 0 : trace[s] * plus.of(t - lastPre[s]);
    }

    /** Whether the weights are to be normalised after step k. */
    public boolean isNormalisedAfter(long k) {
        return normalEvery > 0 && k % normalEvery == 0;
    }

    /** Scales the weights of each target to their total, after step k and all that arrived in it. */
    public void normalise(long k) {
        for (int local = 0; local < posts.length; local++) {
            double sum = 0;
            for (int i = firstOf[local]; i < firstOf[local + 1]; i++) {
                int s = ofTarget[i];
                potentiate(s, k - delay[s]);
                sum += weight[s];
            }
            double factor = sum > 0 ? normalTotal / sum : 1;
            for (int i = firstOf[local]; i < firstOf[local + 1]; i++) {
                int s = ofTarget[i];
                weight[s] = Math.min(rule.maxWeight(), weight[s] * factor);
            }
        }
    }

    /** A target spikes in step k, in which all that arrives has arrived. */
    public void spike(int neuron, long k, boolean isTaught) {
        PostSpikes post = posts[neuron - from];
        long before = post.end() - 1;
        double old = nearest || before < post.first() ? 0 : post.trace(before) * minus.of(k - post.step(before));
        post.add(k, old + 1, isTaught);
        if (post.size() >= MANY) {
            forget(neuron - from, k + 1);
        }
    }

    /** Forgets the spikes that all synapses of a target have learned from before step k, but for the two last of them. */
    private void forget(int local, long k) {
        for (int i = firstOf[local]; i < firstOf[local + 1]; i++) {
            int s = ofTarget[i];
            potentiate(s, k - delay[s] - 1);
        }
        PostSpikes post = posts[local];
        long n = post.first();
        while (n < post.end() && post.step(n) <= k - 2L * longest - 1) {
            n++;
        }
        post.forget(Math.max(post.first(), n - 2));
    }

    /** Learns what is to be learned from the spikes up to now, forgets them, and keeps the weights. */
    public void clear() {
        for (int s = 0; s < weight.length; s++) {
            weight[s] = upToDate(s);
        }
        Arrays.setAll(posts, j -> new PostSpikes());
        Arrays.fill(trace, 0);
        Arrays.fill(lastPre, 0);
        Arrays.fill(next, 0);
        if (eligibility != null) {
            eligibility.clear();
        }
    }

    /** Weights in the order of targets and of their draws, each with all that its target's spikes up to now will have done to it. */
    public double[] weights() {
        double[] all = new double[ofTarget.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = upToDate(ofTarget[i]);
        }
        return all;
    }

    private double upToDate(int s) {
        if (eligibility != null) {
            return rewarded(s);
        }
        PostSpikes post = posts[target[s]];
        double w = weight[s];
        for (long n = next[s]; n < post.end(); n++) {
            w = after(s, w, post, n);
        }
        return w;
    }

    /** The weight that spikes and rewards up to now have made, which leaves the synapse as it is. */
    private double rewarded(int s) {
        double w = weight[s];
        long n = next[s];
        double[] found = new double[1];
        eligibility.ahead(s, () -> {
            goTo(s, eligibility.dopamine.now());
            found[0] = weight[s];
        });
        weight[s] = w;
        next[s] = n;
        return found[0];
    }

    /** Visits what all ranges know. */
    public void shared(State state) {
        if (eligibility != null) {
            eligibility.dopamine.state(state);
        }
    }

    /** Number of synapses onto a target. */
    public int indegree(int neuron) {
        return firstOf[neuron - from + 1] - firstOf[neuron - from];
    }

    /** Visits the synapses of a target. */
    public void unit(int neuron, State state) {
        int local = neuron - from;
        posts[local].state(state);
        for (int i = firstOf[local]; i < firstOf[local + 1]; i++) {
            int s = ofTarget[i];
            weight[s] = state.keep("weight", weight[s]);
            trace[s] = state.keep("trace", trace[s]);
            lastPre[s] = state.keep("lastPre", lastPre[s]);
            next[s] = state.keep("next", next[s]);
            if (eligibility != null) {
                eligibility.synapse(s, state);
            }
        }
    }
}
