package hourglass.text;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** A text line by line, counted; what a line holds beyond a limit is left out, so that no file fills the memory. */
final class Lines {
    private final Reader reader;
    private final int longest;
    private final char[] chunk = new char[1 << 13];
    private int at;
    private int end;
    private long number;

    Lines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /** The next line without its end, or null after the last. */
    @Nullable
    String next() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder();
        do {
            int from = at;
            while (at < end && chunk[at] != '\n') {
                at++;
            }
            line.append(chunk, from, Math.min(at - from, longest - line.length()));
        } while (at == end && fill());
        at = Math.min(at + 1, end);
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** The number of the line that came last, from 1. */
    long number() {
        return number;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, reader.read(chunk, 0, chunk.length));
        return end > 0;
    }
}
