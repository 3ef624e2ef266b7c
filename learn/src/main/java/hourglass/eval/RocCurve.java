package hourglass.eval;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How well scores separate two kinds of rows, whatever the threshold. */
public final class RocCurve {
    private RocCurve() {}

    /**
     * The area under the curve of true against false positives: the probability that a positive scores higher than a
     * negative, ties counted half. Exact, from the ranks (J. A. Hanley, B. J. McNeil, Radiology 143, 1982).
     *
     * @param scores none NaN
     * @param positive which are to score high
     * @return 0..1; NaN if all are of one kind
     */
    public static double area(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException("%d scores of %d rows".formatted(scores.length, positive.length));
        }
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        long below = 0;
        long positives = 0;
        double wins = 0;
        for (int from = 0; from < order.length; ) {
            long tiedPositives = 0;
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                tiedPositives += positive[order[to++]] ? 1 : 0;
            }
            long tiedNegatives = to - from - tiedPositives;
            wins += tiedPositives * (below + 0.5 * tiedNegatives);
            below += tiedNegatives;
            positives += tiedPositives;
            from = to;
        }
        return wins / ((double) positives * below);
    }
}
