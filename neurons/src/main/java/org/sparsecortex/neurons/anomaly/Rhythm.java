package org.sparsecortex.neurons.anomaly;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;

/** A mean for each part of a period, moved towards each new value; gives the difference from it. */
final class Rhythm {
    private final double periodSeconds;
    private final double rate;
    private final double[] mean;

    Rhythm(double periodSeconds, int bins, double rate) {
        this.periodSeconds = periodSeconds;
        this.rate = rate;
        mean = new double[bins];
        Arrays.fill(mean, Double.NaN);
    }

    /** Difference of {@code x} from the mean of its part of the period, then moves that mean; 0 the first time. */
    double residual(double timeSeconds, double x) {
        double within = timeSeconds - periodSeconds * Math.floor(timeSeconds / periodSeconds);
        int bin = Math.min(mean.length - 1, (int) (within * mean.length / periodSeconds));
        if (Double.isNaN(mean[bin])) {
            mean[bin] = x;
            return 0.0;
        }
        double difference = x - mean[bin];
        mean[bin] += rate * difference;
        return difference;
    }

    /** Visits the means under a name. */
    void state(String name, State state) {
        state.keep(name, mean);
    }
}
