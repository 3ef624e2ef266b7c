package hourglass.codes;

/** A file of codes that cannot be read or written. The message is one line: file, place, reason and remedy. */
public final class CodeFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names what is wrong.
     *
     * @param place where in the file ("byte 16"), or empty for the whole
     * @param reason what is wrong, with the offending value and the legal range
     * @param remedy what to do about it
     */
    public CodeFileException(String file, String place, String reason, String remedy) {
        super(file + ": " + (place.isEmpty() ? "" : place + ": ") + reason + "; " + remedy);
    }

    /** Names what is wrong, with the failure that caused it. */
    public CodeFileException(String file, String place, String reason, String remedy, Throwable cause) {
        this(file, place, reason, remedy);
        initCause(cause);
    }
}
