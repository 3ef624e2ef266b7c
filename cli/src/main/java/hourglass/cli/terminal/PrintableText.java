package hourglass.cli.terminal;

import java.util.regex.Pattern;

/** Text as it may reach a terminal: data can hold characters that move the cursor, recolour or reorder what is shown. */
public final class PrintableText {
    /** Control characters of both blocks but line ends and tabs, and those that change the direction of text. */
    private static final Pattern UNSAFE = Pattern.compile(
            "[\\p{Cc}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}&&[^\\r\\n\\t]]|\\r(?!\\n)");

    private static final String REPLACEMENT = "\uFFFD";

    private PrintableText() {}

    /** The text with a replacement character for each character that would change how a terminal shows it. */
    static String of(String text) {
        return UNSAFE.matcher(text).replaceAll(REPLACEMENT);
    }

    /** JSON with such characters, which stand in its strings alone, as escapes: the same document. */
    static String json(String json) {
        return UNSAFE.matcher(json)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** Text without line ends and tabs, too: the cell of a table. */
    public static String line(String text) {
        return of(text).replaceAll("[\\r\\n\\t]", " ");
    }
}
