package hourglass.data.image;

import org.jspecify.annotations.Nullable;

/** An image file cannot be read, as the message says, which continues the name of the file. */
public final class UnreadableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableImageException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** Why, such as "is not an image of a known format". */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
