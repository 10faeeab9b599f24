package org.sparsecortex.spiking.measure;

import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Power spectrum of the rate of a group, averaged over segments that overlap by half (Welch's method).
 *
 * <pre>
 *   S(f) = dt / sum of w_n^2 * |sum over n of w_n (r_n - mean r) exp(-2 pi i f n dt)|^2,   w_n = (1 - cos(2 pi n / m)) / 2
 * </pre>
 *
 * r_n: rate in bin n of the segment, Hz; dt: width of a bin, s; m: bins of a segment; f = 1/(m dt), 2/(m dt), ... 1/(2 dt). Two-sided: of N
 * independent Poisson processes of rate nu it is nu/N at all f above the first.
 */
final class Spectrum {
    private final int m;
    private final double[] window;
    private final double[] cosine;
    private final double[] sine;
    private final long[] recent;
    private final double[] sums;
    private long bins;
    private long segments;

    /** @param m bins of a segment, even; 0 for none */
    Spectrum(int m) {
        this.m = m;
        window = new double[m];
        cosine = new double[m];
        sine = new double[m];
        recent = new long[m];
        sums = new double[m / 2];
        for (int n = 0; n < m; n++) {
            cosine[n] = ExactMath.cos(2 * Math.PI * n / m);
            sine[n] = ExactMath.sin(2 * Math.PI * n / m);
            window[n] = (1 - cosine[n]) / 2;
        }
    }

    /** The number of spikes in the next bin. */
    void add(long count) {
        if (m == 0) {
            return;
        }
        recent[(int) (bins % m)] = count;
        bins++;
        if (bins >= m && (bins - m) % (m / 2) == 0) {
            transform();
        }
    }

    private void transform() {
        long total = 0;
        for (long count : recent) {
            total += count;
        }
        double[] x = new double[m];
        for (int n = 0; n < m; n++) {
            x[n] = (recent[(int) ((bins + n) % m)] - total / (double) m) * window[n];
        }
        for (int f = 1; f <= sums.length; f++) {
            double re = 0;
            double im = 0;
            for (int n = 0, at = 0; n < m; n++, at = at + f >= m ? at + f - m : at + f) {
                re += x[n] * cosine[at];
                im += x[n] * sine[at];
            }
            sums[f - 1] += re * re + im * im;
        }
        segments++;
    }

    /** S at each frequency, Hz; NaN before the first segment is whole. */
    double[] power(int neurons, double binMs) {
        double squares = 0;
        for (double w : window) {
            squares += w * w;
        }
        double dt = binMs / 1000;
        double[] power = new double[sums.length];
        for (int f = 0; f < power.length; f++) {
            power[f] = sums[f] / segments / (squares * dt * neurons * neurons);
        }
        return power;
    }

    void state(State state) {
        bins = state.keep("spectrumBins", bins);
        segments = state.keep("segments", segments);
        state.keep("recent", recent);
        state.keep("power", sums);
    }
}
