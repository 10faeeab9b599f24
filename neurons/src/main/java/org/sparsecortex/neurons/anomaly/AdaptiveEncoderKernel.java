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
 *   m: median,  d = (q90 - q10) / 2.56 of the last settleSteps values;
 *   if the deciles are equal: a tenth of the median of |v - m| over the values that differ from m
 * </pre>
 *
 * Quantiles only, so that a tenth of bad readings on either side moves neither. m and d are estimated after 16, 32, 64, ...
 * values, after settleSteps, and then four times in each settleSteps. A new estimate gives all values new bits: until
 * settleSteps it is taken if d changed by more than a factor of 1.4 or m by more than d / 2, later only if the encoder no
 * longer resolves the series: d changed by a factor of 4, or m left the linear part (s d). As long as all estimates had equal
 * deciles (a flat start), every value that differs from m makes a new one. Nothing later than the value itself is used.
 * Source of the bits: Purdy 2016.
 */
final class AdaptiveEncoderKernel implements Kernel<Packet.Nothing, Packet.Nothing> {
    private static final double DECILES_PER_SD = 2.56;
    private static final double LEAST_SHARE = 0.1;
    private static final int LEAST = 16;
    private static final double SCALE_CHANGE = 1.4;
    private static final double SETTLED_SCALE_CHANGE = 4.0;
    private static final double CENTRE_CHANGE = 0.5;
    private static final double MAX_BUCKET = 1 << 28;

    private final AdaptiveEncoderParams params;
    private final Encoder encoder;
    private final UnitRange range;
    private final Outputs<AdaptiveEncoderKernel> outputs;
    private final double[] window;
    private long seen;
    private boolean isProvisional = true;
    private double centre;
    private double scale;
    private double bucket;

    AdaptiveEncoderKernel(AdaptiveEncoderParams params, Encoder encoder, UnitRange range) {
        this.params = params;
        this.encoder = encoder;
        this.range = range;
        outputs = outputs(params);
        window = new double[params.settleSteps()];
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
        if (Double.isFinite(v)) {
            window[(int) (seen++ % window.length)] = v;
            if (seen >= LEAST && (isDue() || (isProvisional && v != centre))) {
                estimate();
            }
        }
        double y = scale == 0.0 ? 0.0 : (v - centre) / (scale * params.linearSds());
        double wide = params.bucketsPerSd() * params.linearSds() * asinh(y);
        bucket = Math.rint(Math.max(-MAX_BUCKET, Math.min(MAX_BUCKET, wide)));
    }

    private boolean isDue() {
        return seen <= window.length
                ? Long.bitCount(seen) == 1 || seen == window.length
                : seen % Math.max(1, window.length / 4) == 0;
    }

    private static double asinh(double y) {
        double a = Math.abs(y);
        return Math.copySign(ExactMath.log(a + Math.sqrt(a * a + 1.0)), y);
    }

    private void estimate() {
        int n = (int) Math.min(seen, window.length);
        double[] sorted = Arrays.copyOf(window, n);
        Arrays.sort(sorted);
        double m = sorted[n / 2];
        double spread = (sorted[(int) (0.9 * n)] - sorted[(int) (0.1 * n)]) / DECILES_PER_SD;
        double d = spread > 0.0 ? spread : LEAST_SHARE * typicalDifference(sorted, m);
        boolean isUsable = d > 0.0 && d < Double.POSITIVE_INFINITY;
        if (isUsable && isNew(m, d)) {
            centre = m;
            scale = d;
        }
        isProvisional &= !(isUsable && spread > 0.0);
    }

    private boolean isNew(double m, double d) {
        boolean isSettled = !isProvisional && seen > window.length;
        double ratio = isSettled ? SETTLED_SCALE_CHANGE : SCALE_CHANGE;
        double shift = isSettled ? Math.max(CENTRE_CHANGE, params.linearSds()) : CENTRE_CHANGE;
        return scale == 0.0 || d > ratio * scale || scale > ratio * d || Math.abs(m - centre) > shift * scale;
    }

    /** Lower median of |v - m| over the values that differ from m; 0 if there are none. */
    private static double typicalDifference(double[] values, double m) {
        double[] all = Arrays.stream(values)
                .filter(v -> v != m)
                .map(v -> Math.abs(v - m))
                .sorted()
                .toArray();
        return all.length == 0 ? 0.0 : all[(all.length - 1) / 2];
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
        isProvisional = state.keep("provisional", isProvisional);
        state.keep("window", window);
    }
}
