package hourglass.text.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of files in archives, which different programs write in different ways. */
final class EntryNames {
    /** One character for each byte. */
    static final Charset BYTES = StandardCharsets.ISO_8859_1;
    /** The charset of zip archives that do not say another (APPNOTE.TXT, appendix D). */
    private static final Charset CP437 = Charset.forName("IBM437");

    private static final Pattern NOT_RELATIVE = Pattern.compile("([A-Za-z]:/)?(\\.{0,2}/)*");

    private EntryNames() {}

    /**
     * A relative name with {@code /} between folders: without {@code ./} or a drive, and without steps out of the archive,
     * since names here are ids and not places.
     */
    static String normalized(String name) {
        String slashes = name.indexOf('/') < 0 ? name.replace('\\', '/') : name;
        Matcher start = NOT_RELATIVE.matcher(slashes);
        String relative = start.lookingAt() ? slashes.substring(start.end()) : slashes;
        return relative.contains("/.") || relative.contains("//") ? relative.replaceAll("/(\\.?/)+", "/") : relative;
    }

    /** A name of a tar archive, one character a byte: UTF-8 where the bytes are that, else Latin-1. */
    static String ofTar(String bytes) {
        int highest = bytes.chars().max().orElse(0);
        if (highest < 128) {
            return bytes;
        }
        // Names of pax archives are decoded already.
        String name = highest > 255 ? null : strict(bytes.getBytes(BYTES), StandardCharsets.UTF_8);
        return name == null ? bytes : name;
    }

    /** The charset of all those names of a zip archive that are not marked as UTF-8. */
    static Charset ofZip(List<byte[]> unmarked) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        unmarked.forEach(name -> {
            all.writeBytes(name);
            all.write('\n');
        });
        byte[] bytes = all.toByteArray();
        if (strict(bytes, StandardCharsets.UTF_8) != null) {
            return StandardCharsets.UTF_8;
        }
        Charset guess = Charsets.isInRuns(bytes) ? Charsets.guess(bytes, 0, bytes.length) : CP437;
        return guess.equals(Charsets.WINDOWS_1252) ? CP437 : guess;
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
