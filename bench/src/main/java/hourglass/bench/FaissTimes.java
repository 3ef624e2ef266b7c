package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.LinearScan;
import hourglass.codes.MultiIndexHashing;
import hourglass.codes.Neighbors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The times of faiss for the same codes and question: its linear scan, and its hash with as many bits flipped as make it
 * exact. All queries are handed to it at once, as it likes best.
 */
final class FaissTimes {
    /** More flips than this take it longer than its scan. */
    private static final int MOST_FLIPS = 4;

    private final Faiss faiss;
    private final HammingIndex index;
    private final SearchQuestion question;
    private final long[] expected;
    /** The kinds of index in its words, and their milliseconds a query. */
    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    private final Map<String, Double> builds = new LinkedHashMap<>();
    private final int flips;

    FaissTimes(Faiss faiss, HammingIndex index, SearchQuestion question, Neighbors[] expected) {
        this.faiss = faiss;
        this.index = index;
        this.question = question;
        this.expected = Arrays.stream(expected).mapToLong(question::sum).toArray();
        int farthest = Arrays.stream(expected)
                .mapToInt(answer -> answer.count() == 0 ? 0 : answer.distance(answer.count() - 1))
                .max()
                .orElse(0);
        flips = index instanceof MultiIndexHashing hashing ? farthest / hashing.substrings() : SearchQuestion.RADIUS;
        times.put("flat", new ArrayList<>());
        if (flips <= MOST_FLIPS && !(index instanceof LinearScan)) {
            times.put(
                    index instanceof MultiIndexHashing hashing
                            ? "multihash %d %d".formatted(hashing.substrings(), index.bits() / hashing.substrings())
                            : "hash " + index.bits(),
                    new ArrayList<>());
        }
    }

    /** Hands over the codes and builds the indexes. */
    void open(BinaryCodes queries, int threads) throws IOException {
        faiss.open(index.codes(), queries, threads);
        for (String kind : times.keySet()) {
            builds.put(kind, faiss.build(kind));
        }
    }

    /** Asks all queries of each index once; returns whether the answers are right. */
    boolean time() throws IOException {
        boolean agree = true;
        for (Map.Entry<String, List<Double>> one : times.entrySet()) {
            Faiss.Answer answer = question == SearchQuestion.BALL
                    ? faiss.within(one.getKey(), SearchQuestion.RADIUS, flips)
                    : faiss.nearest(one.getKey(), SearchQuestion.COUNT, flips);
            one.getValue().add(answer.milliseconds());
            agree &= Arrays.equals(answer.sums(), expected);
        }
        return agree;
    }

    /** The times of each index; its hash is missing where it would be exact only with so many flips that its scan is faster. */
    List<SearchResult.Times> times() {
        List<SearchResult.Times> all = new ArrayList<>();
        times.forEach((kind, milliseconds) -> all.add(new SearchResult.Times(
                "faiss " + kind + (kind.equals("flat") ? "" : ", " + flips + " flips"),
                null,
                null,
                1e3
                        * Statistics.median(
                                milliseconds.stream().mapToDouble(one -> one).toArray()),
                builds.get(kind))));
        return all;
    }
}
