package org.sparsecortex.spiking.wiring;

import org.sparsecortex.sdr.numeric.ExactMath;

/** exp(-n h / tau) of whole numbers of steps, the common ones from a table of the same values. */
final class DecayTable {
    private static final int MOST = 1 << 14;

    private final double perStep;
    private final double[] table;

    DecayTable(double tauMs, double stepMs) {
        perStep = -stepMs / tauMs;
        table = new double[(int) Math.min(MOST, Math.ceil(10 * tauMs / stepMs))];
        for (int n = 0; n < table.length; n++) {
            table[n] = ExactMath.exp(n * perStep);
        }
    }

    double of(long steps) {
        return steps < table.length ? table[(int) steps] : ExactMath.exp(steps * perStep);
    }
}
