package org.sparsecortex.simulations.input.table;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparsecortex.sdr.encode.DateTimeEncoderParams;
import org.sparsecortex.sdr.encode.DecimalText;

/** How the times of a table are written, and the seconds that they are. */
public enum TimeFormat {
    /** What the first times of a column look like. */
    AUTO,
    /** {@code 2014-07-01 00:30:00}, on the clock of the series; with an offset such as {@code +02:00} the time in UTC. */
    ISO,
    /** {@code 01.07.2014 00:30} or {@code 1/7/2014}. */
    DAY_MONTH_YEAR,
    /** {@code 07/01/2014 12:30 AM} or {@code 7/1/2014}. */
    MONTH_DAY_YEAR,
    /** Seconds since 1970-01-01 00:00. */
    UNIX_SECONDS,
    /** Milliseconds since 1970-01-01 00:00. */
    UNIX_MILLISECONDS,
    /** Seconds since any moment, for example the start of a recording. */
    SECONDS;

    private static final Pattern OFFSET =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](.*\\d)\\s*([+-]\\d\\d):?(\\d\\d)?");
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})[./-](\\d{4})"
            + "(?:[T, ]+(\\d{1,2}):(\\d\\d)(?::(\\d\\d)([.,]\\d{1,9})?)?\\s*([AaPp][Mm])?)?");
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d*)?([eE][+-]?\\d+)?");
    private static final double LEAST_MILLISECONDS = 1e11; // 1973; as seconds the year 5138
    private static final double LEAST_SECONDS = 1e8; // 1973
    private static final double LAST_DATE = 253_402_300_800.0; // the year 10000
    private static final double MILLI = 1e-3;
    private static final double NANO = 1e-9;

    /**
     * The format of some times.
     *
     * @param times the first cells of a column, without missing ones
     * @param place where a cell stands, by its number in the list
     * @return never {@link #AUTO}
     * @throws IllegalArgumentException if days and months cannot be told apart
     */
    static TimeFormat of(List<String> times, IntFunction<String> place) {
        if (times.isEmpty()
                || times.stream().anyMatch(t -> ISO_DATE.matcher(t.strip()).matches())) {
            return ISO;
        }
        List<String> stripped = times.stream().map(String::strip).toList();
        if (stripped.stream().allMatch(t -> NUMBER.matcher(t).matches())) {
            double first = Math.abs(Double.parseDouble(stripped.get(0).replace(',', '.')));
            return first >= LEAST_MILLISECONDS ? UNIX_MILLISECONDS : first >= LEAST_SECONDS ? UNIX_SECONDS : SECONDS;
        }
        List<Matcher> dates =
                stripped.stream().map(DATE::matcher).filter(Matcher::matches).toList();
        if (dates.isEmpty()) {
            return ISO;
        }
        boolean dayFirst = dates.stream().anyMatch(d -> d.group(2).equals(".") || Integer.parseInt(d.group(1)) > 12);
        boolean monthFirst = dates.stream().anyMatch(d -> d.group(9) != null || Integer.parseInt(d.group(3)) > 12);
        if (dayFirst == monthFirst) {
            int day = beyondMonths(stripped, 1);
            int month = beyondMonths(stripped, 3);
            if (day >= 0 && month >= 0 && day != month) {
                throw new IllegalArgumentException(
                        "times contradict each other: " + place.apply(day) + ", '" + times.get(day)
                                + "', has the day first, " + place.apply(month) + ", '" + times.get(month)
                                + "', the month; write all in one order, best as 2024-04-13 00:30:00");
            }
            throw new IllegalArgumentException("times such as '" + times.get(0)
                    + "' do not tell days from months: say \"times\": \"day-month-year\" or \"month-day-year\"");
        }
        return dayFirst ? DAY_MONTH_YEAR : MONTH_DAY_YEAR;
    }

    /** The first date with a number above 12 in a group, which no month has; -1 for none. */
    private static int beyondMonths(List<String> times, int group) {
        for (int i = 0; i < times.size(); i++) {
            Matcher date = DATE.matcher(times.get(i));
            if (date.matches() && Integer.parseInt(date.group(group)) > 12) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the seconds are those since 1970, so that they have a date. */
    boolean hasDates() {
        return this != SECONDS;
    }

    /** A time for a message: with its date if it {@link #hasDates}, else its number of seconds. */
    String text(double seconds) {
        if (!hasDates() || !(Math.abs(seconds) < LAST_DATE)) {
            return seconds + " s";
        }
        return LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT));
    }

    /** Whether a cell looks like a number or a time. */
    static boolean isLikely(String cell) {
        String text = cell.strip();
        return NUMBER.matcher(text).matches()
                || DATE.matcher(text).matches()
                || ISO_DATE.matcher(text).matches();
    }

    /** Whether times are plain numbers. */
    boolean isNumber() {
        return this == UNIX_SECONDS || this == UNIX_MILLISECONDS || this == SECONDS;
    }

    /**
     * The seconds of a time: since 1970 if it {@link #hasDates}.
     *
     * @throws IllegalArgumentException if it is written otherwise or there is no such time
     */
    double parse(String text) {
        return switch (this) {
            case AUTO -> of(List.of(text), i -> "the cell").parse(text);
            case ISO -> iso(text);
            case DAY_MONTH_YEAR -> date(text, 1, 3);
            case MONTH_DAY_YEAR -> date(text, 3, 1);
            case UNIX_SECONDS, SECONDS -> DecimalText.parse(text);
            case UNIX_MILLISECONDS -> DecimalText.parse(text) * MILLI;
        };
    }

    private static double iso(String text) {
        Matcher parts = OFFSET.matcher(text.strip());
        if (!parts.matches()) {
            return DateTimeEncoderParams.parseStamp(text);
        }
        double clock = DateTimeEncoderParams.parseStamp(parts.group(1) + " " + parts.group(2));
        try {
            String minutes = parts.group(4) == null ? "00" : parts.group(4);
            return clock - ZoneOffset.of(parts.group(3) + ":" + minutes).getTotalSeconds();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' has an offset that no clock has", e);
        }
    }

    private double date(String text, int dayAt, int monthAt) {
        Matcher parts = DATE.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as "
                    + (this == DAY_MONTH_YEAR ? "01.07.2014 00:30:00" : "07/01/2014 00:30:00"));
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(parts, 4), number(parts, monthAt), number(parts, dayAt), hour(parts), number(parts, 6));
            double seconds = parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7));
            if (seconds >= 60) {
                throw new DateTimeException("seconds are 0 to 59");
            }
            double fraction = parts.group(8) == null
                    ? 0
                    : Double.parseDouble("0." + parts.group(8).substring(1));
            return time.toEpochSecond(ZoneOffset.UTC) + seconds + Math.rint(fraction / NANO) * NANO;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time that exists, read as "
                            + name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + e.getMessage(),
                    e);
        }
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    private static int hour(Matcher parts) {
        int hour = number(parts, 5);
        if (parts.group(9) == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("an hour before AM or PM is 1 to 12");
        }
        return hour % 12 + (parts.group(9).equalsIgnoreCase("pm") ? 12 : 0);
    }
}
