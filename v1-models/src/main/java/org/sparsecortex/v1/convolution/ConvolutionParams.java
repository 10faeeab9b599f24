package org.sparsecortex.v1.convolution;

import java.util.List;
import org.sparsecortex.learning.ChunkPlan;
import org.sparsecortex.learning.LearnerModel;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Guard;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Convolutional sparse coding of images, the filters fixed or learnt from a log-Gabor bank. The unit is an image.
 *
 * <pre>
 *   min over x_m  1/2 |sum_m d_m * x_m - s|^2 + lambda sum_m |x_m|_1        * circular convolution, M filters d_m of L x L
 *   d_m &lt;- P[ d_m - eta_t corr(x_m, sum_m d_m * x_m - s) ],   eta_t = a / (b + t)
 * </pre>
 *
 * s: image; x_m: coefficients; P: to unit norm; t: learning steps. Solved by ADMM in the Fourier domain.
 *
 * <p>Source: Ladret, Casanova and Perrinet 2023, "Kernel heterogeneity improves sparseness of natural images representations"
 * (arXiv 2312.14685); solver and learning as in sporco. Differs from the paper: the step size of ADMM is constant after 100
 * iterations; two constants of the bank are from memory.
 */
@ModelType(
        name = "convolutional-coding",
        summary = "Convolutional sparse coding by ADMM in the Fourier domain with a log-Gabor bank, its learning and"
                + " pruning.",
        source = "Ladret, Casanova and Perrinet 2023 (Neuromorphic Computing and Engineering 4, 2024)")
public record ConvolutionParams(
        @Param(doc = "height of an image", unit = "px", def = "64", min = 16, max = 4096)
        int imageHeight,

        @Param(doc = "width of an image", unit = "px", def = "64", min = 16, max = 4096)
        int imageWidth,

        @Param(doc = "images in a step", def = "1", min = 1, max = 100_000)
        int images,

        @Param(doc = "side of a filter", symbol = "L", unit = "px", def = "12", min = 2, max = 64)
        int filterSize,

        @Param(doc = "orientations of the filters, over 180 degrees", def = "12", min = 1, max = 360)
        int orientations,

        @Param(
                doc = "orientation bandwidths of the filters",
                symbol = "B_theta",
                unit = "deg",
                def = "[5, 10, 15, 20, 25, 30]",
                min = 0.1,
                max = 180)
        List<Double> bandwidthsDeg,

        @Param(doc = "phases of the filters, over 180 degrees", def = "2", min = 1, max = 16)
        int phases,

        @Param(
                doc = "spatial frequency of the filters",
                symbol = "f0",
                unit = "c/px",
                def = "0.4",
                min = 0.01,
                max = 0.5)
        double frequency,

        @Param(doc = "bandwidth in log frequency", symbol = "B_f", def = "0.4", min = 0.01, max = 10)
        double frequencyBandwidth,

        @Param(doc = "weight of the l1 penalty", symbol = "lambda", def = "0.001", min = 1e-9, max = 1e6)
        double penalty,

        @Param(doc = "most iterations of ADMM", def = "100", min = 1, max = 100_000)
        int iterations,

        @Param(doc = "relative residual at which ADMM stops", def = "0.0001", min = 0, max = 1)
        double tolerance,

        @Param(doc = "a in the learning rate a / (b + t)", symbol = "a", def = "100", min = 0, max = 1e9)
        double rateNumerator,

        @Param(
                doc = "b in the learning rate a / (b + t), t counting steps",
                symbol = "b",
                def = "1000",
                min = 1e-9,
                max = 1e12)
        double rateOffset,

        @Param(
                doc = "coefficients below each of these are cut and the image is rebuilt without them",
                def = "[0.001, 0.0723, 0.1436, 0.2149, 0.2861, 0.3574, 0.4287, 0.5]",
                min = 0,
                max = 1e9)
        List<Double> cuts)
        implements ModelParams {
    /** A share of images that moves no mean by more than about its own size. */
    private static final double UNSETTLED_FRACTION = 0.01;

    public ConvolutionParams {
        Checks.that(
                filterSize <= Math.min(imageHeight, imageWidth),
                "filterSize",
                filterSize,
                "must not exceed the sides of the image, " + imageHeight + " and " + imageWidth);
        Checks.that(!bandwidthsDeg.isEmpty(), "bandwidthsDeg", "[]", "at least one bandwidth is needed");
    }

    LogGaborBank bank() {
        return new LogGaborBank(filterSize, frequency, frequencyBandwidth, orientations, bandwidthsDeg, phases);
    }

    int pixels() {
        return imageHeight * imageWidth;
    }

    ChunkPlan plan() {
        return new ChunkPlan(images, 0, 1, pixels());
    }

    @Override
    public int units() {
        return images;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(LearnerModel.ports("images").get(0));
    }

    @Override
    public List<SignalSpec> signals() {
        return ConvolutionLearner.outputs(this).specs();
    }

    @Override
    public List<Guard> guards() {
        return List.of(Guard.above(
                ConvolutionLearner.UNSETTLED,
                UNSETTLED_FRACTION,
                "coefficients of images whose coding ended at its limit of iterations are not yet those of the penalty; allow"
                        + " more iterations, or a larger tolerance"));
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return repeatedBytes(context) + 8L * images * bank().count() * filterSize * filterSize;
    }

    @Override
    public long repeatedBytes(BuildContext context) {
        return 8L * pixels() * (3L * bank().count() + 16);
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        return LearnerModel.at(
                context, plan(), ConvolutionLearner.outputs(this), range -> new ConvolutionLearner(this));
    }
}
