package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.sdr.numeric.Steps;

/**
 * Voltages of some neurons that spike at a threshold, and that are held for some steps afterwards.
 *
 * <pre>
 *   a step: the model integrates all of {@link #v()}, then hold(), then fire():
 *   hold: V = V_r of those that spiked 1 .. t_ref/h steps ago       fire: V &gt;= V_th: spike, V = V_r
 * </pre>
 *
 * Models integrate held neurons as well, because a loop without a branch computes several neurons at once; few are held at a time.
 */
final class Membranes {
    private final double[] v;
    private final double zeroMv;
    private final double threshold;
    private final double reset;
    private final int steps;
    private final int[] left;
    private final int[] held;
    private final double[] theta;
    private final double thetaStep;
    private final double thetaDecay;
    private int heldCount;
    private boolean isListed = true;

    /**
     * @param zeroMv voltage that {@link #v} is relative to
     * @param refractoryMs how long a neuron is held, whole grid steps
     */
    Membranes(Place place, double zeroMv, double thresholdMv, double resetMv, double refractoryMs) {
        this.zeroMv = zeroMv;
        v = new double[place.count()];
        left = new int[place.count()];
        held = new int[place.count()];
        theta = new double[place.threshold().isPresent() ? place.count() : 0];
        thetaStep = place.threshold().map(AdaptiveThreshold::stepMv).orElse(0.0);
        thetaDecay = place.threshold()
                .map(t -> ExactMath.exp(-place.stepMs() / t.decayMs()))
                .orElse(1.0);
        threshold = thresholdMv - zeroMv;
        reset = resetMv - zeroMv;
        steps = (int) Steps.of("refractoryMs", refractoryMs, "stepMs", place.stepMs());
    }

    /** Voltages, to be integrated in place. */
    double[] v() {
        return v;
    }

    /** Starts anew, with nobody held; thresholds stay where they went. */
    void reset(double[] vMv) {
        for (int i = 0; i < v.length; i++) {
            v[i] = vMv[i] - zeroMv;
        }
        Arrays.fill(left, 0);
        heldCount = 0;
        isListed = true;
    }

    /** Whether neuron i is held in the coming step. */
    boolean isHeld(int i) {
        return left[i] > 0;
    }

    /** Puts those that are held back to where they are held, and counts the step. */
    void hold() {
        if (!isListed) {
            list();
        }
        int kept = 0;
        for (int h = 0; h < heldCount; h++) {
            int i = held[h];
            v[i] = reset;
            if (--left[i] > 0) {
                held[kept++] = i;
            }
        }
        heldCount = kept;
    }

    private void list() {
        heldCount = 0;
        for (int i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                held[heldCount++] = i;
            }
        }
        isListed = true;
    }

    /**
     * Resets the neurons at or above the threshold.
     *
     * @param spiked written from place {@code n} on: number of each of them plus {@code base}, ascending
     * @param isTaught whether thresholds adapt
     * @return n plus their number
     */
    int fire(int base, int[] spiked, int n, boolean isTaught) {
        int count = theta.length > 0 ? aboveTheirs(base, spiked, n, isTaught) : above(base, spiked, n);
        for (int s = n; s < count; s++) {
            int i = spiked[s] - base;
            v[i] = reset;
            left[i] = steps;
            if (steps > 0) {
                held[heldCount++] = i;
            }
        }
        return count;
    }

    private int above(int base, int[] spiked, int n) {
        int count = n;
        for (int i = 0; i < v.length; i++) {
            if (v[i] >= threshold) {
                spiked[count++] = base + i;
            }
        }
        return count;
    }

    private int aboveTheirs(int base, int[] spiked, int n, boolean isTaught) {
        int count = n;
        for (int i = 0; i < v.length; i++) {
            boolean isAbove = v[i] >= threshold + theta[i];
            if (isAbove) {
                spiked[count++] = base + i;
            }
            if (isTaught) {
                theta[i] = theta[i] * thetaDecay + (isAbove ? thetaStep : 0);
            }
        }
        return count;
    }

    /** How far the threshold of neuron i has risen, mV. */
    double theta(int i) {
        return theta.length > 0 ? theta[i] : 0;
    }

    double vMv(int i) {
        return v[i] + zeroMv;
    }

    /** Visits the state of neuron i. */
    void cell(int i, State state) {
        v[i] = state.keep("v", v[i]);
        left[i] = state.keep("refractory", left[i]);
        if (theta.length > 0) {
            theta[i] = state.keep("theta", theta[i]);
        }
        isListed &= !state.loading();
    }
}
