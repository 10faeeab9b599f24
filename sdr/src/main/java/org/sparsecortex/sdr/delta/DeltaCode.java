package org.sparsecortex.sdr.delta;

import java.util.List;
import org.sparsecortex.sdr.Signal.Kind;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;

/**
 * Rule by which a connection sends changes instead of values.
 *
 * <pre>
 *   quantised   k = round(x / theta), sends k - k';  r = k theta        |x - r| &lt;= theta / 2
 *   hysteresis  the same, once |x - k' theta| &gt; h theta                 |x - r| &lt;= h theta
 *   truncated   moves k by whole steps, cut off                         |x - r| &lt;= theta
 *   dead-zone   sends x once |x - r| &gt; theta                            |x - r| &lt;= theta
 *   naive       sends x - x' once |x - x'| &gt; theta; the rest is lost    no bound: it drifts
 *   pd          herds kp x + kd (x - x'), the receiver leaks            depends on the speed of x
 * </pre>
 *
 * x, x': value of an element now and in the step before; r: what the receiver has; k, k': level now and as last sent; theta:
 * threshold; h: hysteresis.
 *
 * <p>With threshold 0 every change is sent and the receiver has exactly the sender's values. Otherwise the receiver's error
 * per element is bounded, whatever the input, by {@link #errorBound}.
 *
 * <p>Source: quantised, after Yousefzadeh and Sifalakis 2021 (arXiv 2107.07305); pd, after Yousefzadeh et al. on proportional
 * and derivative coding of spikes, from memory; the others are the usual variants.
 */
public record DeltaCode(
        @Param(doc = "when and what the sender tells", def = "\"quantised\"")
        Scheme scheme,

        @Param(
                doc = "dead zone or quantisation step, in units of the signal; for an SDR the number of bits that"
                        + " may differ",
                symbol = "theta",
                def = "0",
                min = 0,
                max = 1e12)
        double threshold,

        @Param(
                doc = "thresholds by channel instead of one: element i takes entry i modulo their number",
                def = "[]",
                min = 0,
                max = 1e12)
        List<Double> channelThresholds,

        @Param(
                doc = "half-width of the hysteresis in steps: a level is left when the value is further away; 0.5 is"
                        + " rounding",
                symbol = "h",
                def = "0.75",
                min = 0.5,
                max = 1)
        double hysteresis,

        @Param(doc = "weight of the value in the pd scheme", symbol = "kp", def = "0.2", min = 0, max = 1e6)
        double proportional,

        @Param(doc = "weight of the change in the pd scheme", symbol = "kd", def = "1", min = 0, max = 1e6)
        double derivative,

        @Param(
                doc = "steps from one whole frame to the next; 0 sends none",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1e9)
        int keyFrameEvery,

        @Param(
                doc = "synapses that each message drives; 0 takes all units of the receiver",
                def = "0",
                min = 0,
                max = 1e9)
        int fanOut,

        @Param(
                doc = "name under which the counters can be recorded; empty makes one of sender and receiver",
                def = "\"\"")
        String name) {
    /** When and what the sender tells. */
    public enum Scheme {
        /**
         * Changes of the level round(x / theta): the receiver has the quantised signal exactly. Delta Activation Layer and
         * herded differences (they telescope to the same messages).
         */
        QUANTISED,
        /** Like quantised, but a level is kept until the value is more than h steps away: no chatter under noise. */
        HYSTERESIS,
        /** The level moves toward the value by whole steps, cut off, so the value is always less than a step away. */
        TRUNCATED,
        /** The value whenever it is further than theta from the one sent last (delta networks). */
        DEAD_ZONE,
        /**
         * The change since the previous step if it is larger than theta; smaller ones are lost for good, so the error grows
         * without bound. A baseline to show the drift, or with key frames.
         */
        NAIVE,
        /** Herded proportional and differential parts; the receiver is a leaky integrator (O'Connor et al. 2017). */
        PD
    }

    public DeltaCode {
        channelThresholds = List.copyOf(channelThresholds);
        Checks.that(
                scheme != Scheme.PD
                        || (threshold > 0 && channelThresholds.stream().allMatch(t -> t > 0)),
                "threshold",
                threshold,
                "must be above 0 for the pd scheme, which counts in steps of it");
        Checks.that(
                scheme != Scheme.PD || proportional + derivative > 0,
                "derivative",
                derivative,
                "must not be 0 together with proportional");
        Checks.that(
                name.matches("([A-Za-z][A-Za-z0-9_-]{0,63})?"),
                "name",
                "\"" + name + "\"",
                "must start with a letter, then letters, digits, _ or -");
    }

    /** One threshold, defaults elsewhere. */
    public static DeltaCode of(Scheme scheme, double threshold) {
        return new DeltaCode(scheme, threshold, List.of(), 0.75, 0.2, 1, 0, 0, "");
    }

    /** The same rule under a name. */
    public DeltaCode named(String newName) {
        return new DeltaCode(
                scheme,
                threshold,
                channelThresholds,
                hysteresis,
                proportional,
                derivative,
                keyFrameEvery,
                fanOut,
                newName);
    }

    /** Threshold of element {@code i}. */
    public double thresholdOf(int i) {
        return channelThresholds.isEmpty() ? threshold : channelThresholds.get(i % channelThresholds.size());
    }

    /**
     * Checks that the rule can carry signals of a kind.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public void requireFor(Kind kind) {
        boolean exact = threshold == 0 && channelThresholds.isEmpty();
        Checks.that(
                kind == Kind.REALS || exact || scheme == Scheme.DEAD_ZONE,
                "scheme",
                scheme.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                "must be dead-zone for " + kind + " with a threshold above 0");
        Checks.that(
                kind != Kind.SDR || channelThresholds.isEmpty(),
                "channelThresholds",
                channelThresholds,
                "an SDR has no channels; give one threshold");
        Checks.that(scheme != Scheme.PD || kind == Kind.REALS, "scheme", "pd", "carries real signals only");
    }

    /**
     * Largest possible difference between sender and receiver for element {@code i}; for an SDR in bits over the whole signal.
     * Infinite for the schemes whose error has no bound: naive, and pd, whose bound depends on the signal's speed.
     */
    public double errorBound(int i) {
        double theta = thresholdOf(i);
        if (theta == 0) {
            return 0.0;
        }
        return switch (scheme) {
            case QUANTISED -> theta / 2;
            case HYSTERESIS -> hysteresis * theta;
            case TRUNCATED, DEAD_ZONE -> theta;
            case NAIVE, PD -> Double.POSITIVE_INFINITY;
        };
    }
}
