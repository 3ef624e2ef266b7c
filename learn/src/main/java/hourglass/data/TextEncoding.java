package hourglass.data;

import java.util.HashSet;
import java.util.List;

/**
 * How a text becomes a row of numbers: it is cut into words, and each column counts one of these.
 *
 * @param analysis the name of the way in which a text becomes words, such as {@code english}
 * @param words those that are counted, one a column, each once
 */
public record TextEncoding(String analysis, List<String> words) {
    public TextEncoding {
        words = List.copyOf(words);
        if (analysis.isBlank() || words.isEmpty()) {
            throw new IllegalArgumentException(
                    "a text needs an analysis ('%s') and 1 or more words (%d)".formatted(analysis, words.size()));
        }
        if (new HashSet<>(words).size() < words.size()) {
            throw new IllegalArgumentException("some of the %d words are the same".formatted(words.size()));
        }
    }
}
