package hourglass.data.file;

import java.io.IOException;
import java.io.InputStream;

/** The words of each line of a text up to a comment; lines may be of any length, words are cut at some. */
final class SvmLightScanner {
    private static final int LONGEST_TOKEN = 1000;
    private static final int END = -1;

    private final InputStream stream;
    private final StringBuilder token = new StringBuilder();
    private int next = '\n';
    private long line;

    SvmLightScanner(InputStream stream) {
        this.stream = stream;
    }

    /** Moves to the next line; false at the end of the file. */
    boolean nextLine() throws IOException {
        while (next != '\n' && next != END) {
            next = stream.read();
        }
        if (next != END) {
            next = stream.read();
            line++;
        }
        return next != END;
    }

    /** The next word of the line; empty at its end. */
    String nextToken() throws IOException {
        while (next == ' ' || next == '\t' || next == '\r') {
            next = stream.read();
        }
        token.setLength(0);
        while (next > ' ' && next != '#') {
            if (token.length() < LONGEST_TOKEN) {
                token.append((char) next);
            }
            next = stream.read();
        }
        return token.toString();
    }

    /** The number of the line, from 1. */
    long line() {
        return line;
    }
}
