package org.sparsecortex.delta;

import org.sparsecortex.sdr.param.Param;

/**
 * What operations cost, to turn counts into an estimate of energy.
 *
 * <pre>  E [uJ] = 1e-6 (macs (multiplyPj + addPj) + accesses accessPj)  </pre>
 *
 * macs: multiply-accumulates; accesses: words read and written.
 *
 * <p>Defaults: 45 nm, 0.9 V, float32, a word of 32 bits in an SRAM of 8 KiB (half of a 64-bit access of 10 pJ); Source: Horowitz 2014, doi:10.1109/ISSCC.2014.6757323,
 * "Computing's energy problem", ISSCC, figure 1.1.9, quoted from memory. An access of DRAM is 650 to 1300 pJ a word there.
 */
public record EnergyCosts(
        @Param(doc = "a multiplication", unit = "pJ", def = "3.7", min = 0, max = 1e6)
        double multiplyPj,

        @Param(doc = "an addition", unit = "pJ", def = "0.9", min = 0, max = 1e6)
        double addPj,

        @Param(doc = "reading or writing a word of 32 bits", unit = "pJ", def = "5", min = 0, max = 1e6)
        double accessPj) {
    /** Energy in microjoules. */
    double microjoules(double macs, double accesses) {
        return 1e-6 * (macs * (multiplyPj + addPj) + accesses * accessPj);
    }
}
