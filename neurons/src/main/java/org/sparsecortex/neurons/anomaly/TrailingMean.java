package org.sparsecortex.neurons.anomaly;

import org.sparsecortex.sdr.kernel.State;

/** Mean of the last values of a stream, and the running mean and deviation of that mean over the whole past. */
final class TrailingMean {
    private final double[] ring;
    private long count;
    private double value;
    private long past;
    private double mean;
    private double squares;

    TrailingMean(int window) {
        ring = new double[window];
    }

    /** Takes a value in; returns the mean of the last ones, summed anew so that no rounding error builds up. */
    double add(double x) {
        ring[(int) (count++ % ring.length)] = x;
        int n = (int) Math.min(count, ring.length);
        double sum = 0.0;
        for (int i = 0; i < n; i++) {
            sum += ring[i];
        }
        value = sum / n;
        return value;
    }

    /**
     * How far {@code x} is from the mean of those noted so far, in their standard deviations; then notes it (Welford 1962).
     * 0 while fewer than two were noted.
     *
     * @param leastSd smallest standard deviation to divide by, so that rounding errors do not count
     */
    double deviate(double x, double leastSd) {
        double sd = past < 2 ? 0.0 : Math.sqrt(squares / past);
        double d = x - mean;
        double z = past < 2 || d == 0.0 ? 0.0 : d / Math.max(sd, leastSd);
        past++;
        mean += d / past;
        squares += d * (x - mean);
        return z;
    }

    /** Visits everything. */
    void state(State state) {
        count = state.keep("count", count);
        value = state.keep("value", value);
        past = state.keep("past", past);
        mean = state.keep("mean", mean);
        squares = state.keep("squares", squares);
        state.keep("window", ring);
    }
}
