package hourglass.text;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import hourglass.text.file.LenientReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reuters-21578 in its files of SGML. Its parts are those of the "modified Apte" split (Lewis 1997, README of the
 * collection): documents with {@code TOPICS="YES"}, by {@code LEWISSPLIT}; all others are in no part.
 *
 * @param input the name of the corpus, for messages
 */
record ReutersFiles(String input, CorpusOptions options) implements Format {
    private static final String BEGIN = "<REUTERS";
    private static final String END = "</REUTERS>";
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z]+)=\"([^\"]*)\"");
    private static final Pattern TOPIC = Pattern.compile("<D>(.*?)</D>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[A-Z]+[^>]*>");

    static boolean isName(String name) {
        return Format.hasExtension(name, List.of(".sgm", ".sgml"));
    }

    @Override
    public boolean isNameOfDocuments(String name) {
        return isName(name);
    }

    @Override
    public void read(String name, InputStream stream, Reading reading) throws IOException {
        LenientReader reader = LenientReader.of(stream);
        Lines lines = new Lines(reader, Corpus.LONGEST_TEXT);
        StringBuilder element = new StringBuilder();
        long first = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith(BEGIN)) {
                refuseOpen(name, first);
                first = lines.number();
            }
            if (first > 0 && element.length() + line.length() <= Corpus.LONGEST_TEXT) {
                element.append(line).append('\n');
            }
            if (first > 0 && line.contains(END)) {
                take(element.toString(), name + ", line " + first, reading);
                element.setLength(0);
                first = 0;
            }
        }
        refuseOpen(name, first);
        if (lines.number() == 0) {
            throw wrong(name, "the file is empty");
        }
        reading.readAs(reader.guess(), name);
    }

    private void refuseOpen(String name, long first) {
        if (first > 0) {
            throw wrong(name + ", line " + first, "the document that begins here has no " + END);
        }
    }

    private InputException wrong(String place, String reason) {
        return new InputException(input, place, reason, "get a complete, undamaged copy of Reuters-21578");
    }

    private void take(String element, String place, Reading reading) {
        String tag = element.substring(0, Math.max(BEGIN.length(), element.indexOf('>')));
        String id = attribute(tag, "NEWID");
        if (id.isEmpty()) {
            throw wrong(place, "the document has no NEWID");
        }
        if (!options.takes(part(tag))) {
            return;
        }
        String title = text(inner(element, "TITLE")).strip();
        reading.accept(new Document(id, title, text(words(element)), topics(element)));
    }

    private static @Nullable Split part(String tag) {
        if (!attribute(tag, "TOPICS").equals("YES")) {
            return null;
        }
        return switch (attribute(tag, "LEWISSPLIT")) {
            case "TRAIN" -> Split.TRAIN;
            case "TEST" -> Split.TEST;
            default -> null;
        };
    }

    private static String attribute(String tag, String name) {
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            if (attribute.group(1).equals(name)) {
                return attribute.group(2);
            }
        }
        return "";
    }

    /** Title and body; where they are not marked, the whole text. */
    private static String words(String element) {
        String body = inner(element, "BODY");
        return body.isEmpty() ? inner(element, "TEXT") : inner(element, "TITLE") + "\n" + body;
    }

    private static List<String> topics(String element) {
        List<String> topics = new ArrayList<>();
        Matcher topic = TOPIC.matcher(inner(element, "TOPICS"));
        while (topic.find()) {
            topics.add(text(topic.group(1)).strip());
        }
        return topics;
    }

    /** What stands between a tag and its end; empty where there is no such tag. */
    private static String inner(String element, String tag) {
        Matcher begin = Pattern.compile("<" + tag + "(\\s[^>]*)?>").matcher(element);
        if (!begin.find()) {
            return "";
        }
        int end = element.indexOf("</" + tag + ">", begin.end());
        return element.substring(begin.end(), end < 0 ? element.length() : end);
    }

    private static String text(String markup) {
        return Parser.unescapeEntities(TAG.matcher(markup).replaceAll(" "), false);
    }
}
