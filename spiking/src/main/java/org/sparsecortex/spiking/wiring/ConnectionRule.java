package org.sparsecortex.spiking.wiring;

import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.KeyedRandom;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Which sources a target has, as a function of (seed, name of the projection, number of the target) alone: a range of
 * targets finds its synapses without knowing of any other.
 *
 * <pre>
 *   fixed-indegree  K random sources for each target          fixed-total  S random pairs, among the targets by a multinomial
 *   bernoulli       each pair with probability p              one-to-one, all-to-all, listed
 * </pre>
 *
 * A source of the same number as the target is the neuron itself if the projection is recurrent; {@code autapses} says
 * whether it may be chosen.
 *
 * <p>Source: the usual rules of random networks, as in NEST.
 */
public sealed interface ConnectionRule {
    /**
     * Appends the sources of one target.
     *
     * @param random randomness of the projection
     * @param ends how many sources and targets there are, and whether they are the same neurons
     * @param out written: the sources
     */
    void sources(KeyedRandom random, Ends ends, int target, Drawn out);

    /** Whether the number of synapses of all targets is always the expected one. */
    default boolean isExact() {
        return true;
    }

    /** Whether the order of the synapses, target by target, is known to whoever writes a value for each. */
    default boolean isListable() {
        return false;
    }

    /** Expected number of synapses of all targets. */
    double expected(Ends ends);

    /**
     * Requires that the wiring can exist.
     *
     * @throws IllegalArgumentException if it cannot
     */
    void check(Ends ends);

    /**
     * What a projection connects.
     *
     * @param sources number of sources
     * @param targets number of targets
     * @param recurrent whether sources and targets are the same neurons
     */
    record Ends(int sources, int targets, boolean recurrent) {
        private int choices(boolean autapses) {
            return recurrent && !autapses ? sources - 1 : sources;
        }

        /** The source of a draw of 0 .. choices - 1. */
        private int source(int drawn, int target, boolean autapses) {
            return recurrent && !autapses && drawn >= target ? drawn + 1 : drawn;
        }
    }

    /** Every target has the same number of synapses from random sources. */
    @TypeName(value = "fixed-indegree", doc = "every target has the same number of synapses, from random sources")
    record FixedIndegree(
            @Param(doc = "synapses of each target", symbol = "K", min = 0, max = 1 << 24)
            int synapses,

            @Param(doc = "whether a neuron may connect to itself", def = "true")
            boolean autapses,

            @Param(doc = "whether a source may have several synapses on a target", def = "true")
            boolean multapses)
            implements ConnectionRule {
        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            int choices = ends.choices(autapses);
            if (multapses) {
                for (int k = 0; k < synapses; k++) {
                    out.below(choices, random, target, k);
                    out.move(ends.source(out.last(), target, autapses));
                }
            } else {
                out.distinct(choices, synapses, random, target);
                for (int k = 0; k < synapses; k++) {
                    out.move(k, ends.source(out.source(k), target, autapses));
                }
            }
        }

        @Override
        public double expected(Ends ends) {
            return (double) synapses * ends.targets;
        }

        @Override
        public void check(Ends ends) {
            int choices = ends.choices(autapses);
            Checks.that(
                    synapses == 0 || (multapses ? choices > 0 : synapses <= choices),
                    "synapses",
                    synapses,
                    "cannot exist: there are " + choices + " sources to choose from"
                            + (multapses ? "" : "; take at most as many, or set multapses to true"));
        }
    }

    /**
     * A fixed number of synapses, each between a random source and a random target; several may join the same pair.
     *
     * <p>The in-degrees are multinomial: a tree over the targets, cut in halves, hands each half a binomial share of its
     * synapses, keyed by its bounds. So a target finds its in-degree in log2(targets) draws.
     */
    @TypeName(value = "fixed-total", doc = "a fixed number of synapses between random pairs")
    record FixedTotal(
            @Param(doc = "synapses of all targets", symbol = "S", min = 0, max = 1e12)
            long synapses,

            @Param(doc = "whether a neuron may connect to itself", def = "true")
            boolean autapses)
            implements ConnectionRule {
        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            int count = indegree(random, ends.targets, target);
            int choices = ends.choices(autapses);
            for (int k = 0; k < count; k++) {
                out.below(choices, random, target, k);
                out.move(ends.source(out.last(), target, autapses));
            }
        }

        /** Synapses of one target. */
        int indegree(KeyedRandom random, int targets, int target) {
            long left = synapses;
            int from = 0;
            int to = targets;
            while (to - from > 1) {
                int middle = (from + to) >>> 1;
                double share = (middle - from) / (double) (to - from);
                // steps from 2^62 on are those of the tree: no synapse uses them
                long lower = Binomial.draw(left, share, random, from, 1L << 62 | to);
                if (target < middle) {
                    left = lower;
                    to = middle;
                } else {
                    left -= lower;
                    from = middle;
                }
            }
            return Math.toIntExact(left);
        }

        @Override
        public double expected(Ends ends) {
            return synapses;
        }

        @Override
        public void check(Ends ends) {
            Checks.that(
                    synapses == 0 || ends.choices(autapses) > 0,
                    "synapses",
                    synapses,
                    "cannot exist: there is no source to choose from");
            Checks.that(
                    synapses / Math.max(1, ends.targets) < 1 << 24,
                    "synapses",
                    synapses,
                    "is more than 2^24 on each of " + ends.targets + " targets");
        }
    }

    /** Each pair is joined with the same probability. */
    @TypeName(value = "bernoulli", doc = "each pair is joined with the same probability, at most once")
    record Bernoulli(
            @Param(doc = "probability of a synapse", symbol = "p", min = 0, max = 1)
            double probability,

            @Param(doc = "whether a neuron may connect to itself", def = "true")
            boolean autapses)
            implements ConnectionRule {
        /** Runs over the sources in gaps of geometric length, floor(ln u / ln(1 - p)). */
        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            if (probability <= 0) {
                return;
            }
            double scale = probability >= 1 ? 0 : 1 / ExactMath.log1p(-probability);
            int choices = ends.choices(autapses);
            long at = -1;
            for (int k = 0; ; k++) {
                double u = 1 - random.uniform(target, 1, k);
                at += 1 + (long) Math.min(choices, Math.floor(ExactMath.log(u) * scale));
                if (at >= choices) {
                    return;
                }
                out.add(ends.source((int) at, target, autapses), random, target, k);
            }
        }

        @Override
        public boolean isExact() {
            return false;
        }

        @Override
        public double expected(Ends ends) {
            return probability * ends.choices(autapses) * ends.targets;
        }

        @Override
        public void check(Ends ends) {
            // any probability can exist
        }
    }

    /**
     * Pairs are joined with a probability that falls with their distance, on the unit square.
     *
     * <pre>  p(d) = p_max exp(-(d/sigma)^2 / 2)   or   p_max exp(-d/sigma)  </pre>
     *
     * Neuron i of N stands on a square grid of side s = ceil(sqrt N), row by row, at ((i mod s + 1/2)/s, (i div s + 1/2)/s). A
     * target runs over the sources in gaps of geometric length for p_max and keeps each with p(d)/p_max.
     */
    @TypeName(value = "distance", doc = "pairs are joined with a probability that falls with their distance on a sheet")
    record Distance(
            @Param(doc = "probability at distance 0", symbol = "p_max", min = 0, max = 1)
            double probability,

            @Param(doc = "how fast it falls, as a part of the sheet's side", symbol = "sigma", min = 1e-6, max = 1e6)
            double scale,

            @Param(doc = "how it falls", def = "\"gaussian\"")
            Fall fall,

            @Param(doc = "whether opposite edges of the sheet meet", def = "true")
            boolean torus,

            @Param(doc = "whether a neuron may connect to itself", def = "true")
            boolean autapses)
            implements ConnectionRule {
        private static final int SAMPLED = 200;

        /** How a probability falls. */
        public enum Fall {
            /** As the normal density. */
            GAUSSIAN,
            /** Exponentially. */
            EXPONENTIAL
        }

        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            if (probability <= 0) {
                return;
            }
            double gap = probability >= 1 ? 0 : 1 / ExactMath.log1p(-probability);
            int choices = ends.choices(autapses);
            long at = -1;
            for (int k = 0; ; k++) {
                at += 1 + (long) Math.min(choices, Math.floor(ExactMath.log(1 - random.uniform(target, 1, k)) * gap));
                if (at >= choices) {
                    return;
                }
                int source = ends.source((int) at, target, autapses);
                if (random.uniform(target, 2, k) < share(ends, source, target)) {
                    out.add(source, random, target, k);
                }
            }
        }

        /** p(d) / p_max. */
        private double share(Ends ends, int source, int target) {
            double s = Math.ceil(Math.sqrt(ends.sources));
            double t = Math.ceil(Math.sqrt(ends.targets));
            double dx = apart((source % s + 0.5) / s, (target % t + 0.5) / t);
            double dy = apart((Math.floor(source / s) + 0.5) / s, (Math.floor(target / t) + 0.5) / t);
            double square = (dx * dx + dy * dy) / (scale * scale);
            return ExactMath.exp(fall == Fall.GAUSSIAN ? -square / 2 : -Math.sqrt(square));
        }

        private double apart(double a, double b) {
            double d = Math.abs(a - b);
            return torus ? Math.min(d, 1 - d) : d;
        }

        @Override
        public boolean isExact() {
            return false;
        }

        /** From the probabilities of all sources of evenly spaced targets. */
        @Override
        public double expected(Ends ends) {
            int targets = Math.min(SAMPLED, ends.targets);
            double sum = 0;
            for (int i = 0; i < targets; i++) {
                int target = (int) ((long) i * ends.targets / targets);
                for (int source = 0; source < ends.sources; source++) {
                    sum += ends.recurrent && !autapses && source == target ? 0 : share(ends, source, target);
                }
            }
            return probability * sum * ends.targets / targets;
        }

        @Override
        public void check(Ends ends) {
            // any probability can exist
        }
    }

    /** Source i is connected to target i. */
    @TypeName(value = "one-to-one", doc = "source i has one synapse on target i")
    record OneToOne() implements ConnectionRule {
        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            out.add(target, random, target, 0);
        }

        @Override
        public boolean isListable() {
            return true;
        }

        @Override
        public double expected(Ends ends) {
            return ends.targets;
        }

        @Override
        public void check(Ends ends) {
            Checks.that(
                    ends.sources == ends.targets,
                    "rule",
                    "one-to-one",
                    "needs as many sources as targets, not " + ends.sources + " and " + ends.targets);
        }
    }

    /** Every source is connected to every target. */
    @TypeName(value = "all-to-all", doc = "every source has one synapse on every target")
    record AllToAll(
            @Param(doc = "whether a neuron may connect to itself", def = "true")
            boolean autapses) implements ConnectionRule {
        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            int choices = ends.choices(autapses);
            for (int k = 0; k < choices; k++) {
                out.add(ends.source(k, target, autapses), random, target, k);
            }
        }

        @Override
        public boolean isListable() {
            return true;
        }

        @Override
        public double expected(Ends ends) {
            return (double) ends.choices(autapses) * ends.targets;
        }

        @Override
        public void check(Ends ends) {
            // always possible
        }
    }

    /** Synapses that are listed one by one. */
    @TypeName(value = "listed", doc = "synapses listed one by one")
    record Listed(
            @Param(doc = "number of the source of each synapse, within its group", min = 0, max = 1 << 26)
            List<Integer> sources,

            @Param(doc = "number of the target of each synapse, within its group", min = 0, max = 1 << 26)
            List<Integer> targets)
            implements ConnectionRule {
        public Listed {
            Checks.equal("targets.length", targets.size(), sources.size());
        }

        @Override
        public void sources(KeyedRandom random, Ends ends, int target, Drawn out) {
            int k = 0;
            for (int i = 0; i < targets.size(); i++) {
                if (targets.get(i) == target) {
                    out.add(sources.get(i), random, target, k++);
                }
            }
        }

        @Override
        public boolean isListable() {
            for (int i = 1; i < targets.size(); i++) {
                if (targets.get(i) < targets.get(i - 1)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public double expected(Ends ends) {
            return sources.size();
        }

        @Override
        public void check(Ends ends) {
            for (int i = 0; i < sources.size(); i++) {
                Checks.inRange("sources", sources.get(i), 0, ends.sources - 1);
                Checks.inRange("targets", targets.get(i), 0, ends.targets - 1);
            }
        }
    }
}
