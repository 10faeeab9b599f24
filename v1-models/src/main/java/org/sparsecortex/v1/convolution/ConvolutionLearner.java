package org.sparsecortex.v1.convolution;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.sparsecortex.learning.Chunk;
import org.sparsecortex.learning.Dense;
import org.sparsecortex.learning.Learner;
import org.sparsecortex.learning.LearnerKernel;
import org.sparsecortex.learning.StepSums;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * Codes images with {@link ConvolutionalCoder}, measures them, cuts small coefficients, and learns the filters.
 *
 * <pre>  d_m &lt;- P[ d_m - eta_t corr(x_m, sum_m d_m * x_m - s) ],   eta_t = a / (b + t)  </pre>
 *
 * The correlation is summed over the images of the step and taken on the filter's support; P scales each filter to unit norm. PSNR
 * = 10 log10((max s - min s)^2 / mse) of the image as coded; sparseness = 1 - (non-zero coefficients) / (all coefficients).
 *
 * <p>Source: online dictionary learning of sporco as called in cbpdn_learning.py of the paper's repository (from memory of sporco's
 * code: the gradient step is in the Fourier domain there, which is the same step).
 */
final class ConvolutionLearner implements Learner {
    private static final int PSNR = 0;
    private static final int SPARSENESS = 1;
    private static final int OBJECTIVE = 2;
    private static final int ITERATIONS = 3;
    private static final int NOT_SETTLED = 4;
    private static final int CUTS = 5;

    /** Name of the signal that {@link ConvolutionParams#guards} watches. */
    static final String UNSETTLED = "unsettled";

    private final ConvolutionParams p;
    private final double[] filters;
    private final int count;
    private final int area;
    private long learnt;
    private ConvolutionalCoder coder;

    ConvolutionLearner(ConvolutionParams params) {
        p = params;
        filters = params.bank().filters();
        count = params.bank().count();
        area = params.filterSize() * params.filterSize();
    }

    @Override
    public int codeSize() {
        return 2 * p.pixels();
    }

    @Override
    public int scoreSize() {
        return scores(p);
    }

    private static int scores(ConvolutionParams p) {
        return CUTS + 2 * p.cuts().size();
    }

    @Override
    public void code(Chunk chunk) {
        if (coder == null) {
            coder = new ConvolutionalCoder(p.imageHeight(), p.imageWidth(), count);
            coder.setFilters(filters, p.filterSize());
        }
        int pixels = p.pixels();
        double[] scores = chunk.scores();
        double[] image = new double[pixels];
        double[] statistics = chunk.learns() ? chunk.statistics(filters.length) : new double[0];
        for (int s = 0; s < chunk.count(); s++) {
            chunk.sample(s, image);
            int at = s * scoreSize();
            scores[at + ITERATIONS] = coder.solve(image, p.penalty(), p.iterations(), p.tolerance());
            scores[at + NOT_SETTLED] = coder.isSettled() || p.tolerance() == 0 ? 0 : 1;
            double[] rebuilt = new double[pixels];
            scores[at + SPARSENESS] = rebuild(0.0, rebuilt);
            scores[at + PSNR] = psnr(image, rebuilt);
            scores[at + OBJECTIVE] = objective(image, rebuilt);
            System.arraycopy(image, 0, chunk.codes(), s * codeSize(), pixels);
            System.arraycopy(rebuilt, 0, chunk.codes(), s * codeSize() + pixels, pixels);
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
        int size = p.filterSize();
        long active = 0;
        for (int m = 0; m < count; m++) {
            double[] map = coder.map(m);
            for (int i = 0; i < map.length; i++) {
                if (map[i] != 0.0 && Math.abs(map[i]) >= cut) {
                    active++;
                    for (int k = 0; k < area; k++) {
                        out[target(i, k, width, size)] += map[i] * filters[m * area + k];
                    }
                }
            }
        }
        return 1.0 - (double) active / ((long) count * p.pixels());
    }

    /** Pixel that element k of a filter meets when its corner is at pixel i; the image wraps around. */
    private int target(int i, int k, int width, int size) {
        int row = i / width + k / size;
        int column = i % width + k % size;
        return (row < p.imageHeight() ? row : row - p.imageHeight()) * width
                + (column < width ? column : column - width);
    }

    private void gradient(double[] image, double[] rebuilt, double[] statistics) {
        int width = p.imageWidth();
        int size = p.filterSize();
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
    public void learn(StepSums sums) {
        double eta = p.rateNumerator() / (p.rateOffset() + learnt++);
        Dense.addScaled(-eta, sums.statistics(), 0, filters, 0, filters.length);
        Dense.normaliseRows(filters, area);
        if (coder != null) {
            coder.setFilters(filters, p.filterSize());
        }
    }

    static Outputs<LearnerKernel<ConvolutionLearner>> outputs(ConvolutionParams p) {
        int c = p.cuts().size();
        int images = p.images();
        double[] cuts = p.cuts().stream().mapToDouble(Double::doubleValue).toArray();
        Outputs<LearnerKernel<ConvolutionLearner>> all =
                LearnerKernel.codes(p.plan(), "pictures", 2 * p.pixels(), "of each image: as coded, then as rebuilt");
        add(
                all,
                "filters",
                p.bank().count() * p.filterSize() * p.filterSize(),
                "filters, one after another",
                k -> k.learner().filters.clone());
        all.over(p.bank().count(), p.filterSize(), p.filterSize());
        add(
                all,
                "psnrDb",
                images,
                "peak signal-to-noise ratio of each image, dB",
                k -> k.learner().column(k.sums(), PSNR));
        add(
                all,
                "sparseness",
                images,
                "share of coefficients that are zero, of each image",
                k -> k.learner().column(k.sums(), SPARSENESS));
        scalar(all, "meanPsnrDb", "mean over the images, dB", k -> k.sums().meanScore(scores(p), PSNR));
        scalar(all, "meanSparseness", "mean over the images", k -> k.sums().meanScore(scores(p), SPARSENESS));
        scalar(
                all,
                "medianPsnrDb",
                "median over the images, dB",
                k -> k.learner().percentile(k.sums(), PSNR, 50));
        scalar(
                all,
                "medianSparseness",
                "median over the images",
                k -> k.learner().percentile(k.sums(), SPARSENESS, 50));
        scalar(
                all,
                "objective",
                "mean of 1/2 |error|^2 + lambda |coefficients|_1 per image",
                k -> k.sums().meanScore(scores(p), OBJECTIVE));
        scalar(all, "iterations", "mean number of iterations", k -> k.sums().meanScore(scores(p), ITERATIONS));
        scalar(
                all,
                UNSETTLED,
                "fraction of the images whose coding met its limit of iterations before its tolerance",
                k -> k.sums().meanScore(scores(p), NOT_SETTLED));
        add(all, "cut", c, "size below which coefficients are cut", k -> cuts.clone());
        add(
                all,
                "cutPsnrDb",
                c,
                "median over the images after the cut, dB",
                k -> k.learner().overCuts(k.sums(), 0, 50));
        add(all, "cutPsnrDbLow", c, "5th percentile, dB", k -> k.learner().overCuts(k.sums(), 0, 5));
        add(all, "cutPsnrDbHigh", c, "95th percentile, dB", k -> k.learner().overCuts(k.sums(), 0, 95));
        add(
                all,
                "cutSparseness",
                c,
                "median over the images after the cut",
                k -> k.learner().overCuts(k.sums(), 1, 50));
        return all;
    }

    private static void add(
            Outputs<LearnerKernel<ConvolutionLearner>> all,
            String name,
            int size,
            String doc,
            Function<LearnerKernel<ConvolutionLearner>, double[]> value) {
        all.global(name, Kind.REALS, size, doc, k -> Reals.wrap(value.apply(k)));
    }

    private static void scalar(
            Outputs<LearnerKernel<ConvolutionLearner>> all,
            String name,
            String doc,
            ToDoubleFunction<LearnerKernel<ConvolutionLearner>> value) {
        all.global(name, Kind.REALS, 1, doc, k -> Reals.of(value.applyAsDouble(k)));
    }

    private double[] column(StepSums sums, int s) {
        double[] values = new double[sums.scores().length / scoreSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sums.scores()[i * scoreSize() + s];
        }
        return values;
    }

    private double percentile(StepSums sums, int s, double percent) {
        return new Percentile().evaluate(column(sums, s), percent);
    }

    private double[] overCuts(StepSums sums, int offset, double percent) {
        double[] values = new double[p.cuts().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = percentile(sums, CUTS + 2 * c + offset, percent);
        }
        return values;
    }

    @Override
    public void shared(State state) {
        state.keep("filters", filters);
        learnt = state.keep("learnt", learnt);
        coder = state.loading() ? null : coder;
    }
}
