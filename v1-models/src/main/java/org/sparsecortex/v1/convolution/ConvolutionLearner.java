package org.sparsecortex.v1.convolution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.sparsecortex.learning.batch.BatchLearner;
import org.sparsecortex.learning.batch.Dense;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Codes images with {@link ConvolutionalCoder}, measures them, cuts small coefficients, and learns the kernels.
 *
 * <pre>  d_m &lt;- P[ d_m - eta_t corr(x_m, sum_m d_m * x_m - s) ],   eta_t = a / (b + t)  </pre>
 *
 * The correlation is summed over the images of the step and taken on the kernel's support; P scales each kernel to unit norm. PSNR
 * = 10 log10((max s - min s)^2 / mse) of the image as coded; sparseness = 1 - (non-zero coefficients) / (all coefficients).
 *
 * <p>Source: online dictionary learning of sporco as called in cbpdn_learning.py of the paper's repository (from memory of sporco's
 * code: the gradient step is in the Fourier domain there, which is the same step).
 */
final class ConvolutionLearner implements BatchLearner {
    private static final int PSNR = 0;
    private static final int SPARSENESS = 1;
    private static final int OBJECTIVE = 2;
    private static final int ITERATIONS = 3;
    private static final int CUTS = 4;

    private final ConvolutionParams p;
    private final double[] kernels;
    private final int count;
    private final int area;
    private long learnt;
    private ConvolutionalCoder coder;

    ConvolutionLearner(ConvolutionParams params) {
        p = params;
        kernels = params.bank().kernels();
        count = params.bank().count();
        area = params.kernelSize() * params.kernelSize();
    }

    @Override
    public int codeSize() {
        return 2 * p.pixels();
    }

    @Override
    public int scoreSize() {
        return CUTS + 2 * p.cuts().size();
    }

    @Override
    public int statisticsSize() {
        return kernels.length;
    }

    @Override
    public void code(double[] samples, int first, int n, double[] codes, double[] scores, double[] statistics) {
        if (coder == null) {
            coder = new ConvolutionalCoder(p.imageHeight(), p.imageWidth(), count);
            coder.setKernels(kernels, p.kernelSize());
        }
        int pixels = p.pixels();
        for (int s = 0; s < n; s++) {
            double[] image = Arrays.copyOfRange(samples, (first + s) * pixels, (first + s + 1) * pixels);
            int at = s * scoreSize();
            scores[at + ITERATIONS] = coder.solve(image, p.penalty(), p.iterations(), p.tolerance());
            double[] rebuilt = new double[pixels];
            scores[at + SPARSENESS] = rebuild(0.0, rebuilt);
            scores[at + PSNR] = psnr(image, rebuilt);
            scores[at + OBJECTIVE] = objective(image, rebuilt);
            System.arraycopy(image, 0, codes, s * codeSize(), pixels);
            System.arraycopy(rebuilt, 0, codes, s * codeSize() + pixels, pixels);
            if (statistics.length > 0) {
                gradient(image, rebuilt, statistics);
            }
            for (int c = 0; c < p.cuts().size(); c++) {
                scores[at + CUTS + 2 * c + 1] = rebuild(p.cuts().get(c), rebuilt);
                scores[at + CUTS + 2 * c] = psnr(image, rebuilt);
            }
        }
    }

    /** The image from all coefficients of at least {@code cut} in magnitude (written); returns the sparseness. */
    private double rebuild(double cut, double[] out) {
        Arrays.fill(out, 0.0);
        int width = p.imageWidth();
        int size = p.kernelSize();
        long active = 0;
        for (int m = 0; m < count; m++) {
            double[] map = coder.map(m);
            for (int i = 0; i < map.length; i++) {
                if (map[i] != 0.0 && Math.abs(map[i]) >= cut) {
                    active++;
                    for (int k = 0; k < area; k++) {
                        out[target(i, k, width, size)] += map[i] * kernels[m * area + k];
                    }
                }
            }
        }
        return 1.0 - (double) active / ((long) count * p.pixels());
    }

    /** Pixel that element k of a kernel meets when its corner is at pixel i; the image wraps around. */
    private int target(int i, int k, int width, int size) {
        int row = i / width + k / size;
        int column = i % width + k % size;
        return (row < p.imageHeight() ? row : row - p.imageHeight()) * width
                + (column < width ? column : column - width);
    }

    private void gradient(double[] image, double[] rebuilt, double[] statistics) {
        int width = p.imageWidth();
        int size = p.kernelSize();
        for (int m = 0; m < count; m++) {
            double[] map = coder.map(m);
            for (int i = 0; i < map.length; i++) {
                for (int k = 0; map[i] != 0.0 && k < area; k++) {
                    int t = target(i, k, width, size);
                    statistics[m * area + k] += map[i] * (rebuilt[t] - image[t]);
                }
            }
        }
    }

    private static double psnr(double[] image, double[] rebuilt) {
        double low = image[0];
        double high = image[0];
        double error = 0.0;
        for (int i = 0; i < image.length; i++) {
            low = Math.min(low, image[i]);
            high = Math.max(high, image[i]);
            error += (image[i] - rebuilt[i]) * (image[i] - rebuilt[i]);
        }
        double ratio = (high - low) * (high - low) / Math.max(error / image.length, Double.MIN_NORMAL);
        return 10.0 * ExactMath.log(Math.max(ratio, Double.MIN_NORMAL)) / ExactMath.log(10.0);
    }

    private double objective(double[] image, double[] rebuilt) {
        double sum = 0.0;
        for (int i = 0; i < image.length; i++) {
            sum += 0.5 * (image[i] - rebuilt[i]) * (image[i] - rebuilt[i]);
        }
        for (int m = 0; m < count; m++) {
            for (double x : coder.map(m)) {
                sum += p.penalty() * Math.abs(x);
            }
        }
        return sum;
    }

    @Override
    public void learn(double[] statistics, int samples) {
        double eta = p.rateNumerator() / (p.rateOffset() + learnt++);
        Dense.addScaled(-eta, statistics, 0, kernels, 0, kernels.length);
        Dense.normaliseRows(kernels, area);
        if (coder != null) {
            coder.setKernels(kernels, p.kernelSize());
        }
    }

    @Override
    public Signal read(String signal, double[] scores) {
        int c = p.cuts().size();
        return switch (signal) {
            case "kernels" -> Reals.of(kernels);
            case "psnr" -> Reals.wrap(column(scores, PSNR));
            case "sparseness" -> Reals.wrap(column(scores, SPARSENESS));
            case "meanPsnr" -> Reals.of(Dense.columnMean(scores, scoreSize(), PSNR));
            case "meanSparseness" -> Reals.of(Dense.columnMean(scores, scoreSize(), SPARSENESS));
            case "medianPsnr" -> Reals.of(percentile(scores, PSNR, 50));
            case "medianSparseness" -> Reals.of(percentile(scores, SPARSENESS, 50));
            case "objective" -> Reals.of(Dense.columnMean(scores, scoreSize(), OBJECTIVE));
            case "iterations" -> Reals.of(Dense.columnMean(scores, scoreSize(), ITERATIONS));
            case "cut" ->
                Reals.wrap(p.cuts().stream().mapToDouble(Double::doubleValue).toArray());
            case "cutPsnr" -> Reals.wrap(overCuts(c, scores, 0, 50));
            case "cutPsnrLow" -> Reals.wrap(overCuts(c, scores, 0, 5));
            case "cutPsnrHigh" -> Reals.wrap(overCuts(c, scores, 0, 95));
            case "cutSparseness" -> Reals.wrap(overCuts(c, scores, 1, 50));
            default -> throw new IllegalArgumentException("convolutional coding has no signal '" + signal + "'");
        };
    }

    private double[] column(double[] scores, int s) {
        double[] values = new double[scores.length / scoreSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores[i * scoreSize() + s];
        }
        return values;
    }

    private double percentile(double[] scores, int s, double percent) {
        return new Percentile().evaluate(column(scores, s), percent);
    }

    private double[] overCuts(int cuts, double[] scores, int offset, double percent) {
        double[] values = new double[cuts];
        for (int c = 0; c < cuts; c++) {
            values[c] = percentile(scores, CUTS + 2 * c + offset, percent);
        }
        return values;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        Dense.write(kernels, out);
        out.writeLong(learnt);
    }

    @Override
    public void load(DataInput in) throws IOException {
        Dense.read(kernels, in);
        learnt = in.readLong();
        coder = null;
    }
}
