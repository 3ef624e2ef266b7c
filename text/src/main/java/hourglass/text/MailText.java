package hourglass.text;

import hourglass.text.file.Charsets;
import hourglass.text.file.LenientReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * A message with coded parts (RFC 2045 to 2047) as text: that of its plain parts, or of its HTML if it has no plain ones.
 * Attachments are counted and not read.
 */
final class MailText {
    private final String name;
    private final Reading reading;
    private final StringBuilder headers = new StringBuilder();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private boolean attached;

    private MailText(String name, Reading reading) {
        this.name = name;
        this.reading = reading;
    }

    /**
     * Decodes a message.
     *
     * @param name of its file, for remarks
     */
    static MailText of(InputStream message, String name, Reading reading) throws IOException {
        MailText text = new MailText(name, reading);
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
        tokens.parse(message);
        try {
            text.take(tokens);
        } catch (MimeException e) {
            reading.passOver("rest of a damaged message", name);
        }
        return text;
    }

    private void take(MimeTokenStream tokens) throws IOException, MimeException {
        int parts = 0;
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            if (state == EntityState.T_START_HEADER) {
                parts++;
                attached = false;
            } else if (state == EntityState.T_FIELD) {
                take(tokens.getField(), parts == 1);
            } else if (state == EntityState.T_BODY) {
                take(tokens.getBodyDescriptor(), tokens);
            }
        }
    }

    private void take(Field field, boolean first) {
        if (first) {
            headers.append(field.getName())
                    .append(": ")
                    .append(Message.decoded(field.getBody().strip()))
                    .append('\n');
        }
        attached |= field.getName().equalsIgnoreCase("Content-Disposition")
                && field.getBody().strip().toLowerCase(Locale.ROOT).startsWith("attachment");
    }

    private void take(BodyDescriptor body, MimeTokenStream tokens) throws IOException {
        boolean markup = "text/html".equals(body.getMimeType());
        if (attached || (!markup && !"text/plain".equals(body.getMimeType()))) {
            reading.passOver("attachment", name);
            return;
        }
        String charset = body.getCharset();
        LenientReader reader =
                LenientReader.of(tokens.getDecodedInputStream(), charset == null ? null : Charsets.named(charset));
        StringBuilder target = markup ? html : plain;
        String text = LenientReader.start(reader, Corpus.LONGEST_TEXT - Math.min(Corpus.LONGEST_TEXT, target.length()));
        target.append(markup ? Html.of(text).text() : text);
        reading.readAs(reader.guess(), name);
    }

    /** The header lines, decoded. */
    String headers() {
        return headers.toString();
    }

    String body() {
        return (plain.isEmpty() ? html : plain).toString();
    }
}
