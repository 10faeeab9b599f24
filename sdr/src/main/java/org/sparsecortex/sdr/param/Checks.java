package org.sparsecortex.sdr.param;

/**
 * Argument checks whose messages say which value, what it was and what is allowed.
 *
 * <p>Every method throws {@link ParameterException} when its condition does not hold; NaN never passes.
 */
public final class Checks {
    private Checks() {}

    /** Requires {@code condition}; {@code why} completes the sentence "name = value: why". */
    public static void that(boolean condition, String name, Object value, String why) {
        if (!condition) {
            throw new ParameterException(name, value, why);
        }
    }

    /** Requires {@code min <= value <= max}. */
    public static int inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw outside(name, value, min + ".." + max);
        }
        return value;
    }

    /** Requires {@code min <= value <= max}. */
    public static long inRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw outside(name, value, min + ".." + max);
        }
        return value;
    }

    /** Requires {@code min <= value <= max}; rejects NaN. */
    public static double inRange(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw outside(name, value, min + ".." + max);
        }
        return value;
    }

    /** Requires a finite {@code value > 0}. */
    public static double positive(String name, double value) {
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            throw outside(name, value, "a finite number > 0");
        }
        return value;
    }

    /** Requires a number that is neither NaN nor infinite. */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw outside(name, value, "a finite number");
        }
        return value;
    }

    /** Requires {@code value >= min}. */
    public static int atLeast(String name, int value, int min) {
        if (value < min) {
            throw outside(name, value, ">= " + min);
        }
        return value;
    }

    /** Requires {@code actual == expected}. */
    public static void equal(String name, long actual, long expected) {
        if (actual != expected) {
            String allowed = "must equal " + expected;
            throw new ParameterException(name, actual, allowed, name + " = " + actual + " " + allowed, null);
        }
    }

    /** Requires a reference that is not null. */
    public static <T> T present(String name, T value) {
        if (value == null) {
            throw new ParameterException(name, "nothing", "is missing", name + " is missing", null);
        }
        return value;
    }

    private static ParameterException outside(String name, Object value, String allowed) {
        String sentence = name + " = " + value + " is outside " + allowed;
        return new ParameterException(name, value, allowed, sentence, null);
    }
}
