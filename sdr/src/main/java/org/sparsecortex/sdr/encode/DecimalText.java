package org.sparsecortex.sdr.encode;

import java.util.regex.Pattern;

/** Decimal numbers in text, strictly: what a reader would not take for a number is none. */
public final class DecimalText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?");
    private static final Pattern MISSING = Pattern.compile("(?i)na|n/a|nan|null|none|nil|-|\\?|missing");
    private static final Pattern COMMA = Pattern.compile("[+-]?[\\d.]*\\d,\\d[\\d.,]*");

    private DecimalText() {}

    /**
     * The number that {@code text} is, digits with an optional sign, point and exponent; white space around it does not count.
     *
     * @throws IllegalArgumentException if it is anything else, for example {@code 12d}, {@code 0x1p4}, {@code Infinity}, {@code
     *     1,5} or {@code NA}; the message says what may help
     */
    public static double parse(String text) {
        String stripped = text.strip();
        if (DECIMAL.matcher(stripped).matches()) {
            double value = Double.parseDouble(stripped);
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("'" + text + "' is beyond the largest number, about 1.8e308");
            }
            return value;
        }
        throw new IllegalArgumentException("'" + text + "' is not a number" + cure(stripped));
    }

    private static String cure(String text) {
        if (MISSING.matcher(text).matches()) {
            return "; leave the cell empty where a value is missing";
        }
        if (COMMA.matcher(text).matches()) {
            return "; write a decimal point and no separators of thousands";
        }
        return " such as -12.5 or 3e-4";
    }
}
