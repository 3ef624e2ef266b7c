package hourglass.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header lines of a message of Usenet or e-mail (RFC 5322): {@code Name: value}, up to the first empty line. */
final class Message {
    /** The first of them, which tells a message from other text. */
    private static final Pattern FIRST = Pattern.compile(
            "(From|Path|Subject|Newsgroups|Received|Return-Path|Date|Message-ID|Xref|Organization|Reply-To|To|Sender|"
                    + "Distribution|Nntp-Posting-Host|Lines): .*");

    private static final Pattern SUBJECT = Pattern.compile("(?mi)^Subject:[ \\t]*(.*?)[ \\t\\r]*$");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n\\r?\\n");

    private Message() {}

    /** The number of characters before the body; 0 if this is no message. */
    static int headers(String text) {
        int end = text.indexOf('\n');
        if (end < 0 || !FIRST.matcher(text.substring(0, end).stripTrailing()).matches()) {
            return 0;
        }
        Matcher empty = EMPTY_LINE.matcher(text);
        return empty.find() ? empty.end() : text.length();
    }

    /** Of these header lines; empty where there is none. */
    static String subject(String headers) {
        Matcher subject = SUBJECT.matcher(headers);
        return subject.find() ? subject.group(1) : "";
    }
}
