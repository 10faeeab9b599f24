package org.sparsecortex.sdr.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.sparsecortex.sdr.Ints;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;

/**
 * What a signal must look like at the end of a run for its results to be trusted; a run that ends outside says so. Models name
 * theirs in {@link ModelParams#guards}; every run watches them, whatever it records.
 *
 * <pre>  warnBelow &lt;= x_i &lt;= warnAbove for every number x_i of the signal; NaN, nothing measured, is passed over  </pre>
 *
 * @param signal name of a signal of numbers
 * @param warnBelow smallest value without a warning; negative infinity for no bound
 * @param warnAbove largest value without a warning; infinity for no bound
 * @param meaning what a value outside means, and what helps
 */
public record Guard(String signal, double warnBelow, double warnAbove, String meaning) {
    private static final int DIGITS = 4;

    public Guard {
        Checks.that(warnBelow <= warnAbove, "warnBelow", warnBelow, "must not exceed warnAbove = " + warnAbove);
    }

    /** Warns above a bound. */
    public static Guard above(String signal, double bound, String meaning) {
        return new Guard(signal, Double.NEGATIVE_INFINITY, bound, meaning);
    }

    /** Warns below a bound. */
    public static Guard below(String signal, double bound, String meaning) {
        return new Guard(signal, bound, Double.POSITIVE_INFINITY, meaning);
    }

    /**
     * The warning about a value, empty if there is none.
     *
     * @param name what the value is called in the warning
     */
    public Optional<String> judge(String name, double value) {
        boolean isBelow = value < warnBelow;
        if (!isBelow && !(value > warnAbove)) {
            return Optional.empty();
        }
        String bound = isBelow ? "below " + brief(warnBelow) : "above " + brief(warnAbove);
        return Optional.of(name + " = " + brief(value) + " is " + bound + (meaning.isEmpty() ? "" : ": " + meaning));
    }

    private static String brief(double x) {
        return Double.isInfinite(x)
                ? Double.toString(x)
                : new BigDecimal(x)
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** The number of a signal that lies farthest outside, or, if none does, its first; NaN if it has none. */
    public double worst(Signal signal) {
        int size = signal.size();
        double worst = size == 0 ? Double.NaN : at(signal, 0);
        for (int i = 1; i < size; i++) {
            double value = at(signal, i);
            if (excess(value) > excess(worst)) {
                worst = value;
            }
        }
        return worst;
    }

    private double excess(double value) {
        return Double.isNaN(value) ? 0.0 : Math.max(0.0, Math.max(warnBelow - value, value - warnAbove));
    }

    private static double at(Signal signal, int i) {
        if (signal instanceof Reals reals) {
            return reals.get(i);
        }
        if (signal instanceof Ints ints) {
            return ints.get(i);
        }
        throw new IllegalArgumentException("a guard needs a signal of numbers, not " + signal.kind());
    }
}
