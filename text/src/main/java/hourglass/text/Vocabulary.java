package hourglass.text;

import hourglass.data.InputException;
import hourglass.data.TextEncoding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.CharArrayMap;

/**
 * The words that documents are described by, the most frequent first, and the analysis that finds them. Immutable, for any
 * number of threads.
 */
public final class Vocabulary {
    private final Analysis analysis;
    private final List<String> words;
    private final CharArrayMap<Integer> indices;

    private Vocabulary(Analysis analysis, List<String> words) {
        this.analysis = analysis;
        this.words = List.copyOf(words);
        this.indices = new CharArrayMap<>(words.size(), false);
        for (int i = 0; i < words.size(); i++) {
            indices.put(words.get(i), (Integer) i);
        }
    }

    /**
     * The most frequent words of a corpus, by the number of their occurrences; of equally frequent ones the first in
     * alphabetic order. Reads the documents once, and remembers no more than some {@value WordTally#MOST} words at a time.
     *
     * @param size how many words at most, from 1
     * @throws InputException if the documents hold no word at all
     */
    public static Vocabulary of(Corpus corpus, Analysis analysis, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a vocabulary has 1 or more words, not " + size);
        }
        WordTally tally = new WordTally(WordTally.MOST);
        ReadReport report = corpus.forEach(document -> analysis.forEachWord(document.text(), tally));
        List<WordTally.Entry> best = tally.mostFrequent(size);
        if (best.isEmpty()) {
            throw new InputException(
                    corpus.name(),
                    "",
                    "its documents hold no words for the analysis '%s'".formatted(analysis),
                    report.language() == null
                            ? "give documents with words, or another language"
                            : "give the language %s, for scripts without spaces".formatted(report.language()));
        }
        return new Vocabulary(analysis, best.stream().map(WordTally.Entry::word).toList());
    }

    /**
     * The vocabulary that a model was saved with.
     *
     * @throws InputException if there is no analysis of that name
     */
    public static Vocabulary of(TextEncoding encoding) {
        return new Vocabulary(Analysis.of(encoding.analysis()), encoding.words());
    }

    /** What a model is to be saved with, to be applied to texts later. */
    public TextEncoding encoding() {
        return new TextEncoding(analysis.name(), words);
    }

    /** Writes a file of JSON: the name of the {@code analysis} and the {@code words}. */
    public void write(Path path) {
        VocabularyJson.write(path, encoding());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InputException if it cannot be read, or is not a vocabulary
     */
    public static Vocabulary read(Path path) {
        return of(VocabularyJson.read(path));
    }

    /** The number of words, 1 or more. */
    public int size() {
        return words.size();
    }

    /** All words, the most frequent first. */
    public List<String> words() {
        return words;
    }

    /** Where a word, as the analysis makes it, stands; -1 if it is not known. */
    public int indexOf(String word) {
        Integer index = indices.get(word);
        return index == null ? -1 : index;
    }

    public Analysis analysis() {
        return analysis;
    }

    /** Counts the known words of a text. */
    public WordCounts counts(String text) {
        Occurrences found = new Occurrences();
        analysis.forEachWord(text, found);
        return WordCounts.of(found.words, found.count);
    }

    /** Counts the known words among those that the analysis has made of a text already. */
    public WordCounts counts(List<String> textWords) {
        int[] known = textWords.stream()
                .mapToInt(this::indexOf)
                .filter(index -> index >= 0)
                .toArray();
        return WordCounts.of(known, known.length);
    }

    /** The known words of a text as they come. */
    private final class Occurrences implements Analysis.WordSink {
        private int[] words = new int[64];
        private int count;

        @Override
        public void accept(char[] letters, int length) {
            Integer index = indices.get(letters, 0, length);
            if (index == null) {
                return;
            }
            if (count == words.length) {
                words = Arrays.copyOf(words, 2 * count);
            }
            words[count++] = index;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary
                && analysis.equals(vocabulary.analysis)
                && words.equals(vocabulary.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return "%d words (%s)".formatted(words.size(), analysis);
    }
}
