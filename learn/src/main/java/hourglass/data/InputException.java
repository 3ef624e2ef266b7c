package hourglass.data;

/**
 * Something given from outside is wrong: a file, a value in it, or an option. The message is one line that says which
 * input, where in it, what is wrong and what to do.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_EXCERPT = 40;

    /**
     * @param input the file or option
     * @param place where in it ("byte 16", "line 3, column 2"), or empty for the whole
     * @param reason what is wrong, with the offending value and the legal range
     * @param remedy what to do about it
     */
    public InputException(String input, String place, String reason, String remedy) {
        super(printable(input + ": " + (place.isEmpty() ? "" : place + ": ") + reason + "; " + remedy));
    }

    /** The start of a text that may be long, such as a cell, for a message. */
    public static String excerpt(String text) {
        return text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) + "..." : text;
    }

    /** A text in which control characters, which a terminal would obey, are spelt out as in {@code \x1B}. */
    public static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                printable.append("\\x%02X".formatted(c));
            } else {
                printable.append((char) c);
            }
        });
        return printable.toString();
    }

    /** As above, with the failure below that led to it. */
    public InputException(String input, String place, String reason, String remedy, Throwable cause) {
        this(input, place, reason, remedy);
        initCause(cause);
    }
}
