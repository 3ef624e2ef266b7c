package hourglass.data.csv;

import hourglass.data.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * How the bytes of a text stand for characters. What does not fit is never replaced, but refused.
 *
 * @param charset without a byte order mark
 * @param mark the number of bytes of the byte order mark at the start, 0 for none
 * @param guessed whether it is an old encoding that nothing in the file names
 */
public record TextEncoding(Charset charset, int mark, boolean guessed) {
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    /** So many bytes beyond ASCII are enough to guess by. */
    private static final int GUESSED_BY = 1 << 20;

    /** By a byte order mark or the zero bytes of UTF-16 and UTF-32, else UTF-8. */
    static TextEncoding of(byte[] start) {
        if (begins(start, 0xFF, 0xFE, 0, 0)) {
            return new TextEncoding(UTF_32LE, 4, false);
        }
        if (begins(start, 0, 0, 0xFE, 0xFF)) {
            return new TextEncoding(UTF_32BE, 4, false);
        }
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3, false);
        }
        if (begins(start, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2, false);
        }
        if (begins(start, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2, false);
        }
        int quarter = start.length / 4;
        if (quarter > 1 && zeros(start, 4, 3) == quarter && zeros(start, 4, 2) > 0.7 * quarter) {
            return new TextEncoding(UTF_32LE, 0, false);
        }
        if (quarter > 1 && zeros(start, 4, 0) >= quarter && zeros(start, 4, 1) > 0.7 * quarter) {
            return new TextEncoding(UTF_32BE, 0, false);
        }
        int half = start.length / 2;
        if (half > 1 && zeros(start, 2, 1) > 0.7 * half && zeros(start, 2, 0) < 0.1 * half) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0, false);
        }
        if (half > 1 && zeros(start, 2, 0) > 0.7 * half && zeros(start, 2, 1) < 0.1 * half) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0, false);
        }
        return new TextEncoding(StandardCharsets.UTF_8, 0, false);
    }

    /** The same with a given charset; a byte order mark is one only in the encoding that it belongs to. */
    static TextEncoding of(byte[] start, Charset given) {
        TextEncoding marked = of(start);
        boolean same = marked.charset.equals(given)
                || (given.equals(StandardCharsets.UTF_16)
                        && marked.charset.name().startsWith("UTF-16"));
        return same ? marked : new TextEncoding(given, 0, false);
    }

    private static boolean begins(byte[] start, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of zero bytes at a place of units of so many bytes. */
    private static int zeros(byte[] bytes, int unit, int place) {
        int count = 0;
        for (int i = place; i < bytes.length; i += unit) {
            count += bytes[i] == 0 ? 1 : 0;
        }
        return count;
    }

    /** The characters after the byte order mark; what cannot be decoded ends in a {@link CharacterCodingException}. */
    public Reader reader(InputStream stream) throws IOException {
        stream.skipNBytes(mark);
        return new InputStreamReader(stream, decoder());
    }

    private CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Some bytes from the start as text, for finding out about the rest; what cannot be decoded is replaced. */
    public String decoded(byte[] start) {
        return new String(start, mark, start.length - mark, charset);
    }

    private boolean decodes(byte[] bytes) {
        try {
            decoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * The most probable encoding of a file that is not in this one.
     *
     * @param stream from its start
     * @param name of the file, for the message
     * @param given whether this one was asked for, and is not to be replaced
     * @throws InputException if there is none, or it is UTF-8 with damage
     */
    public TextEncoding otherwise(InputStream stream, String name, boolean given) throws IOException {
        UniversalDetector detector = new UniversalDetector();
        long fitting = 0;
        long failing = 0;
        long firstFailing = 0;
        int fed = 0;
        stream.skipNBytes(mark);
        long line = 1;
        for (byte[] bytes = nextLine(stream); bytes != null; bytes = nextLine(stream), line++) {
            if (isAscii(bytes)) {
                continue;
            }
            if (decodes(bytes)) {
                fitting++;
            } else if (failing++ == 0) {
                firstFailing = line;
            }
            if (fed < GUESSED_BY) {
                detector.handleData(bytes, 0, bytes.length);
                fed += bytes.length;
            }
        }
        detector.dataEnd();
        Charset other = charset(detector.getDetectedCharset());
        if (given || mark > 0 || !charset.equals(StandardCharsets.UTF_8) || fitting > failing || other == null) {
            throw new InputException(
                    name,
                    firstFailing == 0 ? "" : "line " + firstFailing,
                    "holds bytes that are no %s".formatted(charset.name()),
                    "name the encoding, such as --encoding windows-1252, or save the file as UTF-8");
        }
        return new TextEncoding(other, 0, true);
    }

    private static @Nullable Charset charset(@Nullable String name) {
        return name == null || !Charset.isSupported(name) ? null : Charset.forName(name);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] nextLine(InputStream stream) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = stream.read();
        }
        line.write('\n');
        return line.toByteArray();
    }
}
