package org.sparsecortex.sdr.encode;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.Signal;
import org.sparsecortex.sdr.param.Checks;
import org.sparsecortex.sdr.param.Param;
import org.sparsecortex.sdr.param.TypeName;

/**
 * Time as blocks of bits side by side: time of day, day of week, weekend, season, holiday; a part of width 0 is left out.
 *
 * <pre>
 *   part of period T, width w, radius r:  a periodic {@link ScalarEncoderParams} of w bits in which r is the distance without a common bit
 *   weekend, holiday:                     the first w of 2 w bits if it is none, the second if it is one
 * </pre>
 *
 * t: seconds since 1970-01-01 00:00 on the clock of the series. The radius of a part is the distance at which two times
 * share no bit.
 *
 * <p>The rules of time zones are those of Java's own tables; runs with a {@code zone} are the same bytes where these are.
 *
 * <p>Source: Purdy 2016 (arXiv 1602.05925), section on dates and times.
 */
@TypeName(value = "date-time", doc = "time of day, day of week, weekend, season and holidays side by side")
public record DateTimeEncoderParams(
        @Param(doc = "active bits for the time of day; 0 leaves it out", def = "21", min = 0, max = 4096)
        int timeOfDayWidth,

        @Param(doc = "distance at which two times share no bit", unit = "h", def = "4", min = 0.01, max = 12)
        double timeOfDayRadiusHours,

        @Param(doc = "active bits for the day of the week; 0 leaves it out", def = "0", min = 0, max = 4096)
        int dayOfWeekWidth,

        @Param(doc = "distance at which two days share no bit", unit = "days", def = "1", min = 0.01, max = 3.5)
        double dayOfWeekRadiusDays,

        @Param(doc = "active bits for weekend or not; 0 leaves it out", def = "0", min = 0, max = 4096)
        int weekendWidth,

        @Param(doc = "active bits for the season; 0 leaves it out", def = "0", min = 0, max = 4096)
        int seasonWidth,

        @Param(doc = "distance at which two dates share no bit", unit = "days", def = "91.5", min = 1, max = 183)
        double seasonRadiusDays,

        @Param(doc = "active bits for holiday or not; 0 leaves it out", def = "0", min = 0, max = 4096)
        int holidayWidth,

        @Param(
                doc =
                        "holidays: month-day of every year, for example 12-25, or a date, for example 2026-04-06, of one that moves",
                def = "[\"12-25\"]")
        List<String> holidays,

        @Param(
                doc =
                        "time zone whose clock counts, for example Europe/Berlin, if the times are those of UTC; empty takes them as"
                                + " they are",
                def = "\"\"")
        String zone)
        implements EncoderParams {
    private static final DateTimeFormatter STAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss]]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final double NANOS = 1e-9;
    private static final double DAY_SECONDS = 86_400.0;
    private static final double YEAR_DAYS = 366.0;

    /** On the clock of the series. */
    public DateTimeEncoderParams(
            int timeOfDayWidth,
            double timeOfDayRadiusHours,
            int dayOfWeekWidth,
            double dayOfWeekRadiusDays,
            int weekendWidth,
            int seasonWidth,
            double seasonRadiusDays,
            int holidayWidth,
            List<String> holidays) {
        this(
                timeOfDayWidth,
                timeOfDayRadiusHours,
                dayOfWeekWidth,
                dayOfWeekRadiusDays,
                weekendWidth,
                seasonWidth,
                seasonRadiusDays,
                holidayWidth,
                holidays,
                "");
    }

    public DateTimeEncoderParams {
        Checks.that(
                zone.isEmpty() || ZoneId.getAvailableZoneIds().contains(zone),
                "zone",
                "\"" + zone + "\"",
                "is no time zone, such as Europe/Berlin or America/New_York");
        holidays = List.copyOf(holidays);
        for (String day : holidays) {
            Checks.that(
                    isDay(day), "holidays", day, "is no day, as month-day such as 12-25 or as date such as 2026-04-06");
        }
        int all = timeOfDayWidth + dayOfWeekWidth + weekendWidth + seasonWidth + holidayWidth;
        Checks.that(all > 0, "timeOfDayWidth", timeOfDayWidth, "and all other widths are 0, nothing would be encoded");
    }

    private static boolean isDay(String text) {
        try {
            return text.length() == 5 ? MonthDay.parse("--" + text) != null : LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public Encoder encoder(long seed) {
        List<Part> parts = parts();
        int size = parts.stream().mapToInt(p -> p.encoder().size()).sum();
        ZoneId clock = zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
        return new Encoder() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Cell cell(int field) {
                return Cell.TIME;
            }

            @Override
            public double parse(int field, String text) {
                return parseStamp(text);
            }

            @Override
            public Sdr encode(double... values) {
                Checks.equal("values", values.length, 1);
                if (Double.isNaN(values[0])) {
                    return Sdr.empty(size);
                }
                Instant instant = Instant.ofEpochSecond((long) Math.floor(values[0]));
                LocalDateTime time = LocalDateTime.ofInstant(instant, clock);
                return (Sdr) Signal.concat(parts.stream()
                        .map(p -> p.encoder().encode(p.value().applyAsDouble(time)))
                        .toList());
            }
        };
    }

    /**
     * Seconds since 1970 of a time stamp such as {@code 2014-07-01 00:30:00}, {@code 2014-07-01T00:30:00.250} or {@code
     * 2014-07-01}, with fractions of a second; a final Z stands for the clock of the series.
     *
     * @throws IllegalArgumentException if the text is no time stamp of a day that exists; the message says what may help
     */
    public static double parseStamp(String text) {
        String stripped = text.strip();
        try {
            LocalDateTime time = LocalDateTime.parse(stripped.replaceFirst("Z$", ""), STAMP);
            return time.toEpochSecond(ZoneOffset.UTC) + time.get(ChronoField.NANO_OF_SECOND) * NANOS;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time such as 2014-07-01 00:30:00" + cure(stripped), e);
        }
    }

    private static String cure(String text) {
        if (text.matches(".*\\d[+-]\\d\\d:?\\d\\d")) {
            return "; write the times of one clock, without the offset";
        }
        if (text.matches("\\d{9,20}(\\.\\d*)?")) {
            return "; seconds since 1970 are a number: give the column no date-time encoder, or write dates";
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
            return ": there is no such day or hour, or what follows does not belong there";
        }
        return text.matches("\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}.*") ? "; write year-month-day" : "";
    }

    private record Part(Encoder encoder, java.util.function.ToDoubleFunction<LocalDateTime> value) {}

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (timeOfDayWidth > 0) {
            parts.add(new Part(
                    periodic(24.0, timeOfDayWidth, timeOfDayRadiusHours),
                    t -> t.toLocalTime().toSecondOfDay() * 24.0 / DAY_SECONDS));
        }
        if (dayOfWeekWidth > 0) {
            parts.add(new Part(
                    periodic(7.0, dayOfWeekWidth, dayOfWeekRadiusDays),
                    t -> t.getDayOfWeek().getValue() - 1.0));
        }
        if (weekendWidth > 0) {
            parts.add(new Part(flag(weekendWidth), t -> isWeekend(t) ? 1.0 : 0.0));
        }
        if (seasonWidth > 0) {
            parts.add(new Part(periodic(YEAR_DAYS, seasonWidth, seasonRadiusDays), t -> t.getDayOfYear() - 1.0));
        }
        if (holidayWidth > 0) {
            parts.add(new Part(flag(holidayWidth), t -> isHoliday(t.toLocalDate()) ? 1.0 : 0.0));
        }
        return parts;
    }

    private static Encoder periodic(double period, int width, double radius) {
        int size = (int) Math.ceil(period * width / radius);
        return new ScalarEncoderParams(0, period, Math.max(size, width), width, true, true).encoder(0);
    }

    private static Encoder flag(int width) {
        return new ScalarEncoderParams(0, 1, 2 * width, width, false, true).encoder(0);
    }

    private static boolean isWeekend(LocalDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private boolean isHoliday(LocalDate date) {
        return holidays.contains(date.toString())
                || holidays.contains(
                        String.format(Locale.ROOT, "%02d-%02d", date.getMonthValue(), date.getDayOfMonth()));
    }
}
