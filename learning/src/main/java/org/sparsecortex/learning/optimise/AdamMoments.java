package org.sparsecortex.learning.optimise;

import org.sparsecortex.sdr.kernel.State;

/** The running moments of one array of parameters under {@link AdamStep} with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. */
public final class AdamMoments {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final AdamStep adam = new AdamStep(BETA1, BETA2, EPSILON);
    private final double[] mean;
    private final double[] square;
    private double power1 = 1.0;
    private double power2 = 1.0;

    /** Moments of {@code size} parameters, none seen yet. */
    public AdamMoments(int size) {
        mean = new double[size];
        square = new double[size];
    }

    /** Moves {@code parameters} (written) against {@code gradient}, whose elements are scaled by {@code scale} first. */
    public void step(double[] parameters, double[] gradient, int from, double scale, double rate) {
        power1 *= BETA1;
        power2 *= BETA2;
        adam.update(power1, power2);
        adam.exact(parameters, gradient, from, scale, mean, square, rate);
    }

    /** Visits the running moments of the parameters called {@code name}. */
    public void state(String name, State state) {
        state.keep(name + "Mean", mean);
        state.keep(name + "Square", square);
        power1 = state.keep(name + "Power1", power1);
        power2 = state.keep(name + "Power2", power2);
    }
}
