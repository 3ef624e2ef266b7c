package hourglass.picture;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a report came to be, so that it can be made again.
 *
 * @param version of Hourglass
 * @param seed that everything random was derived from; null where nothing was random
 * @param date when it was made
 * @param command that made it
 * @param machine that it was made on, in words
 */
public record Provenance(String version, @Nullable Long seed, Instant date, String command, String machine) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** This machine in words: operating system, processors, Java. */
    public static String thisMachine() {
        return "%s %s (%s), %d processors, %s %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.version"));
    }

    String html() {
        Markup out = new Markup().element("h2", "Provenance").open("dl");
        out.element("dt", "Hourglass").element("dd", version);
        if (seed != null) {
            out.element("dt", "Seed").element("dd", Long.toString(seed));
        }
        out.element("dt", "Date").open("dd");
        out.element("time", MINUTE.format(date), "datetime", date.toString()).close();
        out.element("dt", "Command").open("dd").element("code", command).close();
        out.element("dt", "Machine").element("dd", machine);
        return out.close().toString();
    }
}
