package org.sparsecortex.neurons.anomaly;

import java.util.Arrays;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.encode.Encoder;
import org.sparsecortex.sdr.kernel.IndependentKernel;
import org.sparsecortex.sdr.kernel.Inputs;
import org.sparsecortex.sdr.kernel.Outputs;
import org.sparsecortex.sdr.kernel.State;
import org.sparsecortex.sdr.kernel.Step;
import org.sparsecortex.sdr.kernel.UnitRange;
import org.sparsecortex.sdr.numeric.ExactMath;

/**
 * The encoder of {@link AdaptiveEncoderParams}.
 */
final class AdaptiveEncoderKernel implements IndependentKernel {
    private static final double DECILES_PER_SD = 2.56;
    private static final double LEAST_SHARE = 0.1;
    private static final int LEAST = 16;
    private static final double SCALE_CHANGE = 1.4;
    private static final double LOST = 1.0 / 32;
    private static final double ALMOST_LOST = 1.0 / 8;
    private static final int ESTIMATES_PER_WINDOW = 4;
    private static final double CENTRE_CHANGE = 0.5;
    private static final double MAX_BUCKET = 1 << 28;

    private final AdaptiveEncoderParams params;
    private final Encoder encoder;
    private final UnitRange range;
    private final Outputs<AdaptiveEncoderKernel> outputs;
    private final double[] window;
    private long seen;
    private long kept;
    private boolean isProvisional = true;
    private int lostEstimates;
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
    public void step(Step step, Inputs inputs) {
        double v = inputs.reals("value").get(0);
        if (Double.isNaN(v)) {
            bucket = Double.NaN;
            return;
        }
        if (Double.isFinite(v)) {
            seen++;
            window[(int) (kept++ % window.length)] = v;
            if (seen >= LEAST && (isDue() || (isProvisional && v != centre))) {
                estimate();
            }
        }
        double wide = params.bucketsPerSd() * params.linearSds() * compressed(v);
        bucket = Math.rint(Math.max(-MAX_BUCKET, Math.min(MAX_BUCKET, wide)));
    }

    private boolean isDue() {
        return kept <= window.length
                ? (kept >= LEAST && Long.bitCount(kept) == 1) || kept == window.length
                : kept % Math.max(1, window.length / ESTIMATES_PER_WINDOW) == 0;
    }

    private double compressed(double v) {
        return scale == 0.0 ? 0.0 : asinh((v - centre) / (scale * params.linearSds()));
    }

    private static double asinh(double y) {
        double a = Math.abs(y);
        return Math.copySign(ExactMath.log(a + Math.sqrt(a * a + 1.0)), y);
    }

    private void estimate() {
        int n = (int) Math.min(kept, window.length);
        double[] sorted = Arrays.copyOf(window, n);
        Arrays.sort(sorted);
        double m = sorted[n / 2];
        double low = sorted[(int) (0.1 * n)];
        double high = sorted[(int) (0.9 * n)];
        boolean isSpread = high > low;
        double spread = (high - low) / DECILES_PER_SD;
        double typical = isSpread ? 0.0 : typicalDifference(sorted, m);
        double d = isSpread ? spread : LEAST_SHARE * typical;
        boolean isUsable = d > 0.0 && d < Double.POSITIVE_INFINITY;
        double seenApart = isSpread ? apart(low, high) : apart(m - typical / 2, m + typical / 2);
        lostEstimates = !isUsable || seenApart >= ALMOST_LOST ? 0 : lostEstimates + 1;
        if (isUsable && isNew(m, d, seenApart)) {
            centre = m;
            scale = d;
            lostEstimates = 0;
        }
        isProvisional &= !(isUsable && isSpread && n >= LEAST);
        if (isProvisional) {
            keepOneOfEachRun();
        }
    }

    /** What a flat start leaves behind, so that its length does not matter to the estimates that follow. */
    private void keepOneOfEachRun() {
        int n = (int) Math.min(kept, window.length);
        int runs = 1;
        for (int i = 1; i < n; i++) {
            if (window[i] != window[runs - 1]) {
                window[runs++] = window[i];
            }
        }
        kept = runs;
    }

    /** Sds between the codes of two values, as a fraction of those between the deciles of a gaussian at the present scale. */
    private double apart(double low, double high) {
        return params.linearSds() * (compressed(high) - compressed(low)) / DECILES_PER_SD;
    }

    private boolean isNew(double m, double d, double seenApart) {
        if (scale > 0.0 && !isProvisional && kept > window.length) {
            return !(seenApart >= LOST) || lostEstimates > ESTIMATES_PER_WINDOW; // infinity - infinity is lost, too
        }
        return scale == 0.0
                || d > SCALE_CHANGE * scale
                || scale > SCALE_CHANGE * d
                || Math.abs(m - centre) > CENTRE_CHANGE * scale;
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
        kept = state.keep("kept", kept);
        centre = state.keep("centre", centre);
        scale = state.keep("scale", scale);
        bucket = state.keep("bucket", bucket);
        isProvisional = state.keep("provisional", isProvisional);
        lostEstimates = state.keep("lostEstimates", lostEstimates);
        state.keep("window", window);
    }
}
