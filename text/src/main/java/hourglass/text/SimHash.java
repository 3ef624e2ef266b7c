package hourglass.text;

import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Codes of 64 bits of texts, near for texts that share most of their words in the same order (M. Charikar, <i>Similarity
 * estimation techniques from rounding algorithms</i>, STOC 2002; G. S. Manku, A. Jain, A. Das Sarma, <i>Detecting near-duplicates
 * for web crawling</i>, WWW 2007): each sequence of {@value #WORDS} words has a hash, whose bits vote for or against the bits of
 * the code. For any number of threads.
 */
public final class SimHash {
    /** The length of the codes. */
    public static final int BITS = 64;
    /** The largest Hamming distance of near duplicates, as measured by Manku et al. on 8 billion pages. */
    public static final int RADIUS = 3;

    private static final int WORDS = 2;

    private final Analysis analysis;

    /** @param analysis makes words of a text */
    public SimHash(Analysis analysis) {
        this.analysis = analysis;
    }

    /** The code of a text; empty if it has no words. */
    public OptionalLong of(String text) {
        Votes votes = new Votes();
        analysis.forEachWord(text, votes::add);
        return votes.code();
    }

    /** The votes of the sequences that end at each word; at the first words they are shorter. */
    private static final class Votes {
        private final int[] votes = new int[BITS];
        private final long[] recent = new long[WORDS];
        private int words;

        void add(char[] letters, int length) {
            System.arraycopy(recent, 1, recent, 0, WORDS - 1);
            long hash = 0;
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + letters[i];
            }
            recent[WORDS - 1] = Seeds.derive(hash, length);
            words++;
            long feature = Seeds.derive(0, Arrays.copyOfRange(recent, Math.max(0, WORDS - words), WORDS));
            for (int bit = 0; bit < BITS; bit++) {
                votes[bit] += (feature >>> bit & 1) == 0 ? -1 : 1;
            }
        }

        OptionalLong code() {
            if (words == 0) {
                return OptionalLong.empty();
            }
            long code = 0;
            for (int bit = 0; bit < BITS; bit++) {
                code |= votes[bit] > 0 ? 1L << bit : 0;
            }
            return OptionalLong.of(code);
        }
    }
}
