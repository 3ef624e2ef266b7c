package hourglass.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jsoup.Jsoup;

/** One document a file: plain text, messages with header lines, HTML. Files that hold bytes of zero are no text. */
record TextFiles(Parts parts, CorpusOptions options) implements Format {
    private static final int START = 1024;
    private static final int LONGEST_TITLE = 120;

    @Override
    public boolean isNameOfDocuments(String name) {
        return true;
    }

    @Override
    public void read(String name, Entries.Content content, Consumer<Document> action) throws IOException {
        if (!options.takes(parts.of(name))) {
            return;
        }
        try (InputStream stream = new BufferedInputStream(content.unzipped())) {
            stream.mark(START);
            byte[] start = stream.readNBytes(START);
            stream.reset();
            if (!isBinary(start)) {
                action.accept(document(name, LenientReader.start(stream, Corpus.LONGEST_TEXT)));
            }
        }
    }

    /** Whether these cannot be the first bytes of a text: a zero among them, unless it is one of UTF-16. */
    static boolean isBinary(byte[] start) {
        if (start.length > 1 && ((start[0] & 0xFF) ^ (start[1] & 0xFF)) == 1 && (start[0] & 0xFE) == 0xFE) {
            return false;
        }
        for (byte one : start) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private Document document(String name, String text) {
        List<String> topics = parts.topics(name);
        if (isHtml(name, text)) {
            org.jsoup.nodes.Document page = Jsoup.parse(text);
            String body = page.body().text();
            String title = page.title();
            return new Document(name, title.isEmpty() ? title(name, body) : title, title + "\n" + body, topics);
        }
        int headers = Message.headers(text);
        if (headers > 0) {
            String subject = Message.subject(text.substring(0, headers));
            String body = text.substring(headers);
            String taken = options.headers() ? text : body;
            return new Document(name, subject.isEmpty() ? title(name, body) : shortened(subject), taken, topics);
        }
        return new Document(name, title(name, text), text, topics);
    }

    private static boolean isHtml(String name, String text) {
        String start = text.substring(0, Math.min(START, text.length())).stripLeading();
        return Format.hasExtension(name, List.of(".html", ".htm", ".xhtml"))
                || start.regionMatches(true, 0, "<!doctype html", 0, 14)
                || start.regionMatches(true, 0, "<html", 0, 5);
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
