package org.sparsecortex.learning.gradient;

import org.sparsecortex.sdr.kernel.State;

/** Adam (Kingma and Ba 2015, algorithm 1) with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. */
public final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] mean;
    private final double[] square;
    private double power1 = 1.0;
    private double power2 = 1.0;

    /** Moments of {@code size} parameters, none seen yet. */
    public Adam(int size) {
        mean = new double[size];
        square = new double[size];
    }

    /** Moves {@code parameters} (written) against {@code gradient}, whose elements are scaled by {@code scale} first. */
    public void step(double[] parameters, double[] gradient, int from, double scale, double rate) {
        power1 *= BETA1;
        power2 *= BETA2;
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[from + i] * scale;
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
            square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
            parameters[i] -= rate * (mean[i] / (1 - power1)) / (Math.sqrt(square[i] / (1 - power2)) + EPSILON);
        }
    }

    /** Visits the running moments of the parameters called {@code name}. */
    public void state(String name, State state) {
        state.keep(name + "Mean", mean);
        state.keep(name + "Square", square);
        power1 = state.keep(name + "Power1", power1);
        power2 = state.keep(name + "Power2", power2);
    }
}
