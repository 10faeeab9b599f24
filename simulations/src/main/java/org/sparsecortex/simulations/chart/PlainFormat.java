package org.sparsecortex.simulations.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.jfree.chart.axis.NumberAxis;

/** Tick labels as short as they can be: 0.25, 4000, 1.5E-7; the same in every locale. */
final class PlainFormat extends NumberFormat {
    private static final long serialVersionUID = 1L;
    private static final int DIGITS = 6;
    private static final int MOST_DIGITS = 16;

    private final NumberAxis axis;

    /** Of numbers by themselves, in six digits. */
    PlainFormat() {
        this(null);
    }

    /** Of the numbers at an axis, in as many digits as tell a tick from the next one. */
    PlainFormat(NumberAxis axis) {
        this.axis = axis;
    }

    /** Digits that tell numbers up to {@code largest} apart that are {@code distance} from each other. */
    static int digits(double largest, double distance) {
        int apart = distance > 0 && largest > 0 ? (int) Math.ceil(Math.log10(largest / distance)) + 1 : 0;
        return Math.max(DIGITS, Math.min(MOST_DIGITS, apart));
    }

    private int digits() {
        return axis == null
                ? DIGITS
                : digits(
                        Math.max(Math.abs(axis.getLowerBound()), Math.abs(axis.getUpperBound())),
                        axis.getTickUnit().getSize());
    }

    static final int PLAIN_EXPONENT = 7;

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
        return to.append(NumberLabels.text(number, digits()));
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
