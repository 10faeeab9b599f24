package org.sparsecortex.simulations.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Exponents of powers of ten as superscripts, behind the base that the axis draws: 10 then this. */
final class PowerFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;
    private static final String DIGITS = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
        return format(Math.round(number), to, position);
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
        for (char c : Long.toString(number).toCharArray()) {
            to.append(c == '-' ? '\u207B' : DIGITS.charAt(c - '0'));
        }
        return to;
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        position.setIndex(text.length());
        return Double.valueOf(text);
    }
}
