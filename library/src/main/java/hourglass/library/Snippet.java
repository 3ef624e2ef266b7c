package hourglass.library;

import java.util.regex.Pattern;

/** The beginning of a text as one line. */
final class Snippet {
    private static final int LENGTH = 160;

    /** White space may take most of the beginning. */
    private static final int LOOKED_AT = 8 * LENGTH;

    /** White space, control characters and those that change the direction of text, which could garble what shows the line. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\s\\p{Cc}\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

    private Snippet() {}

    static String of(String text) {
        String start = text.substring(0, Math.min(text.length(), LOOKED_AT));
        String line = UNSAFE.matcher(start).replaceAll(" ").strip();
        if (line.length() <= LENGTH) {
            return line;
        }
        int space = line.lastIndexOf(' ', LENGTH);
        int end = space > LENGTH / 2 ? space : LENGTH - (Character.isHighSurrogate(line.charAt(LENGTH - 1)) ? 1 : 0);
        return line.substring(0, end) + "...";
    }
}
