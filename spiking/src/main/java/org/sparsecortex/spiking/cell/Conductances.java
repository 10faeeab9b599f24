package org.sparsecortex.spiking.cell;

import java.util.Arrays;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Excitatory and inhibitory conductances of some neurons, in nS, which decay exponentially.
 *
 * <pre>  I_syn(V) = g_ex (E_ex - V) + g_in (E_in - V) = G E - G V,   with G = g_ex + g_in,  G E = g_ex E_ex + g_in E_in  </pre>
 *
 * For a Runge-Kutta step the values at its start, middle and end are needed, which are products with two fixed factors.
 */
final class Conductances {
    private final double[] ex;
    private final double[] in;
    private final double exHalf;
    private final double inHalf;
    private final double exWhole;
    private final double inWhole;
    private final double exMv;
    private final double inMv;

    /** @param parts equal parts that a grid step is cut into */
    Conductances(Place place, int parts, double tauExMs, double tauInMs, double reversalExMv, double reversalInMv) {
        double h = place.stepMs() / parts;
        ex = new double[place.count()];
        in = new double[place.count()];
        exHalf = ExactMath.exp(-h / 2 / tauExMs);
        inHalf = ExactMath.exp(-h / 2 / tauInMs);
        exWhole = ExactMath.exp(-h / tauExMs);
        inWhole = ExactMath.exp(-h / tauInMs);
        exMv = reversalExMv;
        inMv = reversalInMv;
    }

    void clear() {
        Arrays.fill(ex, 0);
        Arrays.fill(in, 0);
    }

    /** G at the start. */
    double total(int i) {
        return ex[i] + in[i];
    }

    /** G E at the start, pA. */
    double drive(int i) {
        return ex[i] * exMv + in[i] * inMv;
    }

    /** G in the middle. */
    double totalHalf(int i) {
        return ex[i] * exHalf + in[i] * inHalf;
    }

    /** G E in the middle, pA. */
    double driveHalf(int i) {
        return ex[i] * exHalf * exMv + in[i] * inHalf * inMv;
    }

    /** Goes to the end of the part. */
    void decay(int i) {
        ex[i] *= exWhole;
        in[i] *= inWhole;
    }

    /** Adds what arrives: positive weights, and negative ones as the negative number that they are. */
    void arrive(int i, double positive, double negative) {
        ex[i] += positive;
        in[i] -= negative;
    }

    void cell(int i, State state) {
        ex[i] = state.keep("excitatoryNs", ex[i]);
        in[i] = state.keep("inhibitoryNs", in[i]);
    }
}
