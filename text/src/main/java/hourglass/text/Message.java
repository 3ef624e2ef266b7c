package hourglass.text;

import hourglass.text.file.Charsets;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/**
 * The header lines at the start of a message of Usenet or e-mail (RFC 5322) or of a page as HTTP sends it: {@code Name: value},
 * up to the first empty line.
 *
 * @param length the number of characters before the body; 0 if there are no header lines
 * @param fields the values by names in small letters; of equal names the first
 */
record Message(int length, Map<String, String> fields) {
    private static final Message NONE = new Message(0, Map.of());

    /** The first header line, which distinguishes a message from other text. */
    private static final Pattern FIRST = Pattern.compile(
            "(From|Path|Subject|Newsgroups|Received|Return-Path|Date|Message-ID|Xref|Organization|Reply-To|To|Sender|"
                    + "Distribution|Nntp-Posting-Host|Lines|MIME-Version|Delivered-To|X-[-A-Za-z]+|DKIM-Signature): .*");

    private static final Pattern LINE = Pattern.compile("([!-9;-~]{1,80}):[ \\t]*(.*)");
    private static final Pattern STATUS = Pattern.compile("HTTP/[0-9.]+ [0-9]{3}.*");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Set<String> MAIL =
            Set.of("from", "subject", "newsgroups", "received", "message-id", "to", "path");

    /** The header lines of a text that starts so. */
    static Message of(String start) {
        int end = start.indexOf('\n');
        String first = end < 0 ? "" : start.substring(0, end).stripTrailing();
        boolean status = STATUS.matcher(first).matches();
        if (!status && !LINE.matcher(first).matches()) {
            return NONE;
        }
        Matcher empty = EMPTY_LINE.matcher(start);
        int length = empty.find() ? empty.end() : start.length();
        Map<String, String> fields = fields(start.substring(0, length));
        boolean message = FIRST.matcher(first).matches();
        boolean http = fields.containsKey("content-type") && MAIL.stream().noneMatch(fields::containsKey);
        return message || status || http ? new Message(length, fields) : NONE;
    }

    private static Map<String, String> fields(String headers) {
        Map<String, String> fields = new HashMap<>();
        // A line that begins with white space continues the one before.
        headers.replaceAll("\\r?\\n[ \\t]+", " ").lines().forEach(text -> {
            Matcher line = LINE.matcher(text);
            if (line.matches()) {
                fields.putIfAbsent(
                        line.group(1).toLowerCase(Locale.ROOT), line.group(2).stripTrailing());
            }
        });
        return fields;
    }

    boolean isPresent() {
        return length > 0;
    }

    /** Whether these lines are a server's answer, and no part of the page after them. */
    boolean isHttp() {
        return MAIL.stream().noneMatch(fields::containsKey) && contentType().startsWith("text/html");
    }

    /** Whether the body has to be decoded: it has parts, is HTML, or stands in base64 or quoted-printable. */
    boolean isCoded() {
        String coding = field("content-transfer-encoding").toLowerCase(Locale.ROOT);
        return coding.startsWith("base64")
                || coding.startsWith("quoted-printable")
                || contentType().startsWith("multipart/")
                || contentType().startsWith("text/html");
    }

    String contentType() {
        return field("content-type").toLowerCase(Locale.ROOT);
    }

    /** The charset of the text after the header lines; null where they do not name one. */
    @Nullable
    Charset charset() {
        Matcher charset = CHARSET.matcher(field("content-type"));
        return charset.find() ? Charsets.named(charset.group(1)) : null;
    }

    /** The subject, decoded (RFC 2047); empty where there is none. */
    String subject() {
        return decoded(field("subject"));
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The value of a header line with its words decoded that stand in another charset. */
    static String decoded(String value) {
        return value.contains("=?") ? DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT) : value;
    }
}
