package hourglass.library;

/** The beginning of a text as one line. */
final class Snippet {
    private static final int LENGTH = 160;

    /** White space may take most of the beginning. */
    private static final int LOOKED_AT = 8 * LENGTH;

    private Snippet() {}

    static String of(String text) {
        String start = text.substring(0, Math.min(text.length(), LOOKED_AT));
        String line = start.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.length() <= LENGTH) {
            return line;
        }
        int space = line.lastIndexOf(' ', LENGTH);
        int end = space > LENGTH / 2 ? space : LENGTH - (Character.isHighSurrogate(line.charAt(LENGTH - 1)) ? 1 : 0);
        return line.substring(0, end) + "...";
    }
}
