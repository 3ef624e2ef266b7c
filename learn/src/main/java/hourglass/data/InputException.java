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
        super(input + ": " + (place.isEmpty() ? "" : place + ": ") + reason + "; " + remedy);
    }

    /** The start of a text that may be long, such as a cell, for a message. */
    public static String excerpt(String text) {
        return text.length() > LONGEST_EXCERPT ? text.substring(0, LONGEST_EXCERPT) + "..." : text;
    }

    /** As above, with the failure below that led to it. */
    public InputException(String input, String place, String reason, String remedy, Throwable cause) {
        this(input, place, reason, remedy);
        initCause(cause);
    }
}
