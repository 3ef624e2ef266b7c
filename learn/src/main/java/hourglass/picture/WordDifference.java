package hourglass.picture;

import java.util.List;

/** A text in which the words are marked that are not in their place in another: those outside of a longest common subsequence. */
final class WordDifference {
    private WordDifference() {}

    static void write(String other, String text, Markup out) {
        List<String> known = List.of(other.split("(?<=\\s)(?=\\S)"));
        List<String> words = List.of(text.split("(?<=\\s)(?=\\S)"));
        int[][] common = lengths(known, words);
        int i = 0;
        boolean marking = false;
        for (int j = 0; j < words.size(); j++) {
            while (i < known.size() && !same(known.get(i), words.get(j)) && common[i + 1][j] >= common[i][j + 1]) {
                i++;
            }
            boolean found = i < known.size() && same(known.get(i), words.get(j));
            if (found == marking) {
                out.markup(marking ? "</mark>" : "<mark>");
                marking = !marking;
            }
            out.text(words.get(j));
            i += found ? 1 : 0;
        }
        if (marking) {
            out.markup("</mark>");
        }
    }

    /** The lengths of the longest common subsequences of what begins at each word of the one and the other. */
    private static int[][] lengths(List<String> known, List<String> words) {
        int[][] common = new int[known.size() + 1][words.size() + 1];
        for (int i = known.size() - 1; i >= 0; i--) {
            for (int j = words.size() - 1; j >= 0; j--) {
                common[i][j] = same(known.get(i), words.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static boolean same(String one, String other) {
        return one.strip().equals(other.strip());
    }
}
