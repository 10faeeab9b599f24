package org.sparsecortex.spiking.measure;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/** What is counted of one group; times are grid steps. */
final class GroupStatistics {
    private final SpikeStatisticsParams params;
    private final int neurons;
    private final int sampled;
    private final long[] last;
    private final long[] interval;
    private final int[] intervals;
    private final long[] sum;
    private final long[] squares;
    private final double[] local;
    private final int[] pairs;
    private final long[] period;
    private final PairCounts correlated;
    private final Spectrum spectrum;
    private final int[] spikes;
    private final long[] totals = new long[6];

    private static final int SPIKES = 0;
    private static final int IN_BIN = 1;
    private static final int SAMPLE_IN_BIN = 2;
    private static final int SAMPLE_SUM = 3;
    private static final int SAMPLE_SQUARES = 4;
    private static final int LAST_BIN = 5;

    private long bins;

    GroupStatistics(SpikeStatisticsParams params, int neurons) {
        this.params = params;
        this.neurons = neurons;
        sampled = Math.min(params.sampleNeurons(), neurons);
        last = new long[neurons];
        interval = new long[neurons];
        intervals = new int[neurons];
        sum = new long[neurons];
        squares = new long[neurons];
        local = new double[neurons];
        pairs = new int[neurons];
        period = new long[params.periodBins()];
        spectrum = new Spectrum(params.spectrumBins());
        spikes = new int[neurons];
        correlated = new PairCounts(Math.min(params.pairNeurons(), neurons));
    }

    int neurons() {
        return neurons;
    }

    long spikes() {
        return totals[SPIKES];
    }

    /** Spikes in the last whole bin. */
    long lastBin() {
        return totals[LAST_BIN];
    }

    /** A spike of a neuron in step k, counted from the first that counts, which is 1. */
    void spike(int neuron, long k) {
        totals[SPIKES]++;
        spikes[neuron]++;
        totals[IN_BIN]++;
        totals[SAMPLE_IN_BIN] += neuron < sampled ? 1 : 0;
        correlated.spike(neuron);
        if (last[neuron] > 0) {
            long t = k - last[neuron];
            if (interval[neuron] > 0) {
                long before = interval[neuron];
                local[neuron] += 2.0 * Math.abs(t - before) / (t + before);
                pairs[neuron]++;
            }
            interval[neuron] = t;
            intervals[neuron]++;
            sum[neuron] += t;
            squares[neuron] += t * t;
        }
        last[neuron] = k;
    }

    /** The end of bin number {@code bin}, from 1. */
    void endBin(long bin) {
        bins++;
        totals[SAMPLE_SUM] += totals[SAMPLE_IN_BIN];
        totals[SAMPLE_SQUARES] += totals[SAMPLE_IN_BIN] * totals[SAMPLE_IN_BIN];
        if (period.length > 0) {
            period[(int) ((bin - 1) % period.length)] += totals[IN_BIN];
        }
        spectrum.add(totals[IN_BIN]);
        totals[LAST_BIN] = totals[IN_BIN];
        totals[IN_BIN] = 0;
        totals[SAMPLE_IN_BIN] = 0;
        if (bin % params.correlationBins() == 0) {
            correlated.endBin();
        }
    }

    /** A new sequence: no interval reaches over its start. */
    void forgetIntervals() {
        Arrays.fill(last, 0);
        Arrays.fill(interval, 0);
    }

    private boolean isRegular(int i) {
        return intervals[i] >= params.minIntervals();
    }

    /** Neurons with enough intervals. */
    int regularNeurons() {
        int n = 0;
        for (int i = 0; i < neurons; i++) {
            n += isRegular(i) ? 1 : 0;
        }
        return n;
    }

    double cv() {
        double total = 0;
        for (int i = 0; i < neurons; i++) {
            if (isRegular(i)) {
                total += cv(i);
            }
        }
        return total / regularNeurons();
    }

    private double cv(int i) {
        double mean = sum[i] / (double) intervals[i];
        double variance = squares[i] / (double) intervals[i] - mean * mean;
        return Math.sqrt(Math.max(0, variance)) / mean;
    }

    /** Writes the CV of each neuron from place {@code at} on; NaN without enough intervals. */
    void cvs(double[] all, int at) {
        for (int i = 0; i < neurons; i++) {
            all[at + i] = isRegular(i) ? cv(i) : Double.NaN;
        }
    }

    /** Writes the number of spikes of each neuron from place {@code at} on. */
    void spikes(double[] all, int at) {
        for (int i = 0; i < neurons; i++) {
            all[at + i] = spikes[i];
        }
    }

    double[] power() {
        return spectrum.power(neurons, params.binMs());
    }

    double cv2() {
        double total = 0;
        int n = 0;
        for (int i = 0; i < neurons; i++) {
            if (isRegular(i) && pairs[i] > 0) {
                total += local[i] / pairs[i];
                n++;
            }
        }
        return total / n;
    }

    double synchrony() {
        double mean = totals[SAMPLE_SUM] / (double) bins;
        return (totals[SAMPLE_SQUARES] / (double) bins - mean * mean) / mean;
    }

    double correlation() {
        return correlated.mean();
    }

    /** Rates in the bins of the period, Hz, after that many steps; a bin that has not come yet is NaN. */
    double[] periodRateHz(long steps) {
        double[] rates = new double[period.length];
        long whole = steps / params.binSteps();
        for (int b = 0; b < rates.length; b++) {
            long times = whole / period.length + (b < whole % period.length ? 1 : 0);
            rates[b] = 1000.0 * period[b] / (neurons * params.binMs() * times);
        }
        return rates;
    }

    void state(State state) {
        bins = state.keep("bins", bins);
        state.keep("totals", totals);
        state.keep("last", last);
        state.keep("interval", interval);
        state.keep("intervals", intervals);
        state.keep("sum", sum);
        state.keep("squares", squares);
        state.keep("local", local);
        state.keep("pairs", pairs);
        state.keep("period", period);
        correlated.state(state);
        spectrum.state(state);
        state.keep("spikes", spikes);
    }
}
