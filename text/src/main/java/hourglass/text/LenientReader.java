package hourglass.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Text of unknown encoding: UTF-16 if it starts with the mark of that, else UTF-8; bytes that are no UTF-8 are read as
 * Windows-1252 (of which Latin-1's letters are a part), one by one, so that no text is refused and no letter lost.
 */
final class LenientReader extends Reader {
    private static final int BUFFER = 1 << 13;
    private static final char MARK = '\uFEFF';
    private static final CharBuffer WINDOWS = windows();

    private final InputStream stream;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    /** Bytes not yet decoded, and characters not yet read. */
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);

    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private boolean ended;

    private LenientReader(InputStream stream) {
        this.stream = stream;
    }

    static Reader of(InputStream stream) throws IOException {
        InputStream marked = stream.markSupported() ? stream : new BufferedInputStream(stream, BUFFER);
        marked.mark(2);
        int first = marked.read();
        int second = marked.read();
        marked.reset();
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            return new InputStreamReader(marked, StandardCharsets.UTF_16);
        }
        LenientReader reader = new LenientReader(marked);
        reader.fill();
        if (reader.chars.hasRemaining() && reader.chars.get(reader.chars.position()) == MARK) {
            reader.chars.get();
        }
        return reader;
    }

    /** The first characters of a text, all of them where it is not longer than the limit. */
    static String start(InputStream stream, int limit) throws IOException {
        Reader reader = of(stream);
        StringBuilder text = new StringBuilder();
        char[] chunk = new char[BUFFER];
        while (text.length() < limit) {
            int read = reader.read(chunk, 0, Math.min(chunk.length, limit - text.length()));
            if (read < 0) {
                break;
            }
            text.append(chunk, 0, read);
        }
        return text.toString();
    }

    private static CharBuffer windows() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return Charset.forName("windows-1252").decode(ByteBuffer.wrap(all));
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
        while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                chars.put(WINDOWS.get(bytes.get() & 0xFF));
            } else if (result.isUnderflow() && !ended) {
                readBytes();
            }
        }
        chars.flip();
        return chars.hasRemaining();
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int read = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
