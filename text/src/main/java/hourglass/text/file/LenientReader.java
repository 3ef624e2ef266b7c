package hourglass.text.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text of unknown charset: UTF-16 or UTF-32 where it starts so, else the charset that is declared, else UTF-8. Where bytes are
 * not UTF-8, the charset is guessed from what has been read at a time; is the guess Windows-1252 (of which Latin-1's letters
 * are a part), only these bytes are read so, one by one, so that no text is refused and no letter is lost.
 */
public final class LenientReader extends Reader {
    private static final int BUFFER = 1 << 13;
    private static final char MARK = '\uFEFF';
    private static final CharBuffer WINDOWS = windows();

    private final InputStream stream;
    private CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private @Nullable Charset guess;
    /** Whether bytes that are not UTF-8 may still say which charset the text is in. */
    private boolean open;

    /** Bytes not yet decoded, and characters not yet read. */
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);

    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private boolean ended;

    private LenientReader(InputStream stream) {
        this.stream = stream;
    }

    /** Reads a text from its start that names no charset. */
    public static LenientReader of(InputStream stream) throws IOException {
        return of(stream, null);
    }

    /**
     * Reads a text from its start.
     *
     * @param declared the charset that the text itself names, or null
     */
    public static LenientReader of(InputStream stream, @Nullable Charset declared) throws IOException {
        LenientReader reader = new LenientReader(stream);
        reader.readBytes();
        byte[] start = Arrays.copyOf(reader.bytes.array(), Math.min(FileKind.START, reader.bytes.limit()));
        Charset wide = Charsets.ofStart(start);
        Charset known = wide == null && !startsWithMark(start) ? declared : wide;
        reader.open = known == null;
        if (known != null) {
            reader.decoder = known.newDecoder();
        }
        reader.fill();
        if (reader.chars.hasRemaining() && reader.chars.get(reader.chars.position()) == MARK) {
            reader.chars.get();
        }
        return reader;
    }

    private static boolean startsWithMark(byte[] start) {
        return start.length > 2 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
    }

    /** The charset by which bytes were read that are not UTF-8 nor of the declared charset; null where there are none. */
    public @Nullable Charset guess() {
        return guess;
    }

    /** The first characters of a text, all of them where it is not longer than the limit. */
    public static String start(LenientReader reader, int limit) throws IOException {
        CharBuffer chars = reader.chars;
        StringBuilder text = new StringBuilder();
        while (text.length() < limit && (chars.hasRemaining() || reader.fill())) {
            int count = Math.min(chars.remaining(), limit - text.length());
            text.append(chars, 0, count);
            chars.position(chars.position() + count);
        }
        return text.toString();
    }

    private static CharBuffer windows() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return Charsets.WINDOWS_1252.decode(ByteBuffer.wrap(all));
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    /** Decodes until there are characters; false at the end. */
    private boolean fill() throws IOException {
        chars.clear();
        int start = bytes.position();
        while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                replace(start, result.length());
            } else if (chars.position() == 0 && !ended) {
                readBytes();
                start = bytes.position();
            }
        }
        // Text that has been UTF-8 beyond ASCII so far remains so: what follows is a few damaged bytes.
        open &= chars.position() == bytes.position() - start;
        chars.flip();
        return chars.hasRemaining();
    }

    /** Takes bytes that cannot be decoded, or begins again where they show another charset. */
    private void replace(int start, int length) {
        if (open) {
            open = false;
            guess = Charsets.guess(bytes.array(), start, bytes.limit());
            if (!guess.equals(Charsets.WINDOWS_1252)) {
                decoder = guess.newDecoder();
                bytes.position(start);
                chars.clear();
                return;
            }
        }
        if (decoder.charset().name().startsWith("UTF-16")
                || decoder.charset().name().startsWith("UTF-32")) {
            bytes.position(Math.min(bytes.limit(), bytes.position() + length));
            chars.put('\uFFFD');
            guess = decoder.charset();
        } else {
            guess = guess == null ? Charsets.WINDOWS_1252 : guess;
            chars.put(WINDOWS.get(bytes.get() & 0xFF));
        }
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int read = stream.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < bytes.remaining();
        bytes.position(bytes.position() + read).flip();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
