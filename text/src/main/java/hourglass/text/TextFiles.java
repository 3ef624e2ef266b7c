package hourglass.text;

import hourglass.text.file.LenientReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Plain text, HTML and messages with header lines: one document a file, or of a mailbox one a message. */
record TextFiles(Parts parts, CorpusOptions options) implements Format {
    /** The number of bytes in which headers and declarations are looked for. */
    private static final int START = 1 << 14;

    /** The number of bytes that show whether there may be any. */
    private static final int FIRST = 1 << 7;

    private static final int LONGEST_TITLE = 120;

    @Override
    public boolean isNameOfDocuments(String name) {
        return true;
    }

    @Override
    public void read(String name, InputStream stream, Reading reading) throws IOException {
        String start = start(name, stream);
        if (Mailbox.matches(start)) {
            readMailbox(name, new Mailbox(stream), reading);
        } else {
            reading.accept(document(name, name, stream, start, reading));
        }
    }

    private void readMailbox(String name, Mailbox messages, Reading reading) throws IOException {
        for (int number = 1; messages.next(); number++) {
            InputStream message = new BufferedInputStream(messages);
            String id = name + ":" + number;
            Document document = document(id, name, message, start(name, message), reading);
            message.transferTo(OutputStream.nullOutputStream());
            reading.accept(
                    number == 1 && !messages.hasNext()
                            ? new Document(name, document.title(), document.text(), document.topics())
                            : document);
        }
    }

    /** The first bytes, each as a character; none where they hold no headers and no tags, which saves most texts a copy. */
    private static String start(String name, InputStream stream) throws IOException {
        String first = peek(stream, FIRST);
        int line = first.indexOf('\n');
        boolean headers = first.lastIndexOf(':', line < 0 ? first.length() : line) > 0;
        return headers || first.indexOf('<') >= 0 || Html.isName(name) ? peek(stream, START) : "";
    }

    private static String peek(InputStream stream, int count) throws IOException {
        stream.mark(count);
        byte[] bytes = stream.readNBytes(count);
        stream.reset();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Document document(String id, String name, InputStream stream, String start, Reading reading)
            throws IOException {
        Message headers = Message.of(start);
        if (headers.isPresent() && headers.isHttp()) {
            stream.skipNBytes(headers.length());
            String pageStart = start.substring(headers.length());
            Charset charset = headers.charset();
            return page(id, name, text(name, stream, charset == null ? Html.charset(pageStart) : charset, reading));
        }
        if (headers.isPresent() && headers.isCoded()) {
            MailText mail = MailText.of(stream, name, reading);
            return message(id, name, headers, mail.headers() + "\n", mail.body());
        }
        if (Html.isName(name) || Html.matches(start)) {
            return page(id, name, text(name, stream, Html.charset(start), reading));
        }
        return plain(id, name, text(name, stream, headers.charset(), reading));
    }

    private static String text(String name, InputStream stream, @Nullable Charset declared, Reading reading)
            throws IOException {
        LenientReader reader = LenientReader.of(stream, declared);
        String text = LenientReader.start(reader, Corpus.LONGEST_TEXT);
        reading.readAs(reader.guess(), name);
        if (text.length() == Corpus.LONGEST_TEXT && reader.read() >= 0) {
            reading.cut("texts", name);
        }
        return text;
    }

    /** A text of which more is known once it is decoded. */
    private Document plain(String id, String name, String text) {
        if (Html.matches(text)) {
            return page(id, name, text);
        }
        Message message = Message.of(text);
        return message.isPresent()
                ? message(id, name, message, text.substring(0, message.length()), text.substring(message.length()))
                : new Document(id, title(name, text), text, parts.topics(name));
    }

    private Document message(String id, String name, Message message, String headers, String body) {
        String subject = message.subject();
        return new Document(
                id,
                subject.isEmpty() ? title(name, body) : shortened(subject),
                options.headers() ? headers + body : body,
                parts.topics(name));
    }

    private Document page(String id, String name, String text) {
        Html page = Html.of(text);
        String title = page.title();
        return new Document(id, title.isEmpty() ? title(name, page.body()) : title, page.text(), parts.topics(name));
    }

    /** The first line that is not blank; the name of the file where there is none. */
    private static String title(String name, String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(TextFiles::shortened)
                .orElse(name.substring(name.lastIndexOf('/') + 1));
    }

    private static String shortened(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 3) + "...";
    }
}
