package org.sparsecortex.neurons.anomaly;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.encode.RdseParams;
import org.sparsecortex.sdr.kernel.BuildContext;
import org.sparsecortex.sdr.kernel.Model;
import org.sparsecortex.sdr.kernel.ModelParams;
import org.sparsecortex.sdr.kernel.ModelType;
import org.sparsecortex.sdr.kernel.PortSpec;
import org.sparsecortex.sdr.kernel.SignalSpec;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * A scalar as bits, with buckets that follow the spread of the values seen so far and widen far from their centre.
 *
 * <pre>
 *   y = (v - m) / d,   bucket = round(b s asinh(y / s)),   bits of the bucket as in the random distributed scalar encoder
 *   m: median,  d = (q90 - q10) / 2.56 of the last settleSteps values;
 *   if the deciles are equal: a tenth of the median of |v - m| over the values that differ from m
 * </pre>
 *
 * Quantiles only, so that a tenth of bad readings on either side moves neither. m and d are estimated after 16, 32, 64, ...
 * values, after settleSteps, and then four times in each settleSteps. A new estimate gives all values new bits, and whatever
 * learned the old ones begins again. So until settleSteps it is taken if d changed by more than a factor of 1.4 or m by more
 * than d / 2, and later only if the encoder has lost the series: f, what the deciles lie apart as a fraction of what a new
 * estimate would make of it, is below 1/32, or below 1/8 in all estimates over settleSteps values,
 *
 * <pre>
 *   f = s (asinh((q90 - m) / (s d)) - asinh((q10 - m) / (s d))) / 2.56
 * </pre>
 *
 * (with equal deciles: of m plus and minus half the median of |v - m|). As long as all estimates had equal deciles (a flat
 * start), the values remembered keep one of each run of equal ones at each estimate, and every value that differs from m makes
 * a new estimate. Nothing later than the value itself is used. Quantiles follow the series in every
 * step, also in one that does not learn.
 *
 * <p>Source of the bits: Purdy 2016 (arXiv 1602.05925); the adaptation is our own.
 */
@ModelType(
        name = "adaptive-encoder",
        summary = "A scalar as bits whose resolution follows the values seen so far.",
        source = "Purdy 2016, Encoding data for HTM systems (arXiv 1602.05925); the adaptation is our own")
public record AdaptiveEncoderParams(
        @Param(doc = "number of bits", symbol = "n", def = "400", min = 1, max = 1 << 24)
        int size,

        @Param(doc = "active bits", symbol = "w", def = "21", min = 1, max = 1 << 16)
        int active,

        @Param(
                doc = "buckets per standard deviation of the values seen",
                symbol = "b",
                def = "10",
                min = 0.01,
                max = 10000)
        double bucketsPerSd,

        @Param(
                doc = "deviations beyond which buckets widen in proportion to the value",
                symbol = "s",
                def = "2",
                min = 0.01,
                max = 1e6)
        double linearSds,

        @Param(
                doc = "values over which centre and scale are estimated; once so many were seen, both change only if so"
                        + " many more got less than an eighth of the buckets that a new estimate would give",
                unit = "steps",
                def = "512",
                min = 16,
                max = 1 << 20)
        int settleSteps)
        implements ModelParams {
    public AdaptiveEncoderParams {
        Checks.that(active <= size / 2, "active", active, "must not exceed half of size = " + size);
    }

    @Override
    public int units() {
        return 1;
    }

    @Override
    public List<PortSpec> ports() {
        return List.of(new PortSpec("value", Kind.REALS, true, "one number; NaN gives no active bit").withMissing());
    }

    @Override
    public List<SignalSpec> signals() {
        return AdaptiveEncoderKernel.outputs(this).specs();
    }

    @Override
    public long estimatedBytes(BuildContext context) {
        return 64 + (long) Double.BYTES * settleSteps;
    }

    @Override
    public Model<?, ?> build(BuildContext context) {
        Checks.equal("size of input 'value'", context.inputSize("value"), 1);
        Encoder encoder = new RdseParams(1.0, 0.0, size, active).encoder(context.seed());
        return Model.independent(range -> new AdaptiveEncoderKernel(this, encoder, range));
    }
}
