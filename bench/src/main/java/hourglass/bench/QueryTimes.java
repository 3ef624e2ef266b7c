package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import hourglass.matrix.ThreadTeam;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How long queries take: each alone in its thread, while as many run as there are threads.
 *
 * @param micros of each query
 * @param wallMicros of all together, divided by their number
 */
record QueryTimes(double[] micros, double wallMicros) {
    /** What each query searches for. */
    @FunctionalInterface
    interface Question {
        void ask(Searcher searcher, long[] query, Neighbors result);
    }

    /** Asks all queries, and keeps the answers. */
    static QueryTimes of(HammingIndex index, BinaryCodes queries, int threads, Question question, Neighbors[] answers) {
        double[] micros = new double[queries.count()];
        Searcher[] searchers =
                IntStream.range(0, threads).mapToObj(i -> index.searcher()).toArray(Searcher[]::new);
        AtomicInteger next = new AtomicInteger();
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            long start = System.nanoTime();
            team.run((part, parts) -> {
                long[] query = new long[queries.words()];
                for (int i = next.getAndIncrement(); i < micros.length; i = next.getAndIncrement()) {
                    queries.read(i, query);
                    long before = System.nanoTime();
                    question.ask(searchers[part], query, answers[i]);
                    micros[i] = (System.nanoTime() - before) / 1e3;
                }
            });
            return new QueryTimes(micros, (System.nanoTime() - start) / 1e3 / micros.length);
        }
    }

    double median() {
        return Statistics.median(micros);
    }

    double percentile95() {
        return Statistics.quantile(micros, 0.95);
    }
}
