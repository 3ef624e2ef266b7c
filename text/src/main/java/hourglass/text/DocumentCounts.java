package hourglass.text;

import hourglass.data.Dataset;
import hourglass.data.LabelSets;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each document of a corpus holds each word of a vocabulary.
 *
 * @param name of the corpus
 * @param rows one a document, in the order of the corpus, a column a word; of documents that hold no known word all is 0
 * @param vocabulary the words
 * @param ids of the documents
 * @param titles of the documents
 * @param topics of the documents
 * @param empty the number of documents that hold no known word
 * @param report what was passed over or guessed when they were read
 */
public record DocumentCounts(
        String name,
        SparseRows rows,
        Vocabulary vocabulary,
        List<String> ids,
        List<String> titles,
        LabelSets topics,
        int empty,
        ReadReport report) {
    /**
     * Counts the words of all documents, which are read one by one: what stays is 8 bytes for each word of each, and titles.
     *
     * @throws hourglass.data.InputException if there are no documents, or one cannot be read
     */
    public static DocumentCounts of(Corpus corpus, Vocabulary vocabulary) {
        SparseRows.Builder rows = SparseRows.builder(vocabulary.size());
        LabelSets.Builder topics = LabelSets.builder();
        List<String> ids = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        int[] empty = {0};
        ReadReport report = corpus.forEach(document -> {
            WordCounts counts = vocabulary.counts(document.text());
            rows.add(counts.words(), counts.counts(), counts.words().length);
            topics.add(document.topics());
            ids.add(document.id());
            titles.add(document.title());
            empty[0] += counts.isEmpty() ? 1 : 0;
        });
        return new DocumentCounts(
                corpus.name(), rows.build(), vocabulary, ids, titles, topics.build(), empty[0], report);
    }

    /** The rows; those of documents with exactly one topic have it as class. */
    public Rows labelledRows() {
        return rows.labelled(topics.labels().classes());
    }

    /** What to know of how the documents were read, one line each; empty where every file was read as it is. */
    public List<String> remarks() {
        return report.remarksFor(vocabulary.analysis());
    }

    /** The same as a dataset, with the words as names of columns; classes are topics, of documents with exactly one, ids those of the documents. */
    public Dataset dataset() {
        return new Dataset(name, rows, vocabulary.words(), topics.labels(), null).withIds(ids);
    }
}
