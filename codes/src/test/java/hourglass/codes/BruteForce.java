package hourglass.codes;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What an index must answer, by sorting all codes bit by bit. */
final class BruteForce {
    private final BinaryCodes codes;
    private final IntPredicate accepted;

    BruteForce(BinaryCodes codes, IntPredicate accepted) {
        this.codes = codes;
        this.accepted = accepted;
    }

    /** The item and distance of each neighbour, in order. */
    List<List<Integer>> answer(long[] query, int k, int radius) {
        return IntStream.range(0, codes.count())
                .filter(accepted)
                .mapToObj(item -> List.of(item, distance(item, query)))
                .filter(one -> one.get(1) <= radius)
                .sorted(Comparator.comparing((List<Integer> one) -> one.get(1)).thenComparing(one -> one.get(0)))
                .limit(k)
                .toList();
    }

    private int distance(int item, long[] query) {
        int distance = 0;
        for (int bit = 0; bit < codes.bits(); bit++) {
            boolean wanted = (query[bit >> 6] >>> bit & 1) != 0;
            distance += codes.bit(item, bit) == wanted ? 0 : 1;
        }
        return distance;
    }

    static List<List<Integer>> of(Neighbors found) {
        return IntStream.range(0, found.count())
                .mapToObj(place -> List.of(found.item(place), found.distance(place)))
                .toList();
    }
}
