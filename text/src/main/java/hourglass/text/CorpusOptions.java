package hourglass.text;

import hourglass.data.file.Split;
import org.jspecify.annotations.Nullable;

/**
 * How to read documents. {@link #DEFAULT} suits most.
 *
 * @param split which part, where a corpus has a training and a test part, or null for all documents
 * @param headers whether the header lines of a message (a file that starts with lines such as {@code From:} and
 *     {@code Subject:}) are part of its text; published results on the 20 Newsgroups are for whole messages
 * @param columns which columns of a table, or keys of JSON objects, to take
 */
public record CorpusOptions(@Nullable Split split, boolean headers, Columns columns) {
    public static final CorpusOptions DEFAULT =
            new CorpusOptions(null, true, new Columns("text", "id", "title", "topics"));

    /**
     * Columns of tables, by name or by number from 0, and keys of JSON objects, by name. All but that of the text may be
     * missing from a file: its documents are then numbered from 1, have no title, or have no topics.
     *
     * @param text the column of the text
     * @param id the column of a name that no other document of the file has
     * @param title the column of a title
     * @param topics the column of the topics, separated by semicolons, or an array of them
     */
    public record Columns(String text, String id, String title, String topics) {}

    /** The same for one part; of a corpus without parts, the training part is all of it. */
    public CorpusOptions withSplit(Split split) {
        return new CorpusOptions(split, headers, columns);
    }

    public CorpusOptions withHeaders(boolean headers) {
        return new CorpusOptions(split, headers, columns);
    }

    public CorpusOptions withColumns(Columns columns) {
        return new CorpusOptions(split, headers, columns);
    }

    /** All documents. */
    CorpusOptions whole() {
        return new CorpusOptions(null, headers, columns);
    }

    /** Whether documents of a part are wanted; null is that of documents in no part. */
    boolean takes(@Nullable Split part) {
        return split == null || split == part;
    }
}
