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
    final double[] ex;
    final double[] in;
    final double exHalf;
    final double inHalf;
    final double exWhole;
    final double inWhole;
    final double exMv;
    final double inMv;

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

    /** Goes to the end of the part, where weights arrive: positive ones, and negative ones as the negative numbers that they are. */
    void advance(Cells.Input input) {
        decay(ex, exWhole);
        decay(in, inWhole);
        arrive(input);
    }

    private static void decay(double[] g, double factor) {
        for (int i = 0; i < g.length; i++) {
            g[i] *= factor;
        }
    }

    /** Adds the weights that arrive. */
    void arrive(Cells.Input input) {
        int[] positive = input.all();
        int[] negative = input.negative();
        int at = input.at();
        double unit = input.unit();
        for (int i = 0; i < ex.length; i++) {
            ex[i] += positive[at + i] * unit;
        }
        for (int i = 0; i < in.length; i++) {
            in[i] -= negative[at + i] * unit;
        }
    }

    void cell(int i, State state) {
        ex[i] = state.keep("excitatoryNs", ex[i]);
        in[i] = state.keep("inhibitoryNs", in[i]);
    }
}
