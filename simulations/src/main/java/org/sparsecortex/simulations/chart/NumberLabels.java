package org.sparsecortex.simulations.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Texts of numbers that tell all of them apart: six digits, or as many more as it takes. */
final class NumberLabels {
    private static final int FEWEST = 6;
    private static final int EXACT = 17; // two doubles that differ, differ in 17 digits

    private NumberLabels() {}

    /** The text of each number, in the order in which they come first; NaN has none. */
    static Map<Double, String> of(double... values) {
        double[] distinct = Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .map(v -> v + 0.0) // -0 is 0
                .distinct()
                .toArray();
        for (int digits = FEWEST; ; digits++) {
            Map<Double, String> labels = new LinkedHashMap<>();
            Set<String> texts = new HashSet<>();
            boolean apart = true;
            for (double value : distinct) {
                String text = text(value, digits);
                apart &= texts.add(text);
                labels.put(value, text);
            }
            if (apart || digits == EXACT) {
                return labels;
            }
        }
    }

    /** A number in at most so many digits; every number has a text, NaN and the infinite ones, too. */
    static String text(double number, int digits) {
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "\u221E" : "\u2212\u221E";
        }
        BigDecimal exact = digits == EXACT ? new BigDecimal(Double.toString(number)) : new BigDecimal(number);
        BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
        boolean plain =
                rounded.signum() == 0 || Math.abs(rounded.precision() - rounded.scale()) <= PlainFormat.PLAIN_EXPONENT;
        return plain ? rounded.toPlainString() : rounded.toString().replace("E+", "E");
    }
}
