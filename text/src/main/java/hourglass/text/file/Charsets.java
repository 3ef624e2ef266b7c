package hourglass.text.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;
import org.jspecify.annotations.Nullable;

/** Charsets by the names that files give them, or by what their bytes look like. */
public final class Charsets {
    /** What bytes beyond ASCII that are no other charset are read as. */
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What the names mean in practice (WHATWG Encoding Standard, section 4.2): supersets, and names that Java lacks. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("hz-gb-2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("maccyrillic", "x-MacCyrillic"),
            Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
            Map.entry("macintosh", "x-MacRoman"));

    /** Fewer bytes beyond ASCII say too little. */
    private static final int FEWEST = 6;

    private static final int FIRST_LETTER = 0xC0;

    /** What bytes cannot be that hold ASCII and are not UTF-8: EBCDIC, Unicode, and charsets of escapes. */
    private static final Pattern IMPOSSIBLE = Pattern.compile("IBM[45].*|UTF-.*|ISO-2022-.*");

    private Charsets() {}

    /** The charset that a file means by a name; null if there is no such charset, or it is ASCII, a part of all others. */
    public static @Nullable Charset named(String name) {
        String known = name.strip().toLowerCase(Locale.ROOT);
        try {
            Charset charset = Charset.forName(MEANT.getOrDefault(known, known));
            return charset.equals(StandardCharsets.US_ASCII) ? null : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /**
     * The charset of bytes that are not UTF-8, by the frequencies of letters in many languages; Windows-1252 where there are too few
     * bytes beyond ASCII to know, or only signs. Where most stand alone, no character has several bytes.
     */
    static Charset guess(byte[] bytes, int from, int to) {
        byte[] words = wordsBeyondAscii(bytes, from, to);
        boolean alone = !isInRuns(words);
        if (beyondAscii(words, 0, words.length) < FEWEST || (alone && !hasLetter(words))) {
            return WINDOWS_1252;
        }
        CharsetDetector detector = new CharsetDetector();
        detector.setText(words);
        for (CharsetMatch match : detector.detectAll()) {
            Charset charset = named(match.getName());
            if (charset != null
                    && !IMPOSSIBLE.matcher(match.getName()).matches()
                    && !(alone && charset.newEncoder().maxBytesPerChar() > 1)) {
                return charset;
            }
        }
        return WINDOWS_1252;
    }

    /** The words that hold bytes beyond ASCII: those in ASCII alone, of English perhaps, say nothing of the others. */
    private static byte[] wordsBeyondAscii(byte[] bytes, int from, int to) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        int start = from;
        for (int end = from; end <= to; end++) {
            if (end == to || (bytes[end] >= 0 && bytes[end] <= ' ')) {
                if (beyondAscii(bytes, start, end) > 0) {
                    words.write(bytes, start, end - start);
                    words.write(' ');
                }
                start = end + 1;
            }
        }
        return words.toByteArray();
    }

    /** Whether there is a letter of nearly all charsets of one byte; quotation marks and other signs are below these. */
    private static boolean hasLetter(byte[] bytes) {
        for (byte one : bytes) {
            if ((one & 0xFF) >= FIRST_LETTER) {
                return true;
            }
        }
        return false;
    }

    private static int beyondAscii(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] < 0 ? 1 : 0;
        }
        return count;
    }

    /** Whether most bytes beyond ASCII stand side by side, as in Cyrillic or Japanese, not as accented letters do. */
    static boolean isInRuns(byte[] bytes) {
        int inRuns = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean beside = (i > 0 && bytes[i - 1] < 0) || (i + 1 < bytes.length && bytes[i + 1] < 0);
            inRuns += bytes[i] < 0 && beside ? 1 : 0;
        }
        return 2 * inRuns > beyondAscii(bytes, 0, bytes.length);
    }

    /**
     * The charset of a text whose first bytes settle it: UTF-16 or UTF-32 by their mark, or without one where every unit is a
     * character of text and some are ASCII; ISO-2022-JP by its escapes. Null for others.
     */
    static @Nullable Charset ofStart(byte[] start) {
        boolean zero = false;
        boolean escape = false;
        for (byte one : start) {
            zero |= one == 0;
            escape |= one == 27;
        }
        if (zero) {
            return wide(start);
        }
        String escapes = escape ? new String(start, StandardCharsets.ISO_8859_1) : "";
        if (escapes.contains("\u001B$B") || escapes.contains("\u001B$@")) {
            return Charset.forName("ISO-2022-JP");
        }
        return markOf16(start);
    }

    private static @Nullable Charset wide(byte[] start) {
        for (String name : List.of("UTF-32LE", "UTF-32BE")) {
            if (isText(start, name)) {
                return Charset.forName(name);
            }
        }
        Charset marked = markOf16(start);
        if (marked != null) {
            return marked;
        }
        int little = latin(start, 0);
        int big = latin(start, 1);
        if (little >= big && little > 0 && isText(start, "UTF-16LE")) {
            return StandardCharsets.UTF_16LE;
        }
        return big > 0 && isText(start, "UTF-16BE") ? StandardCharsets.UTF_16BE : null;
    }

    private static @Nullable Charset markOf16(byte[] start) {
        if (start.length < 2) {
            return null;
        }
        if (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return start[0] == (byte) 0xFE && start[1] == (byte) 0xFF ? StandardCharsets.UTF_16BE : null;
    }

    /** The number of units of ASCII if the lower byte of each comes at this offset. */
    private static int latin(byte[] bytes, int lower) {
        int count = 0;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            byte letter = bytes[i + lower];
            count += bytes[i + 1 - lower] == 0 && (letter >= ' ' || letter == '\n' || letter == '\r') ? 1 : 0;
        }
        return count;
    }

    /** Whether bytes decode to characters that texts hold; the last unit may be cut off. */
    private static boolean isText(byte[] bytes, String charset) {
        int unit = charset.startsWith("UTF-32") ? 4 : 2;
        int length = bytes.length - bytes.length % unit;
        String text = new String(bytes, 0, length, Charset.forName(charset));
        // The sample may end within a pair of surrogates.
        if (text.endsWith("\uFFFD")) {
            text = text.substring(0, text.length() - 1);
        }
        return !text.isEmpty() && text.codePoints().allMatch(Charsets::isOfText);
    }

    private static boolean isOfText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UNASSIGNED, Character.SURROGATE, Character.PRIVATE_USE -> false;
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\r' || codePoint == '\t' || codePoint == '\f';
            default -> codePoint != '\uFFFD';
        };
    }
}
