package hourglass.data.image;

import java.io.EOFException;
import java.io.UncheckedIOException;

/**
 * Counts a decoder's reads behind the end of its file. Some take what is missing for zeros, and would continue for as many
 * pixels as a damaged file promises.
 */
final class ReadsBehindEnd {
    private static final int MOST = 1000;

    private int count;

    /** What a read returned, unless there were too many behind the end. */
    int checked(int result) {
        if (result < 0 && ++count > MOST) {
            throw new UncheckedIOException(new EOFException("the file ends too early"));
        }
        return result;
    }
}
