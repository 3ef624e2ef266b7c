package hourglass.codes;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work for several threads, each of which takes the next piece when it is done with one. */
final class WorkQueue {
    private WorkQueue() {}

    /** The search that is run for each query. */
    @FunctionalInterface
    interface Question {
        void answer(Searcher searcher, long[] query, Neighbors result);
    }

    /** Answers a question for each query. */
    static Neighbors[] run(HammingIndex index, BinaryCodes queries, int threads, Question question) {
        if (queries.bits() != index.bits()) {
            throw new IllegalArgumentException(
                    "queries of %d bits for codes of %d bits".formatted(queries.bits(), index.bits()));
        }
        Neighbors[] results = new Neighbors[queries.count()];
        AtomicInteger next = new AtomicInteger();
        inParallel(threads, threads, part -> {
            Searcher searcher = index.searcher();
            long[] query = new long[queries.words()];
            for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
                queries.read(i, query);
                results[i] = new Neighbors();
                question.answer(searcher, query, results[i]);
            }
        });
        return results;
    }

    /** Runs all pieces 0, 1, ... on so many threads. */
    static void inParallel(int threads, int pieces, IntConsumer piece) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, but were " + threads);
        }
        if (threads == 1) {
            IntStream.range(0, pieces).forEach(piece);
            return;
        }
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(() -> IntStream.range(0, pieces).parallel().forEach(piece))
                    .join();
        } finally {
            pool.shutdown();
        }
    }
}
