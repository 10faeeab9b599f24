package org.sparsecortex.simulations.chart;

/** The smallest and the largest of the values that an axis can show: finite, and on a logarithmic one above 0. */
final class Extent {
    private static final double FLAT = 1e-9;
    private static final double NONE = 1e-290; // too small for ticks: as 0
    private final boolean log;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    Extent(boolean log) {
        this.log = log;
    }

    /** Whether a value can be shown. */
    boolean shows(double value) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    /** Takes a value into account if it can be shown. */
    void add(double value) {
        if (shows(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    void add(double... values) {
        for (double value : values) {
            add(value);
        }
    }

    boolean isEmpty() {
        return low > high;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /**
     * First and last value of an axis that leaves a margin at both ends, as a fraction of the extent; a linear one of values of
     * one sign does not cross 0 because of its margin, and values that are equal but for rounding stand in its middle.
     */
    double[] withMargin(double margin) {
        if (isEmpty()) {
            return log ? new double[] {1, 10} : new double[] {0, 1};
        }
        if (log) {
            double ratio = high / low < 1 + FLAT ? 2 : Math.pow(high / low, margin);
            double from = Math.max(NONE, low / ratio);
            return new double[] {from, Math.max(2 * NONE, Math.min(Double.MAX_VALUE, high * ratio))};
        }
        double width = high / 2 - low / 2;
        double largest = Math.max(Math.abs(low), Math.abs(high));
        boolean none = largest < NONE;
        boolean flat = none || width <= FLAT * largest;
        double add = flat ? (none ? 0.5 : largest / 10) : 2 * width * margin;
        double from = low >= 0 ? Math.max(0, low - add) : Math.max(-Double.MAX_VALUE, low - add);
        double to = high <= 0 && low < 0 ? Math.min(0, high + add) : Math.min(Double.MAX_VALUE, high + add);
        double most = Double.MAX_VALUE / 4; // the length of the axis must be a number, too
        return Double.isFinite(to - from)
                ? new double[] {from, to}
                : new double[] {Math.max(-most, from), Math.min(most, to)};
    }
}
