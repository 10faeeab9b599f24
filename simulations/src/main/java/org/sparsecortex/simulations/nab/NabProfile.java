package org.sparsecortex.simulations.nab;

import java.util.Locale;

/** What a user of a detector cares about: the weights of detections, false alarms and missed windows. */
public enum NabProfile {
    /** Equal care: ten false alarms weigh about as much as one missed window. */
    STANDARD(1.0, 0.11, 1.0),
    /** False alarms weigh double. */
    REWARD_LOW_FP(1.0, 0.22, 1.0),
    /** Missed windows weigh double. */
    REWARD_LOW_FN(1.0, 0.11, 2.0);

    private final double truePositive;
    private final double falsePositive;
    private final double falseNegative;

    NabProfile(double truePositive, double falsePositive, double falseNegative) {
        this.truePositive = truePositive;
        this.falsePositive = falsePositive;
        this.falseNegative = falseNegative;
    }

    /** Weight of a detected window, A_tp. */
    public double truePositive() {
        return truePositive;
    }

    /** Weight of a false alarm, A_fp. */
    public double falsePositive() {
        return falsePositive;
    }

    /** Weight of a missed window, A_fn. */
    public double falseNegative() {
        return falseNegative;
    }

    /** The name in NAB's files, for example {@code reward_low_FP_rate}. */
    public String nabName() {
        return this == STANDARD ? "standard" : this == REWARD_LOW_FP ? "reward_low_FP_rate" : "reward_low_FN_rate";
    }

    /** The name in metrics, for example {@code rewardLowFp}. */
    public String id() {
        return switch (this) {
            case STANDARD -> "standard";
            case REWARD_LOW_FP -> "rewardLowFp";
            case REWARD_LOW_FN -> "rewardLowFn";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
