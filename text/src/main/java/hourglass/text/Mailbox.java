package hourglass.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The messages of a mailbox (RFC 4155), one after the other: each begins with a line "From address date", and all but the
 * first follow an empty line. What {@link #read} gives ends where a message does.
 */
final class Mailbox extends InputStream {
    private static final Pattern BEGIN = Pattern.compile("From \\S.*[0-9]{1,2}:[0-9]{2}.*");
    private static final int LONGEST_PIECE = 1 << 13;

    private final InputStream source;
    private byte[] piece = {};
    private int at;
    /** Whether the piece begins a line, and whether the line before was empty. */
    private boolean lineStart = true;

    private boolean afterEmpty = true;
    private boolean ended;

    Mailbox(InputStream source) {
        this.source = source;
    }

    /** Whether a file that starts so is a mailbox. */
    static boolean matches(String start) {
        int end = start.indexOf('\n');
        return end > 0
                && BEGIN.matcher(start.substring(0, end).stripTrailing()).matches()
                && Message.of(start.substring(end + 1)).isPresent();
    }

    /** Moves on to the next message, behind its first line; false where there is none. */
    boolean next() throws IOException {
        while (read() >= 0) {
            skipNBytes(piece.length - at);
        }
        if (piece.length == 0) {
            return false;
        }
        ended = false;
        at = piece.length;
        // The line that begins the message may be longer than a piece.
        while (!lineStart) {
            nextPiece();
            at = piece.length;
        }
        afterEmpty = false;
        return true;
    }

    /** Whether a message follows the one that has been read to its end. */
    boolean hasNext() {
        return piece.length > 0;
    }

    @Override
    public int read() throws IOException {
        return available() == 0 ? -1 : piece[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = Math.min(length, available());
        if (count == 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(piece, at, target, offset, count);
        at += count;
        return count;
    }

    /** The number of bytes at hand, after reading more where there are none; 0 at the end of the message. */
    @Override
    public int available() throws IOException {
        if (!ended && at == piece.length) {
            boolean begins = lineStart;
            boolean follows = afterEmpty;
            nextPiece();
            ended = piece.length == 0 || (begins && follows && isBegin());
        }
        return ended ? 0 : piece.length - at;
    }

    private boolean isBegin() {
        return piece[0] == 'F'
                && BEGIN.matcher(new String(piece, StandardCharsets.ISO_8859_1).stripTrailing())
                        .matches();
    }

    /** Reads a line, or as much of it as a piece may hold. */
    private void nextPiece() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int one = 0;
        while (line.size() < LONGEST_PIECE && one != '\n') {
            one = source.read();
            if (one < 0) {
                break;
            }
            line.write(one);
        }
        piece = line.toByteArray();
        at = 0;
        afterEmpty = lineStart && (piece.length == 1 || (piece.length == 2 && piece[0] == '\r')) && one == '\n';
        lineStart = one == '\n';
    }
}
