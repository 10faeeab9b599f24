package org.sparsecortex.v1.learn;

import java.util.Arrays;
import org.sparsecortex.sdr.numeric.ExactMath;
import org.sparsecortex.v1.code.Codes;
import org.sparsecortex.v1.code.Dictionary;

/**
 * How well and how sparsely a batch is coded.
 *
 * <pre>
 *   mse = mean (x - Phi r)^2      snr = 10 log10(mean x^2 / mse)      psnr = 10 log10((max x - min x)^2 / mse)
 *   A = (sum |r| / K)^2 / (sum r^2 / K)  (Treves-Rolls)      S = (1 - A) / (1 - 1/K)  (Vinje-Gallant)
 *   ssim = ((2 m_x m_y + c1)(2 s_xy + c2)) / ((m_x^2 + m_y^2 + c1)(s_x^2 + s_y^2 + c2)), one window a patch
 * </pre>
 *
 * <p>A and S are population sparseness, averaged over patches with any active unit; of a single atom, K = 1, A is 1 and S is 0, as
 * of any code in which all are equally active; kurtosis (excess) is over all coefficients
 * of the batch, zeros included. c1 = (0.01 R)^2, c2 = (0.03 R)^2, R = max x - min x (Wang et al. 2004).
 */
final class CodingStatistics {
    final double[] energies;
    final float[] reconstruction;
    private final int atoms;
    private final int pixels;
    double mse;
    double signal;
    double range;
    double active;
    double activeSd;
    double trevesRolls;
    double vinjeGallant;
    double kurtosis;
    double ssim;

    CodingStatistics(Dictionary dictionary, float[] patches, Codes codes) {
        this.atoms = dictionary.count();
        this.pixels = dictionary.pixels();
        this.energies = new double[codes.size()];
        this.reconstruction = new float[codes.size() * pixels];
        reconstruct(dictionary, codes);
        measureErrors(patches);
        measureActivity(codes);
        measureSparseness(codes);
        measureSimilarity(patches);
    }

    private void reconstruct(Dictionary dictionary, Codes codes) {
        float[] sum = new float[pixels];
        for (int p = 0; p < codes.size(); p++) {
            Arrays.fill(sum, 0f);
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                Floats.add(codes.value(e), dictionary.atom(codes.atom(e)), sum);
            }
            System.arraycopy(sum, 0, reconstruction, p * pixels, pixels);
        }
    }

    private void measureErrors(float[] patches) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int p = 0; p < energies.length; p++) {
            for (int i = p * pixels; i < (p + 1) * pixels; i++) {
                double x = patches[i];
                double e = x - reconstruction[i];
                energies[p] += e * e;
                signal += x * x;
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
            mse += energies[p];
        }
        double all = (double) energies.length * pixels;
        mse /= all;
        signal /= all;
        range = high - low;
    }

    private void measureActivity(Codes codes) {
        active = (double) codes.first(codes.size()) / codes.size();
        for (int p = 0; p < codes.size(); p++) {
            activeSd += (codes.active(p) - active) * (codes.active(p) - active);
        }
        activeSd = Math.sqrt(activeSd / Math.max(1, codes.size() - 1));
    }

    private void measureSparseness(Codes codes) {
        double second = 0;
        double fourth = 0;
        int coded = 0;
        for (int p = 0; p < codes.size(); p++) {
            double sum = 0;
            double squares = 0;
            for (int e = codes.first(p); e < codes.first(p + 1); e++) {
                double r = codes.value(e);
                sum += Math.abs(r);
                squares += r * r;
                fourth += r * r * r * r;
            }
            second += squares;
            if (squares > 0) {
                double a = sum * sum / (atoms * squares);
                trevesRolls += a;
                vinjeGallant += atoms == 1 ? 0 : (1 - a) / (1 - 1.0 / atoms);
                coded++;
            }
        }
        trevesRolls = coded == 0 ? 0 : trevesRolls / coded;
        vinjeGallant = coded == 0 ? 1 : vinjeGallant / coded;
        double all = (double) codes.size() * atoms;
        kurtosis = second == 0 ? 0 : fourth / all / (second / all * second / all) - 3;
    }

    private void measureSimilarity(float[] patches) {
        double c1 = 0.01 * range * 0.01 * range;
        double c2 = 0.03 * range * 0.03 * range;
        for (int p = 0; p < energies.length; p++) {
            double mx = 0;
            double my = 0;
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int i = p * pixels; i < (p + 1) * pixels; i++) {
                double x = patches[i];
                double y = reconstruction[i];
                mx += x / pixels;
                my += y / pixels;
                xx += x * x / pixels;
                yy += y * y / pixels;
                xy += x * y / pixels;
            }
            double top = (2 * mx * my + c1) * (2 * (xy - mx * my) + c2);
            double bottom = (mx * mx + my * my + c1) * (xx - mx * mx + yy - my * my + c2);
            ssim += (bottom == 0 ? 1.0 : top / bottom) / energies.length;
        }
    }

    double snrDb() {
        return decibel(signal, mse);
    }

    double psnrDb() {
        return decibel(range * range, mse);
    }

    /** 10 log10(a / b), held within 300 dB so that a perfect code has a number. */
    static double decibel(double a, double b) {
        double ratio = Math.max(1e-30, Math.min(1e30, a / Math.max(b, 1e-300)));
        return 10 * ExactMath.log(ratio) / ExactMath.log(10);
    }

    /** Entropy of the usage of atoms, relative to equal use: 1 if all are used alike, 0 if only one is. */
    static double usageEntropy(double[] usage) {
        double total = 0;
        for (double u : usage) {
            total += u;
        }
        double entropy = 0;
        for (double u : usage) {
            entropy -= u > 0 ? u / total * ExactMath.log(u / total) : 0.0;
        }
        return usage.length == 1 ? 1.0 : entropy / ExactMath.log(usage.length);
    }

    /** Largest |phi_i . phi_j| of two different atoms. */
    static double coherence(Dictionary dictionary) {
        float[][] gram = dictionary.gram();
        int k = dictionary.count();
        float largest = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < i; j++) {
                largest = Math.max(largest, Math.abs(gram[i][j]));
            }
        }
        return largest;
    }
}
