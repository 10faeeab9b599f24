package org.sparsecortex.v1.hierarchy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sparsecortex.learning.batch.Dense;

/** Adam (Kingma and Ba 2015, algorithm 1) with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] mean;
    private final double[] square;
    private double power1 = 1.0;
    private double power2 = 1.0;

    Adam(int size) {
        mean = new double[size];
        square = new double[size];
    }

    /** Moves {@code parameters} (written) against {@code gradient}, whose elements are scaled by {@code scale} first. */
    void step(double[] parameters, double[] gradient, int from, double scale, double rate) {
        power1 *= BETA1;
        power2 *= BETA2;
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[from + i] * scale;
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
            square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
            parameters[i] -= rate * (mean[i] / (1 - power1)) / (Math.sqrt(square[i] / (1 - power2)) + EPSILON);
        }
    }

    void save(DataOutput out) throws IOException {
        Dense.write(mean, out);
        Dense.write(square, out);
        out.writeDouble(power1);
        out.writeDouble(power2);
    }

    void load(DataInput in) throws IOException {
        Dense.read(mean, in);
        Dense.read(square, in);
        power1 = in.readDouble();
        power2 = in.readDouble();
    }
}
