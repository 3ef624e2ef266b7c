package hourglass.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.CharArrayMap;

/**
 * Counts words with bounded memory. When there are too many different ones, the rarest are forgotten, and counted from zero
 * if they return.
 *
 * <p>A bound on what a word can lose, with M words held at most and N occurrences read in all. Each time, the words with at
 * most the median count m are forgotten, so a word loses at most m. At least M / 2 of the words held have m or more, and what
 * is held was read, so m M / 2 is at most N, and m at most 2 N / M. At least M / 2 new words come between one time and the
 * next, so there are at most 2 N / M times. A word thus loses at most (2 N / M)^2 of its occurrences, and one that occurs more
 * often is among the words that are held in the end.
 */
final class WordTally implements Analysis.WordSink {
    /** Maximum number of different words held; corpora of a million documents stay below it. */
    static final int MOST = 1 << 22;

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::word);

    private final int most;
    private CharArrayMap<long[]> counts = new CharArrayMap<>(1 << 12, false);

    WordTally(int most) {
        this.most = most;
    }

    record Entry(String word, long count) {}

    @Override
    public void accept(char[] letters, int length) {
        long[] count = counts.get(letters, 0, length);
        if (count != null) {
            count[0]++;
            return;
        }
        if (counts.size() >= most) {
            forgetRarest();
        }
        counts.put(new String(letters, 0, length), new long[] {1});
    }

    /** Forgets at least half of the words: those with at most the median count. */
    private void forgetRarest() {
        long[] sorted =
                counts.values().stream().mapToLong(count -> count[0]).sorted().toArray();
        long median = sorted[sorted.length / 2];
        CharArrayMap<long[]> frequent = new CharArrayMap<>(most / 2, false);
        for (Map.Entry<Object, long[]> entry : counts.entrySet()) {
            if (entry.getValue()[0] > median) {
                frequent.put(new String((char[]) entry.getKey()), entry.getValue());
            }
        }
        counts = frequent;
    }

    /** The most frequent words; of equally frequent ones the first in alphabetic order. */
    List<Entry> mostFrequent(int size) {
        return counts.entrySet().stream()
                .map(entry -> new Entry(new String((char[]) entry.getKey()), entry.getValue()[0]))
                .sorted(BEST_FIRST)
                .limit(size)
                .toList();
    }
}
