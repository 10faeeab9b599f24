package org.sparsecortex.neurons.anomaly;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.Packet;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * A scalar as bits, with buckets that follow the spread of the values seen so far and widen far from their centre.
 *
 * <pre>
 *   y = (v - m) / d,   bucket = round(b s asinh(y / s)),   bits of the bucket as in the random distributed scalar encoder
 *   m: median,  d = max((q90 - q10) / 2.56, sd / 10) of the values seen
 * </pre>
 *
 * m and d are estimated after 16, 32, 64, ... values and for the last time after settleSteps; a new estimate is taken only if
 * d changed by more than a factor of 1.4 or m by more than d / 2, because it gives all values new bits. Nothing later than the
 * value itself is used. Source of the bits: Purdy 2016.
 */
final class AdaptiveEncoderKernel implements Kernel<Packet.Nothing, Packet.Nothing> {
    private static final double DECILES_PER_SD = 2.56;
    private static final double LEAST_SHARE = 0.1;
    private static final double SCALE_CHANGE = 1.4;
    private static final double CENTRE_CHANGE = 0.5;
    private static final double MAX_BUCKET = 1 << 28;

    private final AdaptiveEncoderParams params;
    private final Encoder encoder;
    private final UnitRange range;
    private final Outputs<AdaptiveEncoderKernel> outputs;
    private final double[] first;
    private int seen;
    private double centre;
    private double scale;
    private double bucket;

    AdaptiveEncoderKernel(AdaptiveEncoderParams params, Encoder encoder, UnitRange range) {
        this.params = params;
        this.encoder = encoder;
        this.range = range;
        outputs = outputs(params);
        first = new double[params.settleSteps()];
    }

    /** The signals and where their values come from. */
    static Outputs<AdaptiveEncoderKernel> outputs(AdaptiveEncoderParams p) {
        return new Outputs<AdaptiveEncoderKernel>()
                .perUnit("sdr", Kind.SDR, p.size(), "the encoded value", AdaptiveEncoderKernel::code)
                .perUnit("bucket", Kind.REALS, 1, "its bucket", k -> Reals.of(k.bucket));
    }

    private Sdr code() {
        return Double.isNaN(bucket) ? Sdr.empty(params.size()) : encoder.encode(bucket);
    }

    @Override
    public UnitRange range() {
        return range;
    }

    @Override
    public Packet.Nothing propose(Step step, Inputs inputs, int round) {
        return Packet.NOTHING;
    }

    @Override
    public void commit(Step step, Inputs inputs, int round, Packet.Nothing decision) {
        double v = inputs.reals("value").get(0);
        if (Double.isNaN(v)) {
            bucket = Double.NaN;
            return;
        }
        if (seen < first.length) {
            first[seen++] = v;
            if ((seen >= 16 && Integer.bitCount(seen) == 1) || seen == first.length) {
                estimate();
            }
        }
        double y = scale == 0.0 ? 0.0 : (v - centre) / (scale * params.linearSds());
        double wide = params.bucketsPerSd() * params.linearSds() * asinh(y);
        bucket = Math.rint(Math.max(-MAX_BUCKET, Math.min(MAX_BUCKET, wide)));
    }

    private static double asinh(double y) {
        double a = Math.abs(y);
        return Math.copySign(ExactMath.log(a + Math.sqrt(a * a + 1.0)), y);
    }

    private void estimate() {
        double[] sorted = Arrays.copyOf(first, seen);
        Arrays.sort(sorted);
        double mean = 0.0;
        for (double v : sorted) {
            mean += v / seen;
        }
        double squares = 0.0;
        for (double v : sorted) {
            squares += (v - mean) * (v - mean) / seen;
        }
        double spread = (sorted[(int) (0.9 * seen)] - sorted[(int) (0.1 * seen)]) / DECILES_PER_SD;
        double d = Math.max(spread, LEAST_SHARE * Math.sqrt(squares));
        double m = sorted[seen / 2];
        boolean isNew = scale == 0.0
                || d > SCALE_CHANGE * scale
                || scale > SCALE_CHANGE * d
                || Math.abs(m - centre) > CENTRE_CHANGE * scale;
        if (d > 0.0 && isNew) {
            centre = m;
            scale = d;
        }
    }

    @Override
    public Signal read(String signal) {
        return outputs.read(this, signal);
    }

    @Override
    public void unit(int unit, State state) {
        seen = state.keep("seen", seen);
        centre = state.keep("centre", centre);
        scale = state.keep("scale", scale);
        bucket = state.keep("bucket", bucket);
        state.keep("firstValues", first, 0, seen);
    }
}
