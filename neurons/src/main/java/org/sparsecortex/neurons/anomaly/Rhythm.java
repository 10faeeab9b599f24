package org.sparsecortex.neurons.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

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

    void save(DataOutput out) throws IOException {
        for (double m : mean) {
            out.writeDouble(m);
        }
    }

    void load(DataInput in) throws IOException {
        for (int i = 0; i < mean.length; i++) {
            mean[i] = in.readDouble();
        }
    }
}
