package org.sparsecortex.v1.tuning;

import java.util.Arrays;
import org.sparsecortex.learning.Dense;

/**
 * Tuning of linear fields: the amplitude of the response to each drifting grating, R = |sum of the field times e^(i phase)|; the
 * curve over orientations is taken at the frequency of the largest response.
 */
public final class LinearTuning {
    private final Gratings gratings;
    private final double[][] even;
    private final double[][] odd;

    /** Prepares both phases of all gratings. */
    public LinearTuning(Gratings gratings) {
        this.gratings = gratings;
        even = new double[gratings.count()][];
        odd = new double[gratings.count()][];
        for (int g = 0; g < even.length; g++) {
            even[g] = gratings.frame(g, 0.0, 1.0);
            odd[g] = gratings.frame(g, Math.PI / 2.0, 1.0);
        }
    }

    /**
     * What a field answers to.
     *
     * @param orientationDeg orientation of the bars of the grating with the largest response, degrees
     * @param frequency of that grating, cycles per pixel
     * @param curve over all orientations at that frequency
     */
    public record Tuned(double orientationDeg, double frequency, OrientationCurve curve) {}

    /** The tuning of a field of the gratings' size, row by row. */
    public Tuned of(double[] field) {
        double[] response = new double[even.length];
        int best = 0;
        for (int g = 0; g < response.length; g++) {
            double a = Dense.dot(field, 0, even[g], 0, field.length);
            double b = Dense.dot(field, 0, odd[g], 0, field.length);
            response[g] = Math.sqrt(a * a + b * b);
            best = response[g] > response[best] ? g : best;
        }
        int orientations = gratings.orientations();
        int first = best / orientations * orientations;
        return new Tuned(
                gratings.orientationDeg(best),
                gratings.frequency(best),
                OrientationCurve.of(Arrays.copyOfRange(response, first, first + orientations)));
    }
}
