package hourglass.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant to type. */
final class Spelling {
    private Spelling() {}

    /** The nearest of some words, if it is as near as a slip of the fingers: a third of its letters, at most. */
    static Optional<String> nearest(String typed, Collection<String> words) {
        return words.stream()
                .filter(word -> 3 * distance(typed, word)
                        <= word.replaceFirst("^-+", "").length())
                .min(Comparator.comparing((String word) -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * The fewest letters to insert, delete, replace or swap with their neighbour, no letter twice (optimal string
     * alignment).
     */
    static int distance(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(
                        distance[i - 1][j - 1] + changed, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                distance[i][j] = swapped ? Math.min(least, 1 + distance[i - 2][j - 2]) : least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
