package org.sparsecortex.simulations.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Tick labels as short as they can be: 0.25, 4000, 1.5E-7; the same in every locale. */
final class PlainFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;
    private static final int DIGITS = 6;
    static final int PLAIN_EXPONENT = 7;

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
        return to.append(NumberLabels.text(number, DIGITS));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
        return to.append(number);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        position.setIndex(text.length());
        return Double.valueOf(text);
    }
}
