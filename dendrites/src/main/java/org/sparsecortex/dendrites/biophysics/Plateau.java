package org.sparsecortex.dendrites.biophysics;

/**
 * What a compartment spends above its plateau level, the voltage within a step taken as a straight line:
 *
 * <pre>
 *   share of the step above L = (max(V_1, L) - max(V_0, L)) / (V_1 - V_0),  1 if both are above
 *   onset = t + h (L - V_0) / (V_1 - V_0)  in the first step that ends above L
 * </pre>
 *
 * Second order in the step, like the voltages themselves.
 */
final class Plateau {
    private Plateau() {}

    /**
     * Adds one step of a compartment.
     *
     * @param aboveMs place {@code at} is written
     * @param onsetMs place {@code at} is written
     */
    static void measure(
            double before,
            double after,
            double level,
            double fromMs,
            double hMs,
            double[] aboveMs,
            double[] onsetMs,
            int at) {
        if (after > level) {
            double rising = before > level ? 0.0 : (level - before) / (after - before);
            aboveMs[at] += hMs * (1.0 - rising);
            if (Double.isNaN(onsetMs[at])) {
                onsetMs[at] = fromMs + hMs * rising;
            }
        } else if (before > level) {
            aboveMs[at] += hMs * ((before - level) / (before - after));
        }
    }
}
