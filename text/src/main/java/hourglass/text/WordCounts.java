package hourglass.text;

import java.util.Arrays;

/**
 * How often a text holds which words of a vocabulary.
 *
 * @param words which, ascending indices; empty where the text holds none of them
 * @param counts how often each, 1 or more
 */
public record WordCounts(int[] words, float[] counts) {
    /** Counts words in any order, of which the first {@code length} are given. */
    static WordCounts of(int[] occurrences, int length) {
        Arrays.sort(occurrences, 0, length);
        int[] words = new int[length];
        float[] counts = new float[length];
        int distinct = 0;
        for (int i = 0; i < length; i++) {
            if (i == 0 || occurrences[i] != occurrences[i - 1]) {
                words[distinct++] = occurrences[i];
            }
            counts[distinct - 1]++;
        }
        return new WordCounts(Arrays.copyOf(words, distinct), Arrays.copyOf(counts, distinct));
    }

    /** Whether the text holds no known word. */
    public boolean isEmpty() {
        return words.length == 0;
    }
}
