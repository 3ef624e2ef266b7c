package hourglass.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over a corpus: takes its documents, and counts what was not read as it is. */
final class Reading {
    /** The first characters of a document, by which its script is known. */
    private static final int SAMPLE = 64;

    private final Consumer<Document> action;
    private final Counts passedOver = new Counts();
    private final Counts charsets = new Counts();
    private final Counts firstLines = new Counts();
    private final Counts cut = new Counts();
    private long documents;
    private long chinese;
    private long thai;

    Reading(Consumer<Document> action) {
        this.action = action;
    }

    /** Numbers of files by kind, and the first of them all. */
    private static final class Counts {
        private final Map<String, Integer> kinds = new TreeMap<>();
        private String first = "";

        void add(String kind, String name) {
            if (kinds.isEmpty()) {
                first = name;
            }
            kinds.merge(kind, 1, Integer::sum);
        }

        /** Adds a line with all numbers, unless there are none. */
        void addTo(List<String> remarks, String what, String remedy) {
            if (!kinds.isEmpty()) {
                String listed = kinds.entrySet().stream()
                        .map(kind -> "%s: %,d".formatted(kind.getKey(), kind.getValue()))
                        .collect(Collectors.joining(", "));
                remarks.add("%s (%s; first: %s); %s".formatted(what, listed, first, remedy));
            }
        }
    }

    void accept(Document document) {
        documents++;
        seeScript(document.text());
        action.accept(document);
    }

    /** Notes a file that holds something other than text. */
    void passOver(String kind, String name) {
        passedOver.add(kind, name);
    }

    /** Notes by which charset bytes of a file were read that are not UTF-8 nor as the file says; null where there are none. */
    void readAs(@Nullable Charset charset, String name) {
        if (charset != null) {
            charsets.add(charset.name(), name);
        }
    }

    /** As much of a text as is read of each; notes whether it is longer. */
    String shortened(String text, String name) {
        if (text.length() <= Corpus.LONGEST_TEXT) {
            return text;
        }
        cut("texts", name);
        return text.substring(0, Corpus.LONGEST_TEXT);
    }

    /** Notes that the rest of a long text was not read. */
    void cut(String kind, String name) {
        cut.add(kind, name);
    }

    /** Notes that it was a guess whether the first line of a table holds the names of its columns. */
    void guessFirstLine(boolean names, String name) {
        firstLines.add(names ? "names of columns" : "a document", name);
    }

    private void seeScript(String text) {
        int ideographs = 0;
        int thais = 0;
        int letters = 0;
        int end = Math.min(text.length(), SAMPLE);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                letters++;
                ideographs += c >= '\u3040' && c <= '\u9FFF' ? 1 : 0;
                thais += c >= '\u0E00' && c <= '\u0E7F' ? 1 : 0;
            }
        }
        chinese += 2 * ideographs > letters ? 1 : 0;
        thai += 2 * thais > letters ? 1 : 0;
    }

    ReadReport report() {
        List<String> remarks = new ArrayList<>();
        passedOver.addTo(remarks, "passed over what is not text", "extract its text, or unpack it, to have it read");
        charsets.addTo(
                remarks,
                "guessed the charset of files that are not UTF-8 and declare no other",
                "convert files to UTF-8 where that is wrong");
        firstLines.addTo(
                remarks,
                "guessed what the first lines of tables are",
                "give the column of the text by its name if they are names, or add such a line if they are not");
        cut.addTo(
                remarks,
                "read only the first %,d characters of longer texts".formatted(Corpus.LONGEST_TEXT),
                "split these to have all of them read");
        return new ReadReport(documents, remarks, language());
    }

    private @Nullable String language() {
        if (10 * Math.max(chinese, thai) < documents || chinese + thai == 0) {
            return null;
        }
        return chinese >= thai ? "cjk" : "thai";
    }
}
