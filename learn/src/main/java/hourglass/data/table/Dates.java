package hourglass.data.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as ISO 8601 writes them, with a time of day or without, as days since 1970. */
final class Dates {
    /** A date without a time. */
    static final String DAY = "1970-01-01";

    private static final double SECONDS = Duration.ofDays(1).toSeconds();
    private static final LocalDateTime ORIGIN = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final Pattern ISO = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:([T ])([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)(Z?))?");

    private Dates() {}

    /** The days, or NaN if the text is not a date. */
    static double parse(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches()) {
            return Double.NaN;
        }
        try {
            String time = parts.group(3) == null ? "00:00" : parts.group(3);
            LocalDateTime date = LocalDateTime.parse(parts.group(1) + "T" + time);
            return date.toLocalDate().toEpochDay() + date.toLocalTime().toNanoOfDay() / (SECONDS * 1e9);
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    /** Days as a date, to the day or to the second as a given one is written. */
    static String text(double days, String like) {
        Matcher parts = ISO.matcher(like);
        boolean timed = parts.matches() && parts.group(3) != null;
        long seconds = Math.round(days * SECONDS);
        LocalDateTime date = ORIGIN.plusSeconds(timed ? seconds : Math.round(days) * (long) SECONDS);
        return timed
                ? DateTimeFormatter.ISO_LOCAL_DATE.format(date)
                        + parts.group(2)
                        + DateTimeFormatter.ISO_LOCAL_TIME.format(date.truncatedTo(ChronoUnit.SECONDS))
                        + parts.group(4)
                : DateTimeFormatter.ISO_LOCAL_DATE.format(date);
    }
}
