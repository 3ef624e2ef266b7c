package hourglass.text.file;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a file is by its first bytes, where it is not text. */
public final class FileKind {
    /** The number of first bytes that are looked at. */
    public static final int START = 1 << 10;

    private static final String TEXT = "";

    /** By how files start, in Latin-1. */
    private static final Map<String, String> STARTS = new LinkedHashMap<>();

    static {
        STARTS.put("%PDF-", "PDF");
        STARTS.put("{\\rtf", "RTF");
        STARTS.put("%!PS", "PostScript");
        STARTS.put("PK\3\4", "zip archive or office document");
        STARTS.put("PK\5\6", "zip archive or office document");
        STARTS.put("\u00D0\u00CF\u0011\u00E0", "office document");
        STARTS.put("\u001F\u008B", "gzip");
        STARTS.put("BZh", "bzip2");
        STARTS.put("\u00FD7zXZ", "xz");
        STARTS.put("7z\u00BC\u00AF", "7-Zip archive");
        STARTS.put("Rar!\u001A", "RAR archive");
        STARTS.put("(\u00B5/\u00FD", "Zstandard");
        STARTS.put("\u0089PNG", "image");
        STARTS.put("\u00FF\u00D8\u00FF", "image");
        STARTS.put("GIF8", "image");
    }

    private static final Set<String> PACKED = Set.of("bzip2", "xz", "7-Zip archive", "RAR archive", "Zstandard");

    private FileKind() {}

    /** Whether a kind of file holds others, which a program of its own unpacks. */
    static boolean isPacked(String kind) {
        return PACKED.contains(kind);
    }

    /** What a file is that starts so, such as "PDF"; empty for text. */
    public static String of(byte[] start) {
        String latin = new String(start, 0, Math.min(8, start.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> kind : STARTS.entrySet()) {
            if (latin.startsWith(kind.getKey())) {
                return kind.getValue();
            }
        }
        if (TarEntries.matches(start)) {
            return "tar archive";
        }
        return isBinary(start) && Charsets.ofStart(start) == null ? "binary" : TEXT;
    }

    /** Whether bytes hold zeros, or so many other control characters that they cannot be text. */
    private static boolean isBinary(byte[] start) {
        int controls = 0;
        for (byte one : start) {
            if (one == 0) {
                return true;
            }
            controls += one >= 0 && one < ' ' && one != 27 && (one < '\b' || one > '\r') ? 1 : 0;
        }
        return 20 * controls > start.length;
    }
}
