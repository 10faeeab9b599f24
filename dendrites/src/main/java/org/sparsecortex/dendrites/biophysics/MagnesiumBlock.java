package org.sparsecortex.dendrites.biophysics;

/**
 * Fraction of the conductance of NMDA receptors that magnesium leaves open, for one voltage and for many.
 *
 * <pre>
 *   B(V) = 1 / (1 + [Mg] / 3.57 mM * exp(-0.062 V / mV))
 *   exp(x) = p(x / 256)^256,  p the Taylor polynomial of degree 9,  |x| &lt;= 24.8
 * </pre>
 *
 * The exponential is written as sums and products because loops over them become vector instructions; both methods give the same bits.
 * Its relative error is below 1e-13. Voltages beyond 400 mV count as 400 mV, where B is 0 or 1 within 2e-9 for [Mg] = 100 mM.
 * Source: Jahr and Stevens 1990, doi:10.1523/JNEUROSCI.10-09-03178.1990.
 */
final class MagnesiumBlock {
    private static final double HALF_BLOCK_MM = 3.57; // Jahr and Stevens 1990
    private static final double PER_MV = 0.062; // Jahr and Stevens 1990
    private static final double LARGEST_MV = 400;
    private static final double STEP = -PER_MV / 256;

    private MagnesiumBlock() {}

    /** A conductance times B of one voltage, itself without magnesium. */
    static double open(double magnesiumMm, double vMv, double conductance) {
        return magnesiumMm == 0
                ? conductance
                : conductance / (1.0 + magnesiumMm / HALF_BLOCK_MM * power256(taylor(scaled(vMv))));
    }

    /**
     * Conductances of cells side by side times B of their voltages.
     *
     * @param open written
     */
    static void open(double magnesiumMm, double[] vMv, double[] conductance, double[] open, int cells) {
        double share = magnesiumMm / HALF_BLOCK_MM;
        for (int i = 0; i < cells; i++) {
            open[i] = conductance[i] / (1.0 + share * power256(taylor(scaled(vMv[i]))));
        }
    }

    private static double scaled(double vMv) {
        return STEP * Math.max(-LARGEST_MV, Math.min(LARGEST_MV, vMv));
    }

    /** exp of |x| &lt; 0.1 within 3e-17. */
    private static double taylor(double x) {
        double sum = 1.0 / 40320 + x * (1.0 / 362880);
        sum = 1.0 / 5040 + x * sum;
        sum = 1.0 / 720 + x * sum;
        sum = 1.0 / 120 + x * sum;
        sum = 1.0 / 24 + x * sum;
        sum = 1.0 / 6 + x * sum;
        sum = 0.5 + x * sum;
        sum = 1.0 + x * sum;
        return 1.0 + x * sum;
    }

    private static double power256(double x) {
        double p2 = x * x;
        double p4 = p2 * p2;
        double p8 = p4 * p4;
        double p16 = p8 * p8;
        double p32 = p16 * p16;
        double p64 = p32 * p32;
        double p128 = p64 * p64;
        return p128 * p128;
    }
}
