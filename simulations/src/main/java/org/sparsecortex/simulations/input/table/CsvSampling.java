package org.sparsecortex.simulations.input.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.ParameterException;
import org.sparsecortex.simulations.json.Names;

/**
 * What the time from one row to the next means.
 *
 * <pre>  gap before row i:  t_i - t_(i-1) &gt; 1.5 d,      rows missing in it:  round((t_i - t_(i-1)) / d) - 1  </pre>
 *
 * d: intervalSeconds, or the median of the differences that are above 0. Where time runs back there is no gap to be found, so fill
 * and refuse take no such row, and reset no table in which most rows are such, as it is sorted newest first. The first row of a
 * sequence may begin the clock anew.
 */
public record CsvSampling(
        @Param(
                doc = "time from one row to the next; 0 takes the median of the table's",
                unit = "s",
                def = "0",
                min = 0,
                max = 1e12)
        double intervalSeconds,

        @Param(
                doc = "where rows are missing: rows takes each row for a step all the same, reset begins a new"
                        + " sequence after the gap, fill puts steps without values there, refuse ends with an error",
                def = "\"rows\"")
        Gaps gaps) {
    private static final double GAP = 1.5;
    private static final int SHOWN = 10;

    /** What is done where rows are missing. */
    public enum Gaps {
        /** Nothing: a row is a step. */
        ROWS,
        /** The row after the gap begins a new sequence. */
        RESET,
        /** A step without values for each row that is missing. */
        FILL,
        /** An error. */
        REFUSE
    }

    /** Whether the times have to be known. */
    boolean needsTimes() {
        return gaps != Gaps.ROWS || intervalSeconds > 0;
    }

    /**
     * Requires times between which gaps can be found, if anything is to be done at them.
     *
     * @param begins rows that begin a sequence, whose time may be any
     * @throws ParameterException with the first row whose time is missing or earlier than that of the row before
     */
    void requireOrder(double[] times, TimeFormat format, BitSet begins) {
        if (gaps == Gaps.ROWS) {
            return;
        }
        boolean isStrict = gaps != Gaps.RESET;
        int back = 0;
        int forth = 0;
        int first = 0;
        for (int i = 0; i < times.length; i++) {
            Checks.that(
                    !isStrict || !Double.isNaN(times[i]),
                    "sampling",
                    Names.ofConstant(gaps),
                    "row " + (i + 1)
                            + " after the header has no time, so rows missing beside it cannot be found; give it one,"
                            + " or take its row away");
            if (i > 0 && !begins.get(i) && times[i] < times[i - 1]) {
                first = back++ == 0 ? i : first;
            } else if (i > 0 && times[i] > times[i - 1]) {
                forth++;
            }
        }
        if (back > (isStrict ? 0 : forth)) {
            throw new ParameterException(
                    "sampling",
                    Names.ofConstant(gaps),
                    "time runs back at row " + (first + 1) + " after the header, from " + format.text(times[first - 1])
                            + " to " + format.text(times[first]) + (back > 1 ? ", and at " + (back - 1) + " more" : "")
                            + ", so missing rows cannot be found; sort the table by time, oldest row first"
                            + (back > forth
                                    ? ""
                                    : " (if a clock was set back there, write times with offsets or in UTC)"));
        }
    }

    /** The interval of some times, if there is one. */
    Optional<Double> interval(double[] times) {
        if (intervalSeconds > 0) {
            return Optional.of(intervalSeconds);
        }
        double[] differences = new double[Math.max(0, times.length - 1)];
        int count = 0;
        for (int i = 1; i < times.length; i++) {
            double difference = times[i] - times[i - 1];
            if (difference > 0) {
                differences[count++] = difference;
            }
        }
        Arrays.sort(differences, 0, count);
        return count == 0 ? Optional.empty() : Optional.of(differences[count / 2]);
    }

    /** The rows that stand behind a gap. */
    List<Integer> after(double[] times, double interval) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 1; i < times.length; i++) {
            if (times[i] - times[i - 1] > GAP * interval) {
                rows.add(i);
            }
        }
        return rows;
    }

    /**
     * Applies what is to be done at the gaps.
     *
     * @param columns replaced by longer ones if gaps are filled
     * @param format of the times
     * @param maxRows rows that there may be then
     * @return the rows that begin a new sequence
     */
    BitSet apply(Map<String, double[]> columns, double[] times, TimeFormat format, double interval, int maxRows) {
        BitSet resets = new BitSet();
        List<Integer> after = after(times, interval);
        switch (gaps) {
            case ROWS -> {}
            case RESET -> after.forEach(resets::set);
            case REFUSE -> {
                if (!after.isEmpty()) {
                    throw new ParameterException("sampling", "refuse", told(after, times, interval));
                }
            }
            case FILL -> fill(columns, times, format, interval, maxRows);
        }
        return resets;
    }

    private static String told(List<Integer> after, double[] times, double interval) {
        StringBuilder text = new StringBuilder("rows are missing (one every " + interval + " s) before row ");
        for (int i = 0; i < Math.min(SHOWN, after.size()); i++) {
            int row = after.get(i);
            text.append(i == 0 ? "" : ", ")
                    .append(row + 1)
                    .append(" (")
                    .append(missing(times, row, interval))
                    .append(')');
        }
        return text.append(after.size() > SHOWN ? " and " + (after.size() - SHOWN) + " more" : "")
                .append(" after the header; fill, reset or rows would take them")
                .toString();
    }

    /** Number of rows that are missing before a row. */
    static long missing(double[] times, int row, double interval) {
        double difference = times[row] - times[row - 1];
        return difference > GAP * interval ? Math.round(difference / interval) - 1 : 0;
    }

    private static void fill(
            Map<String, double[]> columns, double[] times, TimeFormat format, double interval, int maxRows) {
        long rows = times.length;
        int longest = 0;
        for (int i = 1; i < times.length; i++) {
            long missing = missing(times, i, interval);
            longest = longest == 0 || missing > missing(times, longest, interval) ? i : longest;
            rows += missing;
        }
        if (!(rows >= 1 && rows <= maxRows)) {
            throw new ParameterException(
                    "sampling",
                    "fill",
                    "needs more rows than the " + maxRows + " that a table may have, one every " + interval
                            + " s; the longest gap is before row " + (longest + 1) + " after the header, from "
                            + format.text(times[longest - 1]) + " to " + format.text(times[longest])
                            + "; correct that time, or take reset");
        }
        int[] place = new int[times.length];
        for (int i = 1; i < times.length; i++) {
            place[i] = place[i - 1] + 1 + (int) missing(times, i, interval);
        }
        double[] filled = new double[(int) rows];
        for (int i = 0; i < times.length; i++) {
            filled[place[i]] = times[i];
            int before = i == 0 ? 0 : place[i - 1];
            for (int gap = before + 1; gap < place[i]; gap++) {
                filled[gap] = times[i - 1] + (gap - before) * interval;
            }
        }
        columns.replaceAll((name, values) -> values == times ? filled : spread(values, place, filled.length));
    }

    private static double[] spread(double[] values, int[] place, int rows) {
        double[] wide = new double[rows];
        Arrays.fill(wide, Double.NaN);
        for (int i = 0; i < values.length; i++) {
            wide[place[i]] = values[i];
        }
        return wide;
    }
}
