package org.sparsecortex.v1.tuning;

import java.util.List;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.param.Checks;

/**
 * Drifting sinusoidal gratings: orientation by spatial frequency, each shown at evenly spaced phases of one cycle.
 *
 * <pre>  g(x, y) = contrast cos(2 pi f (-x sin theta + y cos theta) + phase),   theta: orientation of the bars, from the x axis  </pre>
 *
 * x to the right, y down, both from the centre of the patch in pixels; f in cycles per pixel.
 *
 * @param side pixels along a side
 * @param orientations number of orientations over 180 degrees
 * @param frequencies spatial frequencies, cycles per pixel
 * @param phases number of phases over 360 degrees
 */
public record Gratings(int side, int orientations, List<Double> frequencies, int phases) {
    public Gratings {
        Checks.atLeast("side", side, 2);
        Checks.atLeast("orientations", orientations, 2);
        Checks.atLeast("phases", phases, 1);
        Checks.that(!frequencies.isEmpty(), "frequencies", "[]", "at least one is needed");
        frequencies = List.copyOf(frequencies);
    }

    /** Number of gratings: orientation fastest. */
    public int count() {
        return orientations * frequencies.size();
    }

    /** Orientation of the bars of grating {@code index}, degrees. */
    public double orientationDeg(int index) {
        return 180.0 * (index % orientations) / orientations;
    }

    /** Spatial frequency of grating {@code index}, cycles per pixel. */
    public double frequency(int index) {
        return frequencies.get(index / orientations);
    }

    /** One frame of a grating, row by row. */
    public double[] frame(int index, double phase, double contrast) {
        double theta = orientationDeg(index) * Math.PI / 180.0;
        double across = 2.0 * Math.PI * frequency(index);
        double sin = ExactMath.sin(theta);
        double cos = ExactMath.cos(theta);
        double centre = (side - 1) / 2.0;
        double[] frame = new double[side * side];
        for (int i = 0; i < frame.length; i++) {
            double along = -(i % side - centre) * sin + (i / side - centre) * cos;
            frame[i] = contrast * ExactMath.cos(across * along + phase);
        }
        return frame;
    }

    /** All frames of a grating, one cycle of drift. */
    public double[] cycle(int index, double contrast) {
        double[] all = new double[phases * side * side];
        for (int k = 0; k < phases; k++) {
            System.arraycopy(frame(index, 2.0 * Math.PI * k / phases, contrast), 0, all, k * side * side, side * side);
        }
        return all;
    }
}
