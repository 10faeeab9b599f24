package org.sparsecortex.v1.probabilistic;

import java.util.Arrays;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.TopK;

/**
 * The E step of truncated EM over a chunk of samples; one for all superpositions and priors.
 *
 * <pre>
 *   K = {0} + all states with one unit on + all states of the H' candidates with 2..gamma units on
 *   l(s) = ln p(s) + ln p(y | s),   q(s) = exp(l_T(s)) / sum over K of exp(l_T)
 *   evidence = ln sum over K of exp(l);   free energy: its mean over samples
 * </pre>
 *
 * l_T: l / T, or ln p(s) + ln p(y | s) / T where the rule keeps the prior. States that are e^-40 below the best weigh 0, which is
 * less than what rounding takes from the sum. Of the samples the N_u = floor(N (1 - (1 - A) c) + 1/2) with the largest evidence
 * are learnt from; A: prior mass of the states with at most gamma units on; c: cut, N: samples of the chunk.
 */
final class ExpectationStep {
    /** What {@link Chunk#scores} holds: evidence, mean number of active units, 1 if the most probable state has gamma of them. */
    static final int SCORES = 3;

    private static final double NOTHING = 40.0;
    private static final int HEADER = 3; // samples used, expected squared residual, squared samples

    private final Parameters theta;
    private final SuperpositionRule rule;
    private final StateTree tree;
    private final int candidates;
    private final int most;
    private final double[] odds;
    private final double[] logSingle;
    private final double[] logTree;
    private final double[] priorTree;
    private final double[] single;
    private final double[] weights;
    private final double[] score;
    private double logSilent;
    private double silentWeight;
    private double temperature = 1.0;
    private double cutShare;
    private Kept[] kept = {};
    private double[][] samples = {};

    /** What is kept of a sample until it is known whether it is learnt from. */
    private static final class Kept {
        final int[] candidates;
        final double[] presence;
        final double[] codes;
        final double[] moments;
        double likelihood;

        Kept(int candidates, int presence, int codes, int moments) {
            this.candidates = new int[candidates];
            this.presence = new double[presence];
            this.codes = new double[codes];
            this.moments = new double[moments];
        }
    }

    ExpectationStep(Parameters theta, SuperpositionRule rule, StateTree tree, int candidates, int most) {
        this.theta = theta;
        this.rule = rule;
        this.tree = tree;
        this.candidates = candidates;
        this.most = most;
        odds = new double[theta.probability.length];
        logSingle = new double[odds.length];
        single = new double[odds.length];
        logTree = new double[tree.size()];
        priorTree = new double[tree.size()];
        weights = new double[tree.size()];
        score = new double[theta.atoms()];
    }

    /** Follows changed parameters, temperature or cut. */
    void prepare(double temperature, double cut) {
        this.temperature = temperature;
        logSilent = theta.logSilent();
        theta.logOdds(odds);
        double within = Arrays.stream(theta.active(most)).sum();
        cutShare = 1.0 - (1.0 - Math.min(1.0, within)) * cut;
        rule.prepare(temperature);
    }

    int statisticsSize() {
        return HEADER + theta.probability.length + rule.statisticsSize();
    }

    /** New parameters from the sums of {@link #code}'s statistics. */
    void learn(double[] sums) {
        double[] presence = Arrays.copyOfRange(sums, HEADER, HEADER + theta.probability.length);
        rule.learn(sums, HEADER + presence.length, new SuperpositionRule.Totals(sums[0], sums[1], sums[2], presence));
        theta.learn(presence, sums[0], most);
    }

    /** Codes a chunk; its codes, scores and statistics are written, and {@code totals[0]} is the number of samples learnt from. */
    void code(Chunk chunk) {
        int count = chunk.count();
        makeRoom(count);
        for (int n = 0; n < count; n++) {
            chunk.sample(n, samples[n]);
        }
        rule.begin(samples, count);
        double[] evidence = new double[count];
        for (int n = 0; n < count; n++) {
            infer(n, chunk.scores(), n * SCORES);
            evidence[n] = chunk.scores()[n * SCORES];
            System.arraycopy(kept[n].codes, 0, chunk.codes(), n * theta.atoms(), theta.atoms());
        }
        int used = (int) Math.floor(count * cutShare + 0.5);
        chunk.totals()[0] = used;
        if (chunk.learns()) {
            collect(TopK.select(evidence, used), chunk.statistics(statisticsSize()));
        }
    }

    /** Posterior probability of each value in each unit, of sample {@code n} of the last chunk. */
    double[] presence(int n) {
        return kept[n].presence.clone();
    }

    private void makeRoom(int count) {
        if (kept.length < count) {
            kept = new Kept[count];
            samples = new double[count][theta.dimension()];
            for (int n = 0; n < count; n++) {
                kept[n] = new Kept(candidates, odds.length, theta.atoms(), rule.keptSize());
            }
        }
    }

    private void collect(int[] used, double[] statistics) {
        rule.clear();
        statistics[0] = used.length;
        for (int n : used) {
            Kept k = kept[n];
            statistics[1] += (rule.logNorm - k.likelihood) * rule.twiceVariance;
            statistics[2] += rule.sampleSquares[n];
            for (int i = 0; i < k.presence.length; i++) {
                statistics[HEADER + i] += k.presence[i];
            }
            rule.collect(n, k.candidates, k.presence, k.codes, k.moments);
        }
        rule.write(statistics, HEADER + odds.length);
    }

    /** The E step of one sample. */
    private void infer(int n, double[] scores, int at) {
        Kept k = kept[n];
        rule.singles(n, logSingle);
        rule.scores(n, logSingle, odds, score);
        select(k.candidates);
        int values = theta.values.length;
        for (int i = 0; i < tree.singles(); i++) {
            int state = k.candidates[i / values] * values + i % values;
            logTree[i] = logSingle[state];
            priorTree[i] = odds[state];
        }
        rule.multiples(n, k.candidates, logTree);
        for (int i = tree.singles(); i < logTree.length; i++) {
            int[] ranks = tree.ranks(i);
            int added = ranks.length - 1;
            priorTree[i] =
                    priorTree[tree.parent(i)] + odds[k.candidates[ranks[added]] * values + tree.values(i)[added]];
        }
        double silent = rule.silent(n);
        double free = weigh(silent, 1.0, 1.0);
        scores[at] = logSilent + free;
        scores[at + 2] = isSaturated() ? 1.0 : 0.0;
        if (temperature != 1.0) {
            weigh(silent, rule.keepsPrior() ? 1.0 : temperature, temperature);
        }
        expect(n, k, silent);
        double active = 0.0;
        for (double p : k.presence) {
            active += p;
        }
        scores[at + 1] = active;
    }

    /** Units with the highest scores, the best first; ties go to the lower unit. */
    private void select(int[] best) {
        double last = 0.0;
        for (int h = 0; h < score.length; h++) {
            if (h < best.length || score[h] > last) {
                int at = Math.min(h, best.length - 1);
                while (at > 0 && score[h] > score[best[at - 1]]) {
                    best[at] = best[at - 1];
                    at--;
                }
                best[at] = h;
                last = score[best[Math.min(h, best.length - 1)]];
            }
        }
    }

    /** Weights of all states, whose prior counts relative to that of silence; returns the log of their sum before division. */
    private double weigh(double silent, double priorTemperature, double likelihoodTemperature) {
        temper(odds, priorTemperature, logSingle, likelihoodTemperature, 0, single);
        temper(priorTree, priorTemperature, logTree, likelihoodTemperature, tree.singles(), weights);
        double top = silent / likelihoodTemperature;
        top = largest(single, 0, top);
        top = largest(weights, tree.singles(), top);
        double log = silent / likelihoodTemperature - top;
        silentWeight = log < -NOTHING ? 0.0 : ExactMath.exp(log);
        double sum = silentWeight + exponentials(single, 0, top);
        sum += exponentials(weights, tree.singles(), top);
        silentWeight /= sum;
        divide(single, 0, sum);
        divide(weights, tree.singles(), sum);
        return top + ExactMath.log(sum);
    }

    /** All states at once, in a loop that is vectorised. */
    private static void temper(double[] prior, double priorT, double[] log, double logT, int from, double[] out) {
        for (int i = from; i < out.length; i++) {
            out[i] = prior[i] / priorT + log[i] / logT;
        }
    }

    private static double largest(double[] logs, int from, double least) {
        double top = least;
        for (int i = from; i < logs.length; i++) {
            top = logs[i] > top ? logs[i] : top;
        }
        return top;
    }

    private static double exponentials(double[] logs, int from, double top) {
        double sum = 0.0;
        for (int i = from; i < logs.length; i++) {
            double log = logs[i] - top;
            logs[i] = 0.0;
            if (log >= -NOTHING) {
                logs[i] = ExactMath.exp(log);
                sum += logs[i];
            }
        }
        return sum;
    }

    private static void divide(double[] weights, int from, double by) {
        for (int i = from; i < weights.length; i++) {
            weights[i] /= by;
        }
    }

    /** Whether the most probable state, the first of equals, has gamma units on. */
    private boolean isSaturated() {
        double best = silentWeight;
        double ofOne = largest(single, 0, best);
        int size = ofOne > best ? 1 : 0;
        best = ofOne;
        for (int i = tree.singles(); i < weights.length; i++) {
            if (weights[i] > best) {
                best = weights[i];
                size = tree.ranks(i).length;
            }
        }
        return size == most;
    }

    private void expect(int n, Kept k, double silent) {
        int values = theta.values.length;
        System.arraycopy(single, 0, k.presence, 0, single.length);
        double likelihood = silentWeight * silent;
        for (int i = 0; i < single.length; i++) {
            if (single[i] != 0.0) {
                likelihood += single[i] * logSingle[i];
            }
        }
        for (int i = tree.singles(); i < weights.length; i++) {
            if (weights[i] != 0.0) {
                likelihood += weights[i] * logTree[i];
                int[] ranks = tree.ranks(i);
                for (int r = 0; r < ranks.length; r++) {
                    k.presence[k.candidates[ranks[r]] * values + tree.values(i)[r]] += weights[i];
                }
            }
        }
        k.likelihood = likelihood;
        Arrays.fill(k.codes, 0.0);
        int state = 0;
        for (int h = 0; h < k.codes.length; h++) {
            for (double v : theta.values) {
                k.codes[h] += v * k.presence[state++];
            }
        }
        Arrays.fill(k.moments, 0.0);
        rule.expect(n, k.candidates, single, weights, k.codes, k.moments);
    }
}
