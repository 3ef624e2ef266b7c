package hourglass.data.file;

import hourglass.data.csv.Decimal;
import java.io.IOException;
import java.io.InputStream;

/** The words of each line of a text up to a comment; lines may be of any length, words are cut at some. */
final class SvmLightScanner {
    private static final int LONGEST_TOKEN = 1000;
    private static final int BUFFER = 1 << 16;
    private static final int END = -1;

    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private final char[] token = new char[LONGEST_TOKEN];
    private int length;
    private int next = '\n';
    private long line;

    SvmLightScanner(InputStream stream) {
        this.stream = stream;
    }

    private int read() throws IOException {
        if (at == limit) {
            limit = stream.read(buffer, 0, BUFFER);
            at = 0;
            if (limit <= 0) {
                limit = 0;
                return END;
            }
        }
        return buffer[at++] & 0xFF;
    }

    /** Moves to the next line; false at the end of the file. */
    boolean nextLine() throws IOException {
        while (next != '\n' && next != END) {
            next = read();
        }
        if (next != END) {
            next = read();
            line++;
        }
        return next != END;
    }

    /** Moves to the next word of the line; false at its end. */
    boolean nextToken() throws IOException {
        while (next == ' ' || next == '\t' || next == '\r') {
            next = read();
        }
        length = 0;
        while (next > ' ' && next != '#') {
            if (length < LONGEST_TOKEN) {
                token[length++] = (char) next;
            }
            next = read();
        }
        return length > 0;
    }

    /** The word as text. */
    String token() {
        return new String(token, 0, length);
    }

    /** Where the word has its first colon, or -1. */
    int colon() {
        for (int i = 0; i < length; i++) {
            if (token[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** The whole number of at most nine digits that the word begins with, up to an index; -1 if there is none. */
    int number(int end) {
        if (end < 1 || end > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < end; i++) {
            if (token[i] < '0' || token[i] > '9') {
                return -1;
            }
            number = 10 * number + token[i] - '0';
        }
        return number;
    }

    /** The number that the word ends with, from an index on; NaN if it is not one. */
    float value(int start) {
        return (float) Decimal.parse(token, start, length - start);
    }

    int length() {
        return length;
    }

    /** The number of the line, from 1. */
    long line() {
        return line;
    }
}
