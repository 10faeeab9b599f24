package org.sparsecortex.v1.convolution;

import java.util.List;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Log-Gabor filters: log-normal in spatial frequency, von Mises in orientation.
 *
 * <pre>
 *   E(f, theta) = 1/f exp(-log(f/f0)^2 / (2 B_f^2)) exp(cos(theta - theta0) / B_theta^2) c(f)
 *   filter = Re DFT^-1 [ E exp(-i phase) exp(-2 pi i L/2 (f_x + f_y)) ] m(r), mean removed, unit norm
 * </pre>
 *
 * f, f0 in cycles per pixel; B_f: bandwidth in log frequency; B_theta: orientation bandwidth in radians, the standard deviation
 * of the envelope for small values; c: removes the corners of the spectrum, 1 - exp((f - 0.5) / 0.035) for f &lt; 0.5; m: round
 * mask ((1 + cos pi r) / 2)^(1/3) for r &lt; 1 with r = 1 at the border of the kernel.
 *
 * <p>Source: Fischer et al. 2007; package LogGabor of L. Perrinet, file LogGabor.py, and preprocessing.py of the paper's repository.
 * c, m and the default B_f = 0.4 are from memory of its parent package SLIP.
 *
 * @param size L, pixels along a side
 * @param frequency f0, cycles per pixel
 * @param frequencyBandwidth B_f
 * @param orientations number of orientations, evenly spaced over 180 degrees
 * @param bandwidthsDeg orientation bandwidths B_theta, degrees
 * @param phases number of phases, evenly spaced over 180 degrees
 */
record LogGaborBank(
        int size,
        double frequency,
        double frequencyBandwidth,
        int orientations,
        List<Double> bandwidthsDeg,
        int phases) {
    private static final double CORNER = 0.035; // half of SLIP's 0.07 cycles per pixel

    int count() {
        return orientations * bandwidthsDeg.size() * phases;
    }

    /** All filters, one after another: orientation slowest, then bandwidth, then phase. */
    double[] filters() {
        double[] bank = new double[count() * size * size];
        int at = 0;
        for (int o = 0; o < orientations; o++) {
            for (double bandwidth : bandwidthsDeg) {
                double[][] envelope = envelope(Math.PI * o / orientations, bandwidth * Math.PI / 180);
                for (int k = 0; k < phases; k++) {
                    System.arraycopy(filter(envelope, Math.PI * k / phases), 0, bank, at, size * size);
                    at += size * size;
                }
            }
        }
        return bank;
    }

    private double wave(int index) {
        return (index - size / 2) / (double) size;
    }

    private double[][] envelope(double theta, double bandwidth) {
        double[][] envelope = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double f = Math.sqrt(wave(i) * wave(i) + wave(j) * wave(j));
                if (f > 0.0 && f < 0.5) {
                    double octaves = ExactMath.log(f / frequency) / frequencyBandwidth;
                    double angle = ExactMath.atan2(wave(i), wave(j)) - theta;
                    envelope[i][j] = ExactMath.exp(-0.5 * octaves * octaves)
                            / f
                            * ExactMath.exp((ExactMath.cos(angle) - 1.0) / (bandwidth * bandwidth))
                            * (1.0 - ExactMath.exp((f - 0.5) / CORNER));
                }
            }
        }
        return envelope;
    }

    private double[] filter(double[][] envelope, double phase) {
        double[] filter = new double[size * size];
        double mean = 0.0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                filter[y * size + x] = wavelet(envelope, phase, y, x) * mask(y, x);
                mean += filter[y * size + x] / filter.length;
            }
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] -= mean;
        }
        Dense.normaliseRows(filter, filter.length);
        return filter;
    }

    private double wavelet(double[][] envelope, double phase, int y, int x) {
        double sum = 0.0;
        double centre = size / 2;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (envelope[i][j] > 0.0) {
                    double turn = 2 * Math.PI * (wave(i) * (y - centre) + wave(j) * (x - centre)) - phase;
                    sum += envelope[i][j] * ExactMath.cos(turn);
                }
            }
        }
        return sum;
    }

    private double mask(int y, int x) {
        double half = (size - 1) / 2.0;
        double r = Math.sqrt((y - half) * (y - half) + (x - half) * (x - half)) / (half + 0.5);
        return r < 1.0 ? ExactMath.pow((1.0 + ExactMath.cos(Math.PI * r)) / 2.0, 1.0 / 3.0) : 0.0;
    }
}
