package org.sparsecortex.simulations.chart;

import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * An axis of seconds since 1970 with dates and times of day at whole years, months, days, hours, minutes or seconds, as many as
 * stand beside each other.
 *
 * <p>The first label of an axis, and the first of a day or a year, says the day or the year as well.
 */
final class TimeAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private static final double GAP = 6; // points between two labels
    private static final double LINES = 2; // height of a label and its gap, in letters
    private static final int DAY = 86_400;

    /** Distances of ticks in seconds. */
    private static final int[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 4 * DAY,
        7 * DAY, 14 * DAY
    };

    /** Distances of ticks in months. */
    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000};

    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_YEAR = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_MONTH = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    TimeAxis(String label) {
        super(label);
        setAutoRangeIncludesZero(false);
        setMinorTickMarksVisible(false);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        TextAnchor anchor = across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        for (Label label :
                labels(getLowerBound(), getUpperBound(), across ? area.getWidth() : area.getHeight(), across)) {
            ticks.add(new NumberTick(label.seconds(), label.text(), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** A tick. */
    record Label(double seconds, String text) {}

    /** The ticks between two times on so many points: of the shortest distance at which the labels stand beside each other. */
    List<Label> labels(double low, double high, double points, boolean across) {
        List<Label> best = List.of();
        for (int unit = SECONDS.length + MONTHS.length - 1; unit >= 0; unit--) {
            List<Label> labels = labels(unit, low, high);
            if (labels.size() > 1000 || !fit(labels, points / (high - low), across)) {
                break;
            }
            best = labels.size() >= best.size() ? labels : best;
        }
        return best;
    }

    private boolean fit(List<Label> labels, double scale, boolean across) {
        for (int i = 1; i < labels.size(); i++) {
            double apart = (labels.get(i).seconds() - labels.get(i - 1).seconds()) * scale;
            double needed = across
                    ? (width(labels.get(i).text()) + width(labels.get(i - 1).text())) / 2 + GAP
                    : LINES * getTickLabelFont().getSize();
            if (apart < needed) {
                return false;
            }
        }
        return true;
    }

    /** Width of a label, points. */
    double width(String text) {
        return getTickLabelFont()
                .getStringBounds(text, new FontRenderContext(null, true, true))
                .getWidth();
    }

    private static List<Label> labels(int unit, double low, double high) {
        List<Label> labels = new ArrayList<>();
        LocalDateTime before = null;
        boolean months = unit >= SECONDS.length;
        LocalDateTime at = months ? firstMonth(MONTHS[unit - SECONDS.length], low) : firstSecond(SECONDS[unit], low);
        double end = high + 1e-9 * Math.abs(high);
        while (seconds(at) <= end && labels.size() <= 1000) {
            if (seconds(at) >= low) {
                labels.add(new Label(seconds(at), text(unit, at, before)));
                before = at;
            }
            at = months ? at.plusMonths(MONTHS[unit - SECONDS.length]) : at.plusSeconds(SECONDS[unit]);
        }
        return labels;
    }

    private static double seconds(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }

    private static LocalDateTime firstSecond(int step, double low) {
        return LocalDateTime.ofEpochSecond((long) Math.floor(low / step) * step, 0, ZoneOffset.UTC);
    }

    private static LocalDateTime firstMonth(int step, double low) {
        LocalDateTime time = LocalDateTime.ofEpochSecond((long) Math.floor(low), 0, ZoneOffset.UTC);
        int month = time.getYear() * 12 + time.getMonthValue() - 1;
        int first = Math.floorDiv(month, step) * step;
        return LocalDateTime.of(Math.floorDiv(first, 12), Month.of(Math.floorMod(first, 12) + 1), 1, 0, 0);
    }

    private static String text(int unit, LocalDateTime at, LocalDateTime before) {
        boolean newYear = before == null || before.getYear() != at.getYear();
        if (unit >= SECONDS.length) {
            return MONTHS[unit - SECONDS.length] >= 12 ? at.format(YEAR) : at.format(newYear ? MONTH_YEAR : MONTH);
        }
        if (SECONDS[unit] >= DAY) {
            return at.format(newYear ? DAY_YEAR : DAY_MONTH);
        }
        if (before == null) {
            return at.format(SECONDS[unit] < 60 ? SECOND : MINUTE) + ", " + at.format(DAY_YEAR);
        }
        boolean newDay = before.getDayOfYear() != at.getDayOfYear() || newYear;
        return newDay && at.toLocalTime().toSecondOfDay() == 0
                ? at.format(newYear ? DAY_YEAR : DAY_MONTH)
                : at.format(SECONDS[unit] < 60 ? SECOND : MINUTE);
    }
}
