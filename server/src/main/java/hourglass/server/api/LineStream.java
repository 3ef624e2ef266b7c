package hourglass.server.api;

import hourglass.server.http.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, each of bounded length; blank ones are skipped. */
final class LineStream implements Closeable {
    private static final int LONGEST = 4 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;

    /** @param in buffered */
    LineStream(InputStream in) {
        this.in = in;
    }

    /** The next line, or null at the end. */
    byte @Nullable [] next() throws IOException {
        while (true) {
            line.reset();
            int next = in.read();
            if (next < 0) {
                return null;
            }
            number++;
            boolean blank = true;
            for (; next >= 0 && next != '\n'; next = in.read()) {
                blank &= next == ' ' || next == '\r' || next == '\t';
                if (line.size() >= LONGEST) {
                    throw new ProblemException(
                            413, "line %,d is longer than %,d bytes".formatted(number, LONGEST), "send smaller items");
                }
                line.write(next);
            }
            if (!blank) {
                return line.toByteArray();
            }
        }
    }

    /** The number of the last line, from 1. */
    int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
