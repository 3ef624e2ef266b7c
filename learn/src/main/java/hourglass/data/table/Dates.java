package hourglass.data.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the dates of a column are written, with a time of day or without; they count as days since 1970. */
enum Dates {
    /** Year, month and day, as ISO 8601 has them, or between strokes. */
    YEAR_FIRST("(?<year>[0-9]{4})(?<mark>[-/.])(?<month>[0-9]{1,2})\\k<mark>(?<day>[0-9]{1,2})"),
    DAY_FIRST("(?<day>[0-9]{1,2})(?<mark>[-/.])(?<month>[0-9]{1,2})\\k<mark>(?<year>[0-9]{4})"),
    /** Not with points, where the day comes first in all countries. */
    MONTH_FIRST("(?<month>[0-9]{1,2})(?<mark>[-/])(?<day>[0-9]{1,2})\\k<mark>(?<year>[0-9]{4})");

    /** A date without a time. */
    static final String DAY = "1970-01-01";

    private static final String TIME =
            "(?:(?<between>[T ])(?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?";
    private static final double SECONDS = Duration.ofDays(1).toSeconds();
    private static final LocalDateTime ORIGIN = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final Pattern pattern;

    Dates(String date) {
        this.pattern = Pattern.compile(date + TIME);
    }

    /** The days, or NaN if the text is not such a date. */
    double parse(String text) {
        Matcher parts = pattern.matcher(text);
        if (!parts.matches()) {
            return Double.NaN;
        }
        try {
            LocalDate date = LocalDate.of(number(parts, "year"), number(parts, "month"), number(parts, "day"));
            LocalTime time = parts.group("time") == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group("time"));
            return date.toEpochDay() + time.toNanoOfDay() / (SECONDS * 1e9) - offset(parts) / SECONDS;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    /** The seconds that the clock of a time zone is ahead, 0 where none is given. */
    private static int offset(Matcher parts) {
        String zone = parts.group("zone");
        return zone == null ? 0 : ZoneOffset.of(zone).getTotalSeconds();
    }

    private static int number(Matcher parts, String group) {
        return Integer.parseInt(parts.group(group));
    }

    /** What stands between the numbers of a date, and whether they have leading zeros where they are small. */
    String notation(String date) {
        Matcher parts = pattern.matcher(date);
        return parts.matches() ? parts.group("mark") + (isPadded(parts) ? "2" : "1") : "";
    }

    private static boolean isPadded(Matcher parts) {
        return parts.group("month").length() == 2 && parts.group("day").length() == 2;
    }

    /** Days as a date, to the day or to the second as a given one is written. */
    String text(double days, String like) {
        Matcher parts = pattern.matcher(like);
        if (!parts.matches()) {
            throw new IllegalArgumentException(like + " is not a date of the kind " + this);
        }
        boolean timed = parts.group("time") != null;
        long seconds = Math.round(days * SECONDS) + offset(parts);
        LocalDateTime date = ORIGIN.plusSeconds(timed ? seconds : Math.round(days) * (long) SECONDS);
        String number = isPadded(parts) ? "%02d" : "%d";
        String year = "%04d".formatted(date.getYear());
        String month = number.formatted(date.getMonthValue());
        String day = number.formatted(date.getDayOfMonth());
        String mark = parts.group("mark");
        String written =
                switch (this) {
                    case YEAR_FIRST -> year + mark + month + mark + day;
                    case DAY_FIRST -> day + mark + month + mark + year;
                    case MONTH_FIRST -> month + mark + day + mark + year;
                };
        return timed
                ? written
                        + parts.group("between")
                        + DateTimeFormatter.ISO_LOCAL_TIME.format(date.truncatedTo(ChronoUnit.SECONDS))
                        + (parts.group("zone") == null ? "" : parts.group("zone"))
                : written;
    }
}
