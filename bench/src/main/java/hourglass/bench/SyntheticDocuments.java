package hourglass.bench;

import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Documents whose words are drawn by Zipf's law: the k-th most frequent comes with a probability in proportion to 1/k. */
final class SyntheticDocuments {
    /** Words of letters, unchanged but for their case. */
    static final Analysis ANALYSIS = Analysis.of("standard");

    private SyntheticDocuments() {}

    /**
     * A corpus.
     *
     * @param documents how many
     * @param words that there are
     * @param length of each document, in words
     */
    static Corpus of(int documents, int words, int length, long seed) {
        double[] cumulated = new double[words];
        double sum = 0;
        for (int i = 0; i < words; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < length; j++) {
                int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
                text.append(word(found < 0 ? -found - 1 : found)).append(' ');
            }
            all.add(new Document(Integer.toString(i), "", text.toString(), List.of()));
        }
        return Corpus.of("generated", all);
    }

    /** A number written in letters, of three or more. */
    private static String word(int number) {
        StringBuilder letters = new StringBuilder("zz");
        for (int rest = number; rest > 0 || letters.length() == 2; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }
}
