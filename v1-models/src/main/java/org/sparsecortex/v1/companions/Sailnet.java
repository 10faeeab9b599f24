package org.sparsecortex.v1.companions;

import java.util.Arrays;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.KeyedRandom;

/**
 * The learner of {@link SailnetParams}.
 */
final class Sailnet implements Learner {
    private static final int SCORES = 4; // spikes, active neurons, squared error, squared patch

    private final SailnetParams p;
    private final int n;
    private final int neurons;
    private final double[] fields;
    private final double[] inhibition;
    private final double[] thresholds;
    private double[] columns;

    Sailnet(SailnetParams params, long seed) {
        p = params;
        n = params.dimension();
        neurons = params.neurons();
        fields = Dense.gaussian(KeyedRandom.of(seed, "initial fields"), neurons, n);
        Dense.normaliseRows(fields, n);
        inhibition = new double[neurons * neurons];
        thresholds = new double[neurons];
        Arrays.fill(thresholds, p.firstThreshold());
        columns = Dense.transpose(fields, neurons, n);
    }

    @Override
    public int codeSize() {
        return neurons;
    }

    @Override
    public int scoreSize() {
        return SCORES;
    }

    @Override
    public void code(Chunk chunk) {
        double[] x = new double[n];
        double[] y = new double[neurons];
        double[] statistics =
                chunk.learns() ? chunk.statistics(neurons * neurons + neurons * n + neurons) : new double[0];
        for (int k = 0; k < chunk.count(); k++) {
            chunk.sample(k, x);
            standardise(x);
            respond(x, y);
            System.arraycopy(y, 0, chunk.codes(), k * neurons, neurons);
            score(x, y, chunk.scores(), k * SCORES);
            if (statistics.length > 0) {
                collect(x, y, statistics);
            }
        }
    }

    /** Gives {@code x} (written) mean 0 and variance 1. */
    private void standardise(double[] x) {
        double mean = 0.0;
        for (int i = 0; i < n; i++) {
            mean += x[i] / n;
        }
        double variance = 0.0;
        for (int i = 0; i < n; i++) {
            x[i] -= mean;
            variance += x[i] * x[i] / Math.max(1, n - 1);
        }
        for (int i = 0; i < n; i++) {
            x[i] = variance == 0.0 ? 0.0 : x[i] / Math.sqrt(variance);
        }
    }

    /** Shows {@code x} and counts spikes into {@code y} (written). */
    void respond(double[] x, double[] y) {
        double[] drive = new double[neurons];
        double[] inhibited = new double[neurons];
        double[] potential = new double[neurons];
        int[] spiking = new int[neurons];
        int spikes = 0;
        Dense.rowTimes(x, 0, columns, n, neurons, drive);
        Arrays.fill(y, 0.0);
        for (int t = 0; t < p.duration(); t++) {
            Arrays.fill(inhibited, 0.0);
            for (int k = 0; k < spikes; k++) {
                Dense.addScaled(1.0, inhibition, spiking[k] * neurons, inhibited, 0, neurons);
            }
            spikes = 0;
            for (int i = 0; i < neurons; i++) {
                potential[i] = (1.0 - p.timeStep()) * potential[i] + p.timeStep() * (drive[i] - inhibited[i]);
                if (potential[i] >= thresholds[i]) {
                    potential[i] = 0.0;
                    y[i] += 1.0;
                    spiking[spikes++] = i;
                }
            }
        }
    }

    private void score(double[] x, double[] y, double[] scores, int at) {
        double[] rebuilt = new double[n];
        Dense.rowTimes(y, 0, fields, neurons, n, rebuilt);
        for (double count : y) {
            scores[at] += count;
            scores[at + 1] += count > 0.0 ? 1 : 0;
        }
        scores[at + 3] = Dense.square(x, 0, n);
        Dense.addScaled(-1.0, x, 0, rebuilt, 0, n);
        scores[at + 2] = Dense.square(rebuilt, 0, n);
    }

    private void collect(double[] x, double[] y, double[] statistics) {
        int fieldsAt = neurons * neurons;
        int countsAt = fieldsAt + neurons * n;
        for (int i = 0; i < neurons; i++) {
            if (y[i] != 0.0) {
                Dense.addScaled(y[i], y, 0, statistics, i * neurons, neurons);
                Dense.addScaled(y[i], x, 0, statistics, fieldsAt + i * n, n);
                statistics[countsAt + i] += y[i];
            }
        }
    }

    @Override
    public void learn(StepSums sums) {
        double[] statistics = sums.statistics();
        int samples = sums.samples();
        int fieldsAt = neurons * neurons;
        int countsAt = fieldsAt + neurons * n;
        for (int i = 0; i < neurons; i++) {
            double square = statistics[i * neurons + i] / samples;
            for (int j = 0; j < n; j++) {
                fields[i * n + j] +=
                        p.fieldRate() * (statistics[fieldsAt + i * n + j] / samples - square * fields[i * n + j]);
            }
            thresholds[i] += p.thresholdRate() * (statistics[countsAt + i] / samples - p.targetRate());
            for (int j = 0; j < neurons; j++) {
                double change = statistics[i * neurons + j] / samples - p.targetRate() * p.targetRate();
                double weight = inhibition[i * neurons + j] + p.inhibitionRate() * change;
                inhibition[i * neurons + j] = i == j ? 0.0 : Math.max(0.0, weight);
            }
        }
        columns = Dense.transpose(fields, neurons, n);
    }

    /** Input weights Q, neuron by neuron; not a copy. */
    double[] fields() {
        return fields;
    }

    static Outputs<LearnerKernel<Sailnet>> outputs(SailnetParams p) {
        int m = p.neurons();
        return LearnerKernel.<Sailnet>codes(p.plan(), m, "spike counts for the patches")
                .global(
                        "fields",
                        Kind.REALS,
                        m * p.dimension(),
                        "input weights Q, neuron by neuron",
                        k -> Reals.of(k.learner().fields))
                .over(m, p.dimension())
                .global(
                        "inhibition",
                        Kind.REALS,
                        m * m,
                        "inhibitory weights W, row by row",
                        k -> Reals.of(k.learner().inhibition))
                .over(m, m)
                .global("thresholds", Kind.REALS, m, "thresholds theta", k -> Reals.of(k.learner().thresholds))
                .global(
                        "rate",
                        Kind.REALS,
                        1,
                        "mean spikes per neuron and patch",
                        k -> Reals.of(k.sums().meanScore(SCORES, 0) / m))
                .global(
                        "activeAtoms",
                        Kind.REALS,
                        1,
                        "mean number of neurons that spike for a patch",
                        k -> Reals.of(k.sums().meanScore(SCORES, 1)))
                .global(
                        "unexplained",
                        Kind.REALS,
                        1,
                        "squared error of the sum of y_i Q_i as a share of the squared patches",
                        k -> Reals.of(k.sums().meanScore(SCORES, 2)
                                / Math.max(k.sums().meanScore(SCORES, 3), Double.MIN_NORMAL)));
    }

    @Override
    public void shared(State state) {
        state.keep("fields", fields);
        state.keep("inhibition", inhibition);
        state.keep("thresholds", thresholds);
        columns = Dense.transpose(fields, neurons, n);
    }
}
