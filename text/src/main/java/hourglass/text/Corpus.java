package hourglass.text;

import hourglass.data.InputException;
import hourglass.data.file.Source;
import hourglass.data.file.Split;
import hourglass.text.file.Entries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Documents to be read one by one, as often as wanted; they are never all in memory. Any number of threads may read at the
 * same time.
 *
 * <p>The kind of a corpus is recognised by its content:
 *
 * <ul>
 *   <li>a folder of text or HTML files, or a tar (also gzip) or zip archive of such, sub-folders included: one document a
 *       file, the folder its topic; so are the 20 Newsgroups. Folders {@code train} and {@code test}, or others that end so,
 *       are parts;
 *   <li>among these, files of CSV ({@code .csv}, {@code .tsv}) and JSON ({@code .jsonl}, {@code .ndjson}, {@code .json}),
 *       or one of them alone: a document a line or an object, by {@link CorpusOptions#columns};
 *   <li>Reuters-21578: its {@code .sgm} files in a folder or an archive; the parts are those of the ModApte split;
 *   <li>RCV1-v2 as tokens: a folder of {@code lyrl2004_tokens_....dat} files, and {@code rcv1-v2.topics.qrels} for the
 *       topics; to be analysed by {@code none};
 *   <li>a file of text or HTML: one document.
 * </ul>
 *
 * <p>Text is read in the charset that it declares or starts in, else as UTF-8; the charset of bytes that are not UTF-8 is guessed.
 * Of each document no more than {@link #LONGEST_TEXT} characters are read. What is passed over or guessed is counted in the
 * {@link ReadReport} of a pass; a damaged file or archive is refused.
 */
public final class Corpus {
    /** Maximum number of characters of a document that are read; the rest of a longer one is left out. */
    public static final int LONGEST_TEXT = 1 << 24;

    private final String name;
    private final boolean parts;
    private final Consumer<Reading> reader;

    private Corpus(String name, boolean parts, Consumer<Reading> reader) {
        this.name = name;
        this.parts = parts;
        this.reader = reader;
    }

    /**
     * Opens a folder, an archive or a file.
     *
     * @throws InputException if it does not exist, is of no known kind, or lacks the part that is to be read
     */
    public static Corpus open(Path path, CorpusOptions options) {
        if (!Source.exists(path)) {
            throw new InputException(path.toString(), "", "there is no such file or folder", "check the name");
        }
        Corpus corpus = unchecked(path, options);
        if (!corpus.parts && options.split() == Split.TEST) {
            throw new InputException(
                    path.toString(), "", "has no test part", "give a corpus with folders named train and test");
        }
        return corpus;
    }

    /** Documents in memory. */
    public static Corpus of(String name, List<Document> documents) {
        List<Document> copy = List.copyOf(documents);
        return new Corpus(name, false, reading -> copy.forEach(reading::accept));
    }

    private static Corpus unchecked(Path path, CorpusOptions options) {
        Entries entries = Entries.of(path, options.columns().text());
        Layout layout = Layout.of(path.toString(), entries);
        Format format = layout.format(layout.hasParts() ? options : options.whole());
        return new Corpus(path.toString(), layout.hasParts(), reading -> entries.forEach(new Visit(format, reading)));
    }

    /** Reads the files that hold documents. */
    private record Visit(Format format, Reading reading) implements Entries.Visitor {
        @Override
        public void visit(String name, Entries.Content content) throws IOException {
            if (format.isNameOfDocuments(name)) {
                try (InputStream stream = content.unzipped()) {
                    format.read(name, stream, reading);
                }
            }
        }

        @Override
        public void passOver(String kind, String name) {
            reading.passOver(kind, name);
        }
    }

    /** Where the documents come from, for messages and provenance. */
    public String name() {
        return name;
    }

    /** Whether there is a training and a test part, to be opened by {@link CorpusOptions#withSplit}. */
    public boolean hasParts() {
        return parts;
    }

    /**
     * Reads all documents, in an order that is always the same.
     *
     * @return how many documents there are, and what was not read as it is
     * @throws InputException if there are no documents, or a file is damaged; the message says where and why
     */
    public ReadReport forEach(Consumer<Document> action) {
        Reading reading = new Reading(action);
        reader.accept(reading);
        ReadReport report = reading.report();
        if (report.documents() == 0) {
            throw new InputException(
                    name,
                    "",
                    String.join(
                            "; ",
                            Stream.concat(Stream.of("holds no documents"), report.remarks().stream())
                                    .toList()),
                    "give files of text or HTML");
        }
        return report;
    }
}
