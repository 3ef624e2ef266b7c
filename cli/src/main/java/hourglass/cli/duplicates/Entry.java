package hourglass.cli.duplicates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An item that is compared with others.
 *
 * @param id its path, number or name
 * @param width of a picture in pixels, else null
 * @param height of a picture in pixels, else null
 * @param characters of a text, else null
 * @param bytes of its file, or null
 * @param modified when its file was last changed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
        String id,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer characters,
        @Nullable Long bytes,

        @JsonSerialize(using = ToStringSerializer.class) @Nullable
        Instant modified) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).withLocale(Locale.ROOT);

    /** One of which nothing is known but its name. */
    static Entry of(String id) {
        return new Entry(id, null, null, null, null, null);
    }

    static Entry ofText(String id, int characters) {
        return new Entry(id, null, null, characters, null, null);
    }

    /** By which the largest is kept: pixels or characters. */
    long size() {
        if (width != null && height != null) {
            return (long) width * height;
        }
        return characters == null ? 0 : characters;
    }

    /** In words, such as "4000 x 3000, 3.2 MB, 2024-05-01". */
    String about() {
        List<String> parts = new ArrayList<>();
        if (width != null && height != null) {
            parts.add("%d x %d".formatted(width, height));
        }
        if (characters != null) {
            parts.add("%,d characters".formatted(characters));
        }
        if (bytes != null) {
            parts.add(inUnits(bytes));
        }
        if (modified != null) {
            parts.add(DAY.format(modified));
        }
        return String.join(", ", parts);
    }

    static String inUnits(long bytes) {
        if (bytes < 100_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
