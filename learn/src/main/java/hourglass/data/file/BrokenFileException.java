package hourglass.data.file;

import org.jspecify.annotations.Nullable;

/** One of many files cannot be read, as the message says. */
final class BrokenFileException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenFileException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
